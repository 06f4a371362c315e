import { expect, test } from 'vitest';
import { scaledClock, systemClock } from '../../../src/clock.ts';
import type { Frame } from '../../../src/devices/frame.ts';
import { posTransport } from '../../../src/devices/hid/pos-transport.ts';
import { usbPortIn } from '../../../src/devices/hid/sysfs.ts';
import type { Finding } from '../../../src/devices/scan.ts';
import type { HidScannerConfig } from '../../../src/scanner-config.ts';
import { honeywellCode128, honeywellReports } from '../../fixtures/hid-reports.ts';
import { type FakeHid, fakeHid, hidScanner } from '../../support/fake-hid.ts';
import { hidConfig } from '../../support/scanner-configs.ts';
import { until } from '../../support/until.ts';

interface Bench {
  claims?: Set<string>;
  quietMs?: number;
  config?: Partial<HidScannerConfig>;
}

async function attempt(fake: FakeHid, { claims = new Set(), quietMs = 0, config = {} }: Bench = {}) {
  const frames: Frame[] = [];
  const losses: Finding[] = [];
  const parts = { clock: systemClock, claims, quietMs, loadHid: async () => fake.library };
  const events = {
    onFrame: (frame: Frame) => frames.push(frame),
    onLost: (loss: Finding) => losses.push(loss),
  };
  const result = await posTransport(hidConfig(config), parts).open(events, new AbortController().signal);
  return { frames, losses, result, finding: result.ok ? undefined : result.finding };
}

test('a scanner in HID POS mode is read, and called by its own name', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const { frames, result } = await attempt(fake);
  fake.report('/dev/hidraw0', honeywellCode128);
  expect(frames.map(({ text }) => text)).toEqual(['287612345678901234']);
  expect(result.ok && result.connection.name).toBe('Honeywell Vuquest');
  expect(fake.readers()).toBe(1);
});

test('a keyboard is never opened, not even the one inside a scanner', async () => {
  const keyboard = hidScanner('/dev/hidraw0', { usagePage: 1, usage: 6 });
  expect((await attempt(fakeHid([keyboard]))).finding).toMatchObject({ code: 'NOT_FOUND' });
  const composite = fakeHid([keyboard, hidScanner('/dev/hidraw1')]);
  await attempt(composite);
  expect(composite.open()).toEqual(['/dev/hidraw1']);
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
  expect(finding?.message).toContain('/dev/hidraw0, /dev/hidraw1');
  expect(fake.open()).toEqual([]);
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

test('half a code is dropped when the scanner vanishes', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const { frames, losses } = await attempt(fake);
  const [first] = honeywellReports('7'.repeat(100));
  if (first) fake.report('/dev/hidraw0', first);
  fake.vanish('/dev/hidraw0');
  await until(() => losses.length > 0, { what: 'the loss is told' });
  const clock = scaledClock(1);
  await until(() => clock.monotonic() > 200, { what: 'the time of a fragment has passed' });
  expect(frames).toEqual([]);
});

test('a multiple of 56 characters whose end never comes is ended by silence', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const { frames } = await attempt(fake);
  for (const report of honeywellReports('7'.repeat(112), { alwaysContinued: true }))
    fake.report('/dev/hidraw0', report);
  await until(() => frames.length > 0, { what: 'the code comes' });
  expect(frames[0]?.text).toBe('7'.repeat(112));
});

test('what a system has kept while nobody read is dropped right after the open', async () => {
  const fake = fakeHid([hidScanner('/dev/hidraw0')]);
  const { frames } = await attempt(fake, { quietMs: 10_000 });
  fake.report('/dev/hidraw0', honeywellCode128);
  expect(frames).toEqual([]);
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

test.each([
  ['/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.2/1-1.2:1.0/0003:0C2E:1007.0001/', '1-1.2'],
  ['/sys/devices/platform/dummy_hcd.0/usb3/3-1/3-1:1.1/0003:1234:8C01.0002/', '3-1'],
  ['/sys/devices/virtual/misc/uhid/0003:1234:8C01.0001/', undefined],
])('the USB port of %s is %s', (path, port) => {
  expect(usbPortIn(path)).toBe(port);
});
