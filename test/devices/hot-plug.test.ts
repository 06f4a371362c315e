import { writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { isScannerNode, watchDevices } from '../../src/devices/hot-plug.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

test('a new device node is told at once', async () => {
  const folder = temporaryFolder();
  let changes = 0;
  const stop = watchDevices(() => changes++, folder);
  onTestFinished(stop);
  writeFileSync(`${folder}/hidraw0`, '');
  await until(() => changes > 0, { what: 'the change is told', timeoutMs: 2000 });
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
  expect(() => watchDevices(() => {}, '/nowhere/at/all')()).not.toThrow();
});
