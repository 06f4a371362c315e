import type { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { keyboardTransport } from '../../../src/devices/hid/keyboard-transport.ts';
import type { HidDevice } from '../../../src/devices/hid/library.ts';
import { posTransport } from '../../../src/devices/hid/pos-transport.ts';
import { transportMaker } from '../../../src/devices/transport-maker.ts';
import type { HidScannerConfig } from '../../../src/scanner-config.ts';
import { typed } from '../../fixtures/keyboard-typing.ts';
import { fakeHid, hidScanner } from '../../support/fake-hid.ts';
import { handClock } from '../../support/hand-clock.ts';
import { attempt, findingOf, GUN, keyboardGun, NAMED, openGun, outcome } from '../../support/keyboard-gun.ts';
import { hidConfig } from '../../support/scanner-configs.ts';
import { until } from '../../support/until.ts';

test('a named gun in keyboard mode is read, under its own name', async () => {
  const fake = fakeHid([keyboardGun()]);
  const { connection, texts, type } = await openGun(fake);
  type('281234567890123456\r134567890123456782\t');
  expect(texts()).toEqual(['281234567890123456', '134567890123456782']);
  expect(connection).toMatchObject({ name: 'Honeywell Vuquest', mode: 'keyboard' });
  expect(connection.identity).toMatchObject({
    path: GUN,
    vendorId: '0c2e',
    productId: '0b01',
    serialNumber: 'A1',
  });
  expect(connection.sound).toBeUndefined();
  expect(fake.readers()).toBe(1);
});

test('a gun is read by the layout and the terminator it is set to', async () => {
  const { clock, texts, type } = await openGun(fakeHid([keyboardGun()]), {
    config: { layout: 'fr', terminator: 'none', idleMs: 40 },
  });
  type('hQVDUFYwMW+/=');
  expect(texts()).toEqual([]);
  await clock.advance(100);
  expect(texts()).toEqual(['hQVDUFYwMW+/=']);
});

test('no keyboard is opened that nobody named, not even the only one', async () => {
  const fake = fakeHid([keyboardGun()]);
  const nobody = { vendorId: undefined, productId: undefined };
  const half = { vendorId: '0c2e', productId: undefined };
  for (const config of [nobody, half] as Partial<HidScannerConfig>[]) {
    expect(await findingOf(fake, { config })).toMatchObject({ code: 'KEYBOARD_NOT_NAMED' });
  }
  expect(fake.open()).toEqual([]);
});

test.each<[string, Partial<HidDevice>]>([
  ['vendor', { vendorId: 0x05e0 }],
  ['product', { productId: 0x0b02 }],
  ['usage', { usage: 0x02 }],
  ['usage page', { usagePage: 0x0c }],
  ['mode', { usagePage: 0x8c, usage: 0x02 }],
])('a device of another %s is not the one that was named', async (_what, more) => {
  const fake = fakeHid([keyboardGun(GUN, more)]);
  expect(await findingOf(fake)).toMatchObject({ code: 'NOT_FOUND' });
  expect(fake.open()).toEqual([]);
});

test('of two equal keyboards none is guessed; a serial number tells them apart', async () => {
  const fake = fakeHid([keyboardGun('/dev/hidraw1', { serialNumber: 'B2' }), keyboardGun()]);
  const finding = await findingOf(fake);
  expect(finding).toMatchObject({ code: 'TWO_CANDIDATES' });
  expect(finding?.message).toContain('/dev/hidraw1');
  expect(fake.open()).toEqual([]);
  await openGun(fake, { config: { serialNumber: 'A1' } });
  expect(fake.open()).toEqual([GUN]);
});

test('of a gun that types through two interfaces none is guessed; it has to be set to another mode', async () => {
  const twice = fakeHid([keyboardGun(), keyboardGun('/dev/hidraw1', { interface: 1 })]);
  expect(await findingOf(twice)).toMatchObject({
    code: 'TWO_CANDIDATES',
    cure: expect.stringContaining('HID POS'),
  });
  const two = fakeHid([keyboardGun(), keyboardGun('/dev/hidraw1')]);
  expect((await findingOf(two))?.cure).toContain('usbPort');
});

test('of a composite gun keyboard mode opens the keyboard, and HID POS mode the other interface', async () => {
  const pos = hidScanner('/dev/hidraw1', { productId: 0x0b01, interface: 1 });
  const fake = fakeHid([keyboardGun(), keyboardGun(GUN, { usagePage: 0x0c, usage: 1 }), pos]);
  const claims = new Set<string>();
  await openGun(fake, { claims });
  expect(fake.open()).toEqual([GUN]);
  const parts = { clock: systemClock, claims, quietMs: 0, loadHid: async () => fake.library };
  const events = { onFrame: () => {}, onLost: () => {} };
  await posTransport(hidConfig(NAMED), parts).open(events, new AbortController().signal);
  expect(fake.open()).toEqual([GUN, '/dev/hidraw1']);
});

test('a gun that is open for one lane is not opened for another, until it is closed', async () => {
  const claims = new Set<string>();
  const fake = fakeHid([keyboardGun()]);
  const { connection } = await openGun(fake, { claims });
  expect(await findingOf(fake, { claims })).toMatchObject({ code: 'IN_USE' });
  await connection.close();
  await connection.close();
  expect(await findingOf(fake, { claims })).toBeUndefined();
});

test('of two attempts at once one gets the gun', async () => {
  const claims = new Set<string>();
  const fake = fakeHid([keyboardGun()]);
  let asked = 0;
  // Both have picked it before either opens it.
  const loadHid = async () => {
    asked += 1;
    const both = asked <= 2 ? 2 : 4;
    await until(() => asked >= both, { what: 'both have come so far' });
    return fake.library;
  };
  const clock = handClock();
  const bench = { claims, clock, loadHid };
  const results = await Promise.all([1, 2].map(() => outcome(attempt(fake, bench).opening, clock)));
  expect(results.map((result) => (result.ok ? 'open' : result.finding.code)).sort()).toEqual([
    'IN_USE',
    'open',
  ]);
  expect(fake.open()).toEqual([GUN]);
});

test('of two equal guns one that is open already leaves the other', async () => {
  const claims = new Set<string>();
  const fake = fakeHid([keyboardGun('/dev/hidraw1', { serialNumber: 'B2' }), keyboardGun()]);
  await openGun(fake, { claims, config: { serialNumber: 'A1' } });
  await openGun(fake, { claims });
  expect(fake.open()).toEqual([GUN, '/dev/hidraw1']);
});

test.each<NodeJS.Platform>(['win32', 'darwin', 'freebsd'])(
  'on %s keyboard mode is refused with the modes to use',
  async (system) => {
    const fake = fakeHid([keyboardGun()]);
    const finding = await findingOf(fake, { system });
    expect(finding).toMatchObject({ code: 'KEYBOARD_MODE_UNSUPPORTED' });
    expect(finding?.cure).toMatch(/HID POS.*COM port/s);
    expect(fake.open()).toEqual([]);
  },
);

test('on other systems the library is not even loaded', async () => {
  const never = () => {
    throw new Error('the library was loaded');
  };
  const config = hidConfig({ mode: 'keyboard', ...NAMED });
  const parts = { clock: handClock(), claims: new Set<string>(), system: 'win32', loadHid: never } as const;
  const events = { onFrame: () => {}, onLost: () => {} };
  const result = await keyboardTransport(config, parts).open(events, new AbortController().signal);
  expect(result).toMatchObject({ ok: false, finding: { code: 'KEYBOARD_MODE_UNSUPPORTED' } });
});

test('a code that was under way when the gun was opened is dropped whole', async () => {
  const clock = handClock();
  const fake = fakeHid([keyboardGun()]);
  const { opening, malformed, texts } = attempt(fake, { clock });
  await until(() => fake.open().length > 0, { what: 'the gun is tried' });
  await clock.advance(60);
  for (const report of typed('890123456\r')) fake.report(GUN, report);
  expect((await outcome(opening, clock)).ok).toBe(true);
  await clock.advance(300);
  for (const report of typed('134567890123456782\r')) fake.report(GUN, report);
  expect(texts()).toEqual(['134567890123456782']);
  expect(malformed).toEqual(['cutOff']);
});

test('an unplugged gun is told as lost once, its half code as cut off, and its handle is closed', async () => {
  const claims = new Set<string>();
  const fake = fakeHid([keyboardGun()]);
  const { clock, connection, losses, malformed, texts, type } = await openGun(fake, { claims });
  type('28123');
  fake.vanish(GUN);
  await clock.advance(5000);
  expect(losses.map(({ code, message }) => [code, message.includes('device disconnected')])).toEqual([
    ['LOST', true],
  ]);
  expect(malformed).toEqual(['cutOff']);
  expect(texts()).toEqual([]);
  expect(fake.open()).toEqual([]);
  expect(claims.size).toBe(0);
  await connection.close();
  expect(losses).toHaveLength(1);
});

test('a gun that comes back is read again, and nothing of before completes a code', async () => {
  const fake = fakeHid([keyboardGun()]);
  const first = await openGun(fake);
  first.type('2812345');
  fake.vanish(GUN);
  fake.devices = [keyboardGun()];
  const second = await openGun(fake);
  second.type('678\r');
  expect(first.texts()).toEqual([]);
  expect(second.texts()).toEqual(['678']);
});

test('what fails in handling a code ends the line without telling the code', async () => {
  const fake = fakeHid([keyboardGun()]);
  const { clock, losses, type } = await openGun(fake, {
    onFrame: ({ text }) => {
      throw new Error(`no way to handle ${text}`);
    },
  });
  expect(() => type('281234\r')).not.toThrow();
  await clock.advance(1);
  expect(losses.map(({ code, message }) => [code, message.includes('281234')])).toEqual([['LOST', false]]);
  expect(fake.open()).toEqual([]);
});

test('an error that is told twice is one loss, and none where the gun is closed meanwhile', async () => {
  const fake = fakeHid([keyboardGun()]);
  const { HIDAsync } = fake.library;
  const { open } = HIDAsync;
  const handles: unknown[] = [];
  HIDAsync.open = async (path) => {
    const handle = await open(path);
    handles.push(handle);
    return handle;
  };
  const fail = (handle: unknown) => (handle as EventEmitter).emit('error', 'could not read');
  const first = await openGun(fake);
  fail(handles[0]);
  fail(handles[0]);
  await first.clock.advance(1);
  expect(first.losses).toHaveLength(1);
  const second = await openGun(fake);
  fail(handles[1]);
  await second.connection.close();
  fail(handles[1]);
  expect(second.losses).toEqual([]);
});

test('after close nothing comes and nothing is lost', async () => {
  const fake = fakeHid([keyboardGun()]);
  const { connection, losses, texts, type } = await openGun(fake);
  type('2812');
  await connection.close();
  type('34\r');
  fake.vanish(GUN);
  expect(texts()).toEqual([]);
  expect(losses).toEqual([]);
});

test.each([
  ['cannot open device with path /dev/hidraw0: Permission denied', 'PERMISSION_DENIED'],
  ["Failed to open a device with path '/dev/hidraw0': No such file or directory", 'NOT_FOUND'],
  ['something else', 'OPEN_FAILED'],
])('"%s" is told as %s, and the gun is free again', async (text, code) => {
  const claims = new Set<string>();
  const fake = fakeHid([keyboardGun()]);
  fake.refuse = new Error(text);
  expect(await findingOf(fake, { claims })).toMatchObject({ code });
  expect(claims.size).toBe(0);
});

test('the till makes this transport for a gun in keyboard mode', async () => {
  const transport = transportMaker(systemClock)(hidConfig({ mode: 'keyboard' }));
  const result = await transport.open({ onFrame: () => {}, onLost: () => {} }, new AbortController().signal);
  expect(['KEYBOARD_NOT_NAMED', 'KEYBOARD_MODE_UNSUPPORTED']).toContain(result.ok || result.finding.code);
});

test('a gun that is up may be scanned with at once, though the timer of its quiet rang early', async () => {
  const fake = fakeHid([keyboardGun()]);
  const early = {
    ...systemClock,
    sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 2, signal),
  };
  const { opening, texts } = attempt(fake, { clock: early });
  expect((await opening).ok).toBe(true);
  for (const report of typed('281234567890123456\r')) fake.report(GUN, report);
  await until(() => texts().length > 0, { what: 'the code arrives' });
  expect(texts()).toEqual(['281234567890123456']);
});
