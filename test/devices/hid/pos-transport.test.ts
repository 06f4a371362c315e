import { expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/clock.ts';
import type { Frame } from '../../../src/devices/frame.ts';
import { posTransport } from '../../../src/devices/hid/pos-transport.ts';
import type { Finding } from '../../../src/devices/scan.ts';
import type { HidScannerConfig } from '../../../src/scanner-config.ts';
import { uncountedDescriptor } from '../../fixtures/hid-descriptors.ts';
import { codeText, honeywellCode128, honeywellReports } from '../../fixtures/hid-reports.ts';
import { type FakeHid, fakeHid, hidScanner } from '../../support/fake-hid.ts';
import { handClock } from '../../support/hand-clock.ts';
import { hidConfig } from '../../support/scanner-configs.ts';
import { until } from '../../support/until.ts';

interface Bench {
  clock?: Clock;
  claims?: Set<string>;
  quietMs?: number;
  config?: Partial<HidScannerConfig>;
  descriptor?: Uint8Array;
  signal?: AbortSignal;
}

const CODE = '287612345678901234';

/** Begins an attempt, and comes back when its device is open and falls silent. */
async function beginQuiet(fake: FakeHid, bench: Bench) {
  const begun = begin(fake, { quietMs: 100, ...bench });
  await until(() => fake.open().length > 0, { what: 'the device is open' });
  return begun;
}

/** Begins an attempt; `attempt` waits for its end. */
function begin(fake: FakeHid, bench: Bench = {}) {
  const { clock = systemClock, claims = new Set(), quietMs = 0, config = {}, descriptor } = bench;
  const frames: Frame[] = [];
  const losses: Finding[] = [];
  const parts = {
    clock,
    claims,
    quietMs,
    loadHid: async () => fake.library,
    readDescriptor: async () => descriptor,
  };
  const events = {
    onFrame: (frame: Frame) => frames.push(frame),
    onLost: (loss: Finding) => losses.push(loss),
  };
  const signal = bench.signal ?? new AbortController().signal;
  return { frames, losses, opening: posTransport(hidConfig(config), parts).open(events, signal) };
}

async function attempt(fake: FakeHid, bench: Bench = {}) {
  const { frames, losses, opening } = begin(fake, bench);
  const result = await opening;
  return { frames, losses, result, finding: result.ok ? undefined : result.finding };
}

test('a scanner in HID POS mode is read, and says what it is', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const { frames, result } = await attempt(fake);
  fake.report('/dev/hidraw0', honeywellCode128);
  expect(frames.map(({ text }) => text)).toEqual([CODE]);
  expect(result).toMatchObject({
    connection: {
      name: 'Honeywell Vuquest',
      mode: 'hidPos',
      identity: {
        path: '/dev/hidraw0',
        vendorId: '0c2e',
        productId: '1007',
        serialNumber: 'A1',
        manufacturer: 'Honeywell',
        product: 'Vuquest',
      },
    },
  });
  expect(fake.readers()).toBe(1);
});

test('a scanner is read as its own descriptor says', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0', { vendorId: 0x1234 })]);
  const { frames } = await attempt(fake, { descriptor: uncountedDescriptor });
  const report = new Uint8Array(61);
  report.set([5, ...Buffer.from(`]C0${CODE}`)]);
  fake.report('/dev/hidraw0', report);
  expect(frames).toMatchObject([{ text: CODE, aim: ']C0' }]);
});

test('a keyboard is never opened, not even the one inside a scanner', async () => {
  const keyboard = hidScanner('/dev/hidraw0', { usagePage: 1, usage: 6 });
  const { finding } = await attempt(fakeHid([keyboard]));
  expect(finding).toMatchObject({ code: 'WRONG_MODE' });
  expect(finding?.message).toContain('keyboard mode');
  const composite = fakeHid([keyboard, hidScanner('/dev/hidraw1')]);
  await attempt(composite);
  expect(composite.open()).toEqual(['/dev/hidraw1']);
});

test('a keyboard of nobody who makes guns is not taken for one', async () => {
  const keyboard = hidScanner('/dev/hidraw0', { vendorId: 0x1234, usagePage: 1, usage: 6 });
  expect((await attempt(fakeHid([keyboard]))).finding).toMatchObject({ code: 'NOT_FOUND' });
});

test.each<[string, Partial<HidScannerConfig>]>([
  ['vendor', { vendorId: '05E0' }],
  ['product', { productId: '2100' }],
  ['serial number', { serialNumber: 'Z9' }],
])('of two scanners the one with the configured %s is opened', async (_what, config) => {
  const zebra = hidScanner('/dev/hidraw1', { vendorId: 0x05e0, productId: 0x2100, serialNumber: 'Z9' });
  const fake = fakeHid([hidScanner('/dev/hidraw0'), zebra]);
  await attempt(fake, { config });
  expect(fake.open()).toEqual(['/dev/hidraw1']);
});

test('two scanners that answer to one entry are not guessed between', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0'), hidScanner('/dev/hidraw1')]);
  const { finding } = await attempt(fake);
  expect(finding).toMatchObject({ code: 'TWO_CANDIDATES' });
  expect(finding?.message).toMatch(/Vuquest at \/dev\/hidraw0, .*Vuquest at \/dev\/hidraw1/);
  expect(fake.open()).toEqual([]);
});

test('a scanner that is listed with two usages is one scanner', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0'), hidScanner('/dev/hidraw0')]);
  expect((await attempt(fake)).result.ok).toBe(true);
});

test('a scanner that is open for one lane is not opened for another, until it is closed', async () => {
  const claims = new Set<string>();
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const first = await attempt(fake, { claims });
  expect((await attempt(fake, { claims })).finding).toMatchObject({ code: 'IN_USE' });
  if (first.result.ok) await first.result.connection.close();
  expect((await attempt(fake, { claims })).finding).toBeUndefined();
});

test('an unplugged scanner is told as lost once, and its handle is closed', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const claims = new Set<string>();
  const { losses, result } = await attempt(fake, { claims });
  fake.vanish('/dev/hidraw0');
  await until(() => losses.length > 0, { what: 'the loss is told' });
  expect(losses.map(({ code, message }) => `${code} ${message.includes('device disconnected')}`)).toEqual([
    'LOST true',
  ]);
  expect(fake.open()).toEqual([]);
  expect(claims.size).toBe(0);
  if (result.ok) await result.connection.close();
});

test('a code that cannot be handled ends the line, and is not in what is told of it', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const losses: Finding[] = [];
  const parts = {
    clock: handClock(),
    claims: new Set<string>(),
    quietMs: 0,
    loadHid: async () => fake.library,
  };
  const events = {
    onFrame: ({ text }: Frame) => {
      throw new Error(`no place for ${text}`);
    },
    onLost: (loss: Finding) => losses.push(loss),
  };
  await posTransport(hidConfig(), parts).open(events, new AbortController().signal);
  fake.report('/dev/hidraw0', honeywellCode128);
  await until(() => losses.length > 0, { what: 'the loss is told' });
  expect(JSON.stringify(losses)).toContain('could not be handled');
  expect(JSON.stringify(losses)).not.toContain(CODE);
  expect(fake.open()).toEqual([]);
});

test('half a code is dropped when the scanner vanishes', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const clock = handClock();
  const { frames, losses } = await attempt(fake, { clock });
  const [first] = honeywellReports(codeText(100));
  if (first) fake.report('/dev/hidraw0', first);
  fake.vanish('/dev/hidraw0');
  await clock.advance(1000);
  expect(losses).toHaveLength(1);
  expect(frames).toEqual([]);
});

test('a multiple of 56 characters whose end never comes is ended by a tenth of a second of silence', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const clock = handClock();
  const { frames } = await attempt(fake, { clock });
  const text = codeText(112);
  for (const report of honeywellReports(text, { alwaysContinued: true })) {
    fake.report('/dev/hidraw0', report);
    await clock.advance(99);
  }
  expect(frames).toEqual([]);
  await clock.advance(1);
  expect(frames).toMatchObject([{ text }]);
});

test('it is not open before it has been silent: the rest of a code that was under way, and what was kept, is dropped', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const clock = handClock();
  const { frames, opening } = await beginQuiet(fake, { clock });
  let isOpen = false;
  void opening.then(() => {
    isOpen = true;
  });
  await clock.advance(60);
  fake.report('/dev/hidraw0', honeywellCode128);
  await clock.advance(99);
  expect(isOpen).toBe(false);
  await clock.advance(1);
  expect(isOpen).toBe(true);
  fake.report('/dev/hidraw0', honeywellCode128);
  expect(frames.map(({ text }) => text)).toEqual([CODE]);
});

test('a scanner that is never silent is opened all the same', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const clock = handClock();
  const { opening } = await beginQuiet(fake, { clock });
  for (let at = 0; at < 1000; at += 50) {
    await clock.advance(50);
    fake.report('/dev/hidraw0', Uint8Array.of(9, 1));
  }
  expect(await opening).toMatchObject({ ok: true });
});

test('a scanner that vanishes before it was silent could not be opened, and is free again', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const clock = handClock();
  const claims = new Set<string>();
  const { opening, losses } = await beginQuiet(fake, { clock, claims });
  await clock.advance(50);
  fake.vanish('/dev/hidraw0');
  await clock.advance(100);
  expect(await opening).toMatchObject({ ok: false, finding: { code: 'LOST' } });
  expect([losses, fake.open(), claims.size]).toEqual([[], [], 0]);
});

test('an attempt that is called off ends at once, and leaves nothing open', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const stopping = new AbortController();
  const claims = new Set<string>();
  const clock = handClock();
  const { opening } = await beginQuiet(fake, { clock, claims, signal: stopping.signal });
  await clock.advance(50);
  expect(fake.open()).toHaveLength(1);
  stopping.abort();
  await opening;
  expect([fake.open(), claims.size]).toEqual([[], 0]);
});

test.each([
  ['cannot open device with path /dev/hidraw0: Permission denied', 'PERMISSION_DENIED'],
  ["Failed to open a device with path '/dev/hidraw0': No such file or directory", 'NOT_FOUND'],
  ['something else', 'OPEN_FAILED'],
])('"%s" is told as %s, and the device is free again', async (text, code) => {
  const claims = new Set<string>();
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  fake.refuse = new Error(text);
  expect((await attempt(fake, { claims })).finding).toMatchObject({ code });
  expect(claims.size).toBe(0);
});

test('a missing system library is a finding that names the packages', async () => {
  const loadHid = async () => {
    throw Object.assign(new Error('libusb-1.0.so.0: cannot open shared object file'), {
      code: 'ERR_DLOPEN_FAILED',
    });
  };
  const parts = { clock: systemClock, claims: new Set<string>(), quietMs: 0, loadHid };
  const events = { onFrame: () => {}, onLost: () => {} };
  const result = await posTransport(hidConfig(), parts).open(events, new AbortController().signal);
  expect(result).toMatchObject({ ok: false, finding: { code: 'LIBRARY_MISSING' } });
  expect(result.ok || result.finding.cure).toContain('libusb-1.0-0 libudev1');
});

test('the real library loads, and an empty machine is told as such', async () => {
  const parts = { clock: systemClock, claims: new Set<string>(), quietMs: 0 };
  const events = { onFrame: () => {}, onLost: () => {} };
  const config = hidConfig({ serialNumber: 'none has this one' });
  const result = await posTransport(config, parts).open(events, new AbortController().signal);
  expect(['NOT_FOUND', 'LIBRARY_MISSING']).toContain(result.ok || result.finding.code);
});
