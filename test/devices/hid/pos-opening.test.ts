import { expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { posTransport } from '../../../src/devices/hid/pos-transport.ts';
import { honeywellCode128 } from '../../fixtures/hid-reports.ts';
import { fakeHid, hidScanner } from '../../support/fake-hid.ts';
import { handClock } from '../../support/hand-clock.ts';
import { attempt, beginQuiet } from '../../support/pos-attempt.ts';
import { hidConfig } from '../../support/scanner-configs.ts';

const CODE = '287612345678901234';

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
