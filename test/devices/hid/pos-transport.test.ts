import { expect, test } from 'vitest';
import type { Frame } from '../../../src/devices/frame.ts';
import { posTransport } from '../../../src/devices/hid/pos-transport.ts';
import type { Finding } from '../../../src/devices/scan.ts';
import type { HidScannerConfig } from '../../../src/scanner-config.ts';
import { uncountedDescriptor } from '../../fixtures/hid-descriptors.ts';
import { codeText, honeywellCode128, honeywellReports } from '../../fixtures/hid-reports.ts';
import { fakeHid, hidScanner } from '../../support/fake-hid.ts';
import { handClock } from '../../support/hand-clock.ts';
import { attempt } from '../../support/pos-attempt.ts';
import { hidConfig } from '../../support/scanner-configs.ts';
import { until } from '../../support/until.ts';

const CODE = '287612345678901234';

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

test('a scanner that fails again while it is closed is told as lost once', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const open = fake.library.HIDAsync.open;
  let fail = () => {};
  fake.library.HIDAsync.open = async (path) => {
    const handle = await open(path);
    const on = (event: string, listener: (what: Buffer) => void) => {
      if (event === 'error') fail = () => listener(Buffer.from('gone'));
    };
    return Object.assign(handle, { on });
  };
  const { losses } = await attempt(fake);
  fail();
  fail();
  await until(() => losses.length > 0, { what: 'the loss is told' });
  fail();
  await new Promise((resolve) => setImmediate(resolve));
  expect(losses).toHaveLength(1);
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
