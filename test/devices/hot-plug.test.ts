import { chmodSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { deviceNodes, isScannerNode, watchDevices } from '../../src/devices/hot-plug.ts';
import { handClock } from '../support/hand-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

test('a new device node is told soon', async () => {
  const folder = temporaryFolder();
  let changes = 0;
  const stop = watchDevices(() => changes++, systemClock, folder);
  onTestFinished(stop);
  writeFileSync(`${folder}/hidraw0`, '');
  await until(() => changes > 0, { what: 'the change is told', timeoutMs: 2000 });
});

test('the many events of one plug-in are told once, and a storm that does not end is told all the same', async () => {
  const folder = temporaryFolder();
  const clock = handClock();
  const told: number[] = [];
  let pending = 0;
  const counting = {
    ...clock,
    after: (ms: number, fn: () => void) => {
      pending++;
      return clock.after(ms, fn);
    },
  };
  onTestFinished(watchDevices(() => told.push(clock.monotonic()), counting, folder));
  const event = async () => {
    const before = pending;
    writeFileSync(`${folder}/hidraw0`, String(before));
    await until(() => pending > before, { what: 'the event came' });
  };
  await event();
  await clock.advance(20);
  await event();
  expect(told).toEqual([]);
  await clock.advance(50);
  expect(told).toHaveLength(1);

  const startsAt = clock.monotonic();
  while (told.length === 1 && clock.monotonic() < startsAt + 1000) {
    await event();
    await clock.advance(30);
  }
  expect((told[1] ?? Number.NaN) - startsAt).toBeLessThanOrEqual(280);
});

test.each([
  ['hidraw0', true],
  ['ttyACM12', true],
  ['ttyUSB0', true],
  ['ttyS0', false],
  ['tty1', false],
  ['random', false],
  ['hidraw0.lock', false],
])('whether %s may be a scanner: %s', (name, expected) => {
  expect(isScannerNode(name)).toBe(expected);
});

test('where there is no such folder nothing is watched', () => {
  expect(() => watchDevices(() => {}, systemClock, '/nowhere/at/all')()).not.toThrow();
});

test('the nodes are the same until one comes, goes, changes its rights or is another of the same name', async () => {
  const folder = temporaryFolder();
  const seen: string[] = [];
  const look = async () => seen.push(await deviceNodes(folder));
  await look();
  writeFileSync(`${folder}/null`, '');
  await look();
  expect(seen[1]).toBe(seen[0]);

  writeFileSync(`${folder}/ttyACM0`, '');
  await look();
  chmodSync(`${folder}/ttyACM0`, 0o600);
  await look();
  writeFileSync(`${folder}/other`, '');
  unlinkSync(`${folder}/ttyACM0`);
  writeFileSync(`${folder}/ttyACM0`, '');
  chmodSync(`${folder}/ttyACM0`, 0o600);
  await look();
  mkdirSync(`${folder}/serial/by-id`, { recursive: true });
  symlinkSync(`${folder}/ttyACM0`, `${folder}/serial/by-id/usb-Gun-if00`);
  await look();
  unlinkSync(`${folder}/ttyACM0`);
  await look();
  expect(new Set(seen.slice(1)).size).toBe(6);
});
