import { expect, test } from 'vitest';
import { gunBench } from '../support/gun-bench.ts';
import { pluggedGuns } from '../support/plugged-guns.ts';
import { until } from '../support/until.ts';

const TWO_LANES = [{ id: '1' }, { id: '2' }];
const CODE = '281234567890123456';
const KEY = 'hid 0c2e:1007:A1@1-1';
const logged = (lines: readonly Record<string, unknown>[], msg: string) =>
  lines.filter((line) => line.msg === msg);

test('a gun that is plugged in is found within five seconds although no event told of it, and scans', async () => {
  const till = await pluggedGuns();
  expect(till.shown()).toEqual({ 'lane 1': 'absent NOT_FOUND' });
  till.plug('1-1');
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 up' });
  till.gun('1-1').scan(CODE);
  expect(till.scans).toMatchObject([{ lane: '1' }]);
});

test('the bus is not listed again while nothing was plugged in or out', async () => {
  const till = await pluggedGuns();
  till.plug('1-1');
  await till.look();
  till.unplug('1-1');
  await till.look();
  expect(till.lists()).toBe(3);
  await till.hand.advance(120_000);
  expect(till.lists()).toBe(3);
  expect(till.shown()).toEqual({ '1-1': '1 down' });
});

test('a system that has nothing to compare is listed every five seconds', async () => {
  const till = await pluggedGuns({ hasNodes: false });
  await till.hand.advance(60_000);
  expect(till.lists()).toBe(13);
});

test('a gun that goes and comes keeps its lane, its name and its id, and each change is one line of the log', async () => {
  const till = await pluggedGuns({ notes: { [KEY]: { lane: '2', name: 'Left' } }, lanes: TWO_LANES });
  till.plug('1-1');
  await till.look();
  const id = till.scanners.statuses().find(({ name }) => name === 'Left')?.id;
  for (let i = 0; i < 20; i++) {
    till.unplug('1-1');
    await till.look();
    till.plug('1-1');
    await till.look();
  }
  expect(till.scanners.statuses().find(({ name }) => name === 'Left')).toMatchObject({
    id,
    lane: '2',
    state: 'up',
  });
  expect(logged(till.lines, 'scanner found')).toHaveLength(1);
  expect(logged(till.lines, 'scanner up')).toHaveLength(21);
  // Missed at the start too.
  expect(logged(till.lines, 'scanner not up')).toHaveLength(21);
});

test('a bound gun that is not there at the start is missed by name, and no other takes its place', async () => {
  const till = await pluggedGuns({ notes: { [KEY]: { lane: '1', product: 'Honeywell Vuquest' } } });
  const other = { serialNumber: 'B2', productId: 0x0b61 };
  till.plug('1-2', other);
  await till.look();
  const [missed, found] = till.scanners.statuses();
  expect(missed).toMatchObject({ lane: '1', state: 'down', finding: { code: 'NOT_FOUND' } });
  expect(missed?.finding?.message).toBe('Honeywell Vuquest is not plugged in.');
  expect(found).not.toHaveProperty('lane');
  till.gun('1-2').scan(CODE);
  expect(till.scans).toEqual([]);

  till.plug('1-1');
  await till.look();
  till.gun('1-1').scan(CODE);
  expect(till.scans).toMatchObject([{ lane: '1' }]);
});

test('a gun that is missed can be given to no lane: then the one that is there may have it', async () => {
  const till = await pluggedGuns({ notes: { [KEY]: { lane: '1', product: 'Honeywell Vuquest' } } });
  till.plug('1-2', { serialNumber: 'B2' });
  await till.look();
  const [missed] = till.scanners.statuses();
  expect(await till.scanners.bind(missed?.id ?? '', undefined)).toEqual({ ok: true });
  await till.hand.advance(0);
  expect(till.shown()).toEqual({ '1-2': '1 up' });
});

test('two equal guns have each its own lane, after any unplugging and a restart, and are opened in their own ports', async () => {
  const till = await pluggedGuns({ lanes: TWO_LANES });
  till.plug('1-1');
  await till.look();
  const bind = async (socket: string, lane: string) => {
    const gun = till.scanners.statuses().find(({ name }) => name.endsWith(socket));
    expect(await till.scanners.bind(gun?.id ?? '', lane)).toEqual({ ok: true });
  };
  await bind('1-1', '1');
  till.plug('1-2');
  await till.look();
  expect(till.shown()).toEqual({ 'lane 2': 'absent NOT_BOUND', '1-1': '1 up', '1-2': '- up' });
  await bind('1-2', '2');
  till.unplug('1-1');
  till.unplug('1-2');
  await till.look();
  till.plug('1-2');
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 down', '1-2': '2 up' });
  till.gun('1-2').scan(CODE);
  expect(till.scans.map(({ lane }) => lane)).toEqual(['2']);

  const again = await pluggedGuns({ lanes: TWO_LANES, notes: till.kept.notes });
  again.plug('1-2');
  again.plug('1-1');
  await again.look();
  expect(again.shown()).toEqual({ '1-1': '1 up', '1-2': '2 up' });
});

test('a gun that was seen beside its equal is another one in another port; one alone of its number is the same', async () => {
  const notes = { [KEY]: { lane: '2', name: 'Left' } };
  const till = await pluggedGuns({ lanes: TWO_LANES, notes });
  till.plug('1-7');
  await till.look();
  expect(till.kept.notes).toEqual({ 'hid 0c2e:1007:A1@1-7': { lane: '2', name: 'Left' } });
  till.plug('1-8');
  await till.look();
  till.unplug('1-7');
  till.unplug('1-8');
  await till.look();
  till.plug('1-9');
  await till.look();
  expect(till.scanners.statuses().filter(({ lane }) => lane === '2')).toMatchObject([
    { name: 'Left', state: 'down' },
  ]);
  till.gun('1-9').scan(CODE);
  expect(till.scans).toEqual([]);
});

test('of two guns at one lane the second does not take over while the first is unplugged', async () => {
  const till = await pluggedGuns();
  till.plug('1-1');
  await till.look();
  till.plug('1-2');
  await till.look();
  till.unplug('1-1');
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 down', '1-2': '- up' });
  till.plug('1-1');
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 up', '1-2': '- up' });
});

test('a gun is looked for by its key alone: when it comes back under another name it is the same', async () => {
  const till = await pluggedGuns();
  till.plug('1-1');
  await till.look();
  till.unplug('1-1');
  till.plug('1-1');
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 up' });
  expect(till.opened).toHaveLength(1);
});

test('a list that fails is told, is tried again, and stops nothing', async () => {
  let isBroken = true;
  const failure = () =>
    isBroken &&
    Object.assign(new Error('libusb-1.0.so.0: cannot open shared object'), { code: 'ERR_DLOPEN_FAILED' });
  const till = await pluggedGuns({ failure });
  expect(till.shown()).toEqual({ 'lane 1': 'absent LIBRARY_MISSING' });
  await till.hand.advance(60_000);
  expect(logged(till.lines, 'lane without a scanner')).toHaveLength(1);
  isBroken = false;
  till.plug('1-1');
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 up' });
});

test('refused permission is told with the rule for the very device', async () => {
  const till = await pluggedGuns();
  till.plug('1-1');
  await till.look();
  till.gun('1-1').refuse({ code: 'PERMISSION_DENIED', message: 'no', cure: 'no' });
  till.unplug('1-1');
  await till.look();
  till.plug('1-1');
  await till.look();
  // Udev may be slow: it is not told before two seconds have passed.
  await till.look();
  const [{ finding } = {}] = till.scanners.statuses();
  expect(finding?.code).toBe('PERMISSION_DENIED');
  expect(finding?.cure).toContain('70-scantill-scanners.rules');
  expect(finding?.cure).toContain('ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="1007", MODE="0660"');
  expect(finding?.cure).not.toContain('0666');
});

test('a machine as it is, with whatever is plugged in, starts', async () => {
  const bench = gunBench({ lanes: [{ id: '1' }], speed: 1 });
  await bench.scanners.start();
  await until(() => bench.changes.length > 0, { what: 'it was looked for' });
  expect(bench.scanners.statuses().length).toBeGreaterThan(0);
  expect(bench.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('a gun bound to a lane that is no longer there is told, and scans for nobody', async () => {
  const till = await pluggedGuns({ lanes: TWO_LANES, notes: { [KEY]: { lane: '9' } } });
  till.plug('1-1');
  await till.look();
  expect(till.shown()['1-1']).toBe('- up');
  expect(logged(till.lines, 'a scanner is bound to a lane that takes none')).toMatchObject([{ lane: '9' }]);
});

test('devices that could not be listed are listed again although nothing was plugged in or out meanwhile', async () => {
  const fault: { error?: Error } = { error: new Error('the library does not load') };
  const till = await pluggedGuns({ failure: () => fault.error });
  till.plug('1-1');
  await till.look();
  expect(Object.keys(till.shown())).toEqual(['lane 1']);
  delete fault.error;
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 up' });
});
