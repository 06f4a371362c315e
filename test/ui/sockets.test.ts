import { expect, test } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import { COMMAND_NAMES } from '../../src/ui/commands.ts';
import { connectTablet, runUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

const code = (outcome: 'paid' | 'declined') => makeCode({ wallet: 'alipay', outcome }, systemRandom);

test('a tablet gets its lane whole as it connects, and again at each connect', async () => {
  const { url, engine } = await runUi({ lanes: ['1', '2'] });
  const first = await connectTablet(url, { lane: '2' });
  expect(first.screens[0]).toMatchObject({
    bootId: 'BOOT',
    version: '1.2.3',
    lane: '2',
    laneName: 'Lane 2',
    mode: 'idle',
    actions: ['charge'],
    sandbox: true,
  });
  first.socket.close();
  await engine.charge('2');
  const again = await connectTablet(url, { lane: '2' });
  expect(again.screens[0]).toMatchObject({
    mode: 'ready',
    amount: { minor: 1230, currency: 'USD', digits: 2 },
  });
});

test('each screen is whole and its rev rises, from charge to paid, the same on two tablets', async () => {
  const { url } = await runUi();
  const [one, other] = [await connectTablet(url), await connectTablet(url)];
  const answer = await one.command('charge', { commandId: 'tap-charge-1', amountMinor: 1230 });
  expect(answer).toEqual({ ok: true, saleId: expect.any(String) });
  await other.screenWhen(({ mode, saleId }) => mode === 'ready' && saleId === answer.saleId);
  expect(
    await other.command('scan', { commandId: 'tap-scan-1', saleId: answer.saleId, text: code('paid') }),
  ).toEqual({ ok: true });
  const end = await one.screenWhen(({ mode }) => mode === 'paid');
  await other.screenWhen(({ rev }) => rev === end.rev);

  const keys = [
    'mode',
    'message',
    'lane',
    'shopName',
    'scanners',
    'openOrders',
    'notices',
    'currency',
    'actions',
  ];
  for (const tablet of [one, other]) {
    const revs = tablet.screens.map(({ rev }) => rev);
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
    for (const screen of tablet.screens) expect(Object.keys(screen)).toEqual(expect.arrayContaining(keys));
  }
  const byRev = new Map(one.screens.map((screen) => [screen.rev, screen]));
  const shared = other.screens.filter(({ rev }) => byRev.has(rev));
  expect(shared.length).toBeGreaterThan(2);
  for (const screen of shared.slice(1)) expect(screen).toEqual(byRev.get(screen.rev));
});

test('nothing of one lane reaches the tablets of another', async () => {
  const { url, engine } = await runUi({ lanes: ['1', '2'] });
  const two = await connectTablet(url, { lane: '2' });
  const one = await connectTablet(url, { lane: '1' });
  const order = await engine.sell('1', 'paid');
  await one.screenWhen(({ mode }) => mode === 'paid');
  expect(two.screens.every(({ lane, mode }) => lane === '2' && mode === 'idle')).toBe(true);
  expect(JSON.stringify(two.screens)).not.toContain(order.orderNo);
});

test('a lane that does not exist is refused by name', async () => {
  const { url } = await runUi();
  const wrong = [{ lane: '9' }, { lane: '' }, {}, { lane: ['1'] }, { lane: 1 }, { lane: 'x'.repeat(5000) }];
  for (const auth of wrong) {
    await expect(connectTablet(url, auth)).rejects.toThrow(/^There is no lane ".{0,40}" on this till$/);
  }
});

test('a language that the till does not speak is refused, and those it speaks are named', async () => {
  const { url } = await runUi();
  for (const language of ['tlh', '', 7, ['en'], 'x'.repeat(5000)]) {
    const refused = connectTablet(url, { lane: '1', language });
    await expect(refused).rejects.toThrow(/^There is no language ".{0,40}" on this till\. It speaks: en\b/);
  }
  const spoken = await connectTablet(url, { lane: '1', language: 'en' });
  expect(spoken.screens[0]).toMatchObject({ language: 'en', locale: 'en' });
});

test('a page of another origin gets no socket', async () => {
  const { url } = await runUi();
  await expect(connectTablet(url, { lane: '1' }, { origin: 'http://evil.example' })).rejects.toThrow();
});

test('off this machine a page is let in by the token, and told why where it is not', async () => {
  const { url } = await runUi({ token: 'sixteen-letters-' });
  const far = { 'x-forwarded-for': '10.0.0.9' };
  await expect(connectTablet(url, { lane: '1' }, far)).rejects.toMatchObject({ data: { code: 'notPaired' } });
  await expect(connectTablet(url, { lane: '1', token: 'wrong' }, far)).rejects.toMatchObject({
    data: { code: 'tokenUnknown' },
  });
  await expect(connectTablet(url, { lane: '1', token: 7 }, far)).rejects.toMatchObject({
    data: { code: 'notPaired' },
  });
  const allowed = await connectTablet(url, { lane: '1', token: 'sixteen-letters-' }, far);
  expect(allowed.screens).toHaveLength(1);
});

test('a command without an acknowledgement, or with nonsense, harms nobody', async () => {
  const { url, engine } = await runUi();
  const tablet = await connectTablet(url);
  for (const name of COMMAND_NAMES) {
    tablet.socket.emit(name);
    tablet.socket.emit(name, null);
    tablet.socket.emit(name, { commandId: 'x'.repeat(20) }, 'no function', 7);
    tablet.socket.emit(name, Buffer.from('abc'), { deep: [Buffer.alloc(3)] });
  }
  tablet.socket.emit('no such command', { commandId: 'unknown-1' });
  tablet.socket.emit('charge', { commandId: 'unacked-1', amountMinor: 500 });
  await tablet.screenWhen(({ mode, amount }) => mode === 'ready' && amount?.minor === 500);
  expect(tablet.socket.connected).toBe(true);
  expect(engine.payments.view('1')?.phase.kind).toBe('ready');
});

test('a malformed command is answered with what was wrong', async () => {
  const { url } = await runUi();
  const tablet = await connectTablet(url);
  expect(await tablet.command('charge', { commandId: 'malformed-1', amountMinor: '12.30' })).toEqual({
    ok: false,
    error: { code: 'badCommand', message: expect.stringContaining('amountMinor') },
  });
});

test('a message larger than any tablet has reason to send ends its connection, and only its own', async () => {
  const { url } = await runUi();
  const [loud, quiet] = [await connectTablet(url), await connectTablet(url)];
  loud.socket.emit('scan', { commandId: 'large-1', saleId: 'x', text: '1'.repeat(20_000) });
  await until(() => !loud.socket.connected, { what: 'the loud one is cut off' });
  expect(await quiet.command('charge', { commandId: 'still-here-1', amountMinor: 100 })).toMatchObject({
    ok: true,
  });
});

test('commands that come faster than hands make them are refused, and the tablet stays', async () => {
  const { url } = await runUi();
  const tablet = await connectTablet(url);
  const taps = Array.from({ length: 120 }, (_, tap) =>
    tablet.command('dismissNotice', { commandId: `fast-tap-${tap}`, noticeId: 'none' }),
  );
  const codes = (await Promise.all(taps)).map(({ ok, error }) => (ok ? 'ok' : error?.code));
  const refused = codes.filter((code) => code === 'tooFast');
  expect(refused.length).toBeGreaterThan(10);
  expect(refused.length).toBeLessThan(70);
  expect(tablet.socket.connected).toBe(true);
});

test('many changes of one moment become one screen', async () => {
  const { url, changed } = await runUi();
  const tablet = await connectTablet(url);
  const before = tablet.screens.length;
  for (let count = 0; count < 50; count += 1) changed();
  await until(() => tablet.screens.length > before, { what: 'a screen comes' });
  await tablet.command('dismissNotice', { commandId: 'round-trip-1', noticeId: 'none' });
  expect(tablet.screens.length).toBe(before + 1);
});

test('tablets are let go when the till stops', async () => {
  const { url, stopUi } = await runUi();
  const tablet = await connectTablet(url);
  await stopUi();
  await until(() => !tablet.socket.connected, { what: 'the tablet knows' });
});
