import { expect, test } from 'vitest';
import { scannerConfig } from '../../src/scanner-config.ts';
import { type PluggedGuns, pluggedGuns } from '../support/plugged-guns.ts';

const TWO_LANES = [{ id: '1' }, { id: '2' }];
const CODE = '281234567890123456';

async function twoGuns(options: Parameters<typeof pluggedGuns>[0] = {}): Promise<PluggedGuns> {
  const till = await pluggedGuns({ lanes: TWO_LANES, ...options });
  till.plug('1-1', { serialNumber: 'A1' });
  till.plug('1-2', { serialNumber: 'B2' });
  await till.look();
  return till;
}

const idIn = (till: PluggedGuns, socket: string) =>
  till.scanners.statuses().find(({ name }) => name.endsWith(socket))?.id ?? '';

test('a decision that the disk does not take is refused, and nothing of it holds', async () => {
  const till = await twoGuns();
  const id = idIn(till, '1-1');
  const before = till.scanners.statuses();
  till.kept.isDiskFull = true;
  expect(await till.scanners.bind(id, '1')).toEqual({ ok: false, why: 'notSaved' });
  expect(await till.scanners.rename(id, 'Left')).toEqual({ ok: false, why: 'notSaved' });
  expect(await till.scanners.enable(id, false)).toEqual({ ok: false, why: 'notSaved' });
  await till.look();
  expect(till.scanners.statuses()).toEqual(before);
  expect(till.kept.notes).toEqual({});

  till.kept.isDiskFull = false;
  expect(await till.scanners.bind(id, '1')).toEqual({ ok: true });
  expect(till.shown()['1-1']).toBe('1 up');
});

test('a scan that could not bind its gun is said so, and may be made again', async () => {
  const till = await twoGuns();
  till.scanners.bindByScan('2');
  till.kept.isDiskFull = true;
  till.gun('1-1').scan(CODE);
  await till.hand.advance(0);
  expect(till.scanners.binding()).toMatchObject({ lane: '2', problem: 'notSaved' });
  expect(till.shown()['1-1']).toBe('- up');

  till.kept.isDiskFull = false;
  till.gun('1-1').scan(CODE);
  await till.hand.advance(0);
  expect(till.scanners.binding()).toBeUndefined();
  expect(till.shown()['1-1']).toBe('2 up');
  expect(till.scans).toEqual([]);
});

test('decisions made at the same moment are all kept', async () => {
  const till = await twoGuns();
  const [left, right] = [idIn(till, '1-1'), idIn(till, '1-2')];
  await Promise.all([
    till.scanners.bind(left, '1'),
    till.scanners.bind(right, '2'),
    till.scanners.rename(left, 'Left'),
  ]);
  expect(till.kept.notes).toMatchObject({
    'hid 0c2e:1007:A1@1-1': { lane: '1', name: 'Left' },
    'hid 0c2e:1007:B2@1-2': { lane: '2' },
  });
});

test('a gun that a person gave to no lane stays without, though it is the only one, after a restart too', async () => {
  const till = await pluggedGuns();
  till.plug('1-1');
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 up' });
  await till.scanners.bind(idIn(till, '1-1'), undefined);
  await till.look();
  expect(till.shown()).toEqual({ 'lane 1': 'absent NOT_BOUND', '1-1': '- up' });

  const again = await pluggedGuns({ notes: till.kept.notes });
  again.plug('1-1');
  await again.look();
  expect(again.shown()).toEqual({ 'lane 1': 'absent NOT_BOUND', '1-1': '- up' });
});

test('a keyboard that may be a gun is only opened once a person adopts it, and not during a sale', async () => {
  const sale = { lane: '' };
  const till = await pluggedGuns({ isBusy: (lane) => lane === sale.lane });
  till.plug('1-1', { usagePage: 1, usage: 6 });
  await till.look();
  expect(till.opened).toEqual([]);
  const [keyboard] = till.scanners.free();
  const key = keyboard?.key ?? '';
  sale.lane = '1';
  expect(await till.scanners.adopt(key, '1')).toEqual({ ok: false, why: 'laneBusy' });
  sale.lane = '';
  till.kept.isDiskFull = true;
  expect(await till.scanners.adopt(key, '1')).toEqual({ ok: false, why: 'notSaved' });
  till.kept.isDiskFull = false;
  expect(await till.scanners.adopt(key, '1')).toEqual({ ok: true });
  await till.hand.advance(0);
  expect(till.opened).toMatchObject([{ mode: 'keyboard', usbPort: '1-1' }]);
  expect(till.shown()).toEqual({ '1-1': '1 up' });
  expect(till.scanners.free()).toEqual([]);
});

test("a device that the configuration names is the configuration's: it is opened once, and adopted by no one", async () => {
  const scanners = [scannerConfig({ transport: 'hid', vendorId: '0c2e' })];
  const till = await pluggedGuns({ lanes: [{ id: '1', scanners }, { id: '2' }] });
  till.plug('1-1');
  till.plug('1-2', { vendorId: 0x05e0, productId: 0x2100 });
  await till.look();
  expect(till.opened.map((config) => config.transport === 'hid' && config.vendorId)).toEqual([
    '0c2e',
    '05e0',
  ]);
  const [ours] = till.scanners.candidates().filter(({ identity }) => identity.vendorId === '0c2e');
  expect(await till.scanners.adopt(ours?.key ?? '', '2')).toEqual({ ok: false, why: 'configured' });
});

test('a gun that has a lane already is not taken from it by an adoption while a sale is on', async () => {
  const sale = { lane: '' };
  const till = await twoGuns({ isBusy: (lane) => lane === sale.lane });
  const [{ key } = { key: '' }] = till.scanners.candidates();
  await till.scanners.adopt(key, '1');
  await till.look();
  sale.lane = '1';
  expect(await till.scanners.adopt(key, '2')).toEqual({ ok: false, why: 'laneBusy' });
  await till.look();
  till.gun('1-1').scan(CODE);
  expect(till.scans.map(({ lane }) => lane)).toEqual(['1']);
  sale.lane = '';
  expect(await till.scanners.adopt(key, '2')).toEqual({ ok: true });
});

test('a code that was begun for one lane is none of the lane that its gun is bound to in the middle of it', async () => {
  const till = await twoGuns();
  const id = idIn(till, '1-1');
  await till.scanners.bind(id, '1');
  await till.hand.advance(10);
  till.gun('1-1').push(Buffer.from(CODE.slice(0, 9)));
  await till.hand.advance(10);
  await till.scanners.bind(id, '2');
  till.gun('1-1').push(Buffer.from(`${CODE.slice(9)}\r`));
  expect(till.scans).toEqual([]);
  till.gun('1-1').scan(CODE);
  expect(till.scans.map(({ lane }) => lane)).toEqual(['2']);
});

test('a sale that begins while a binding is saved keeps its gun until it is over', async () => {
  const sale = { lane: '' };
  const till = await twoGuns({ isBusy: (lane) => lane === sale.lane });
  const id = idIn(till, '1-1');
  await till.scanners.bind(id, '1');
  await till.look();
  const bound = till.scanners.bind(id, '2');
  sale.lane = '1';
  expect(await bound).toEqual({ ok: true });
  await till.look();
  till.gun('1-1').scan(CODE);
  expect(till.scans.map(({ lane }) => lane)).toEqual(['1']);
  sale.lane = '';
  await till.look();
  expect(till.shown()['1-1']).toBe('2 up');
});
