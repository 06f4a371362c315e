import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scaledClock } from '../../../src/clock.ts';
import { watchNode } from '../../../src/devices/serial/node-watch.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';

/** A watched node, here a file. */
function watched() {
  const clock = scaledClock(20);
  const node = `${temporaryFolder()}/ttyACM0`;
  writeFileSync(node, '');
  let gone = 0;
  const stop = watchNode(node, clock, () => {
    gone += 1;
  });
  return { clock, node, stop, gone: () => gone };
}

test('a node that goes is told once', async () => {
  const { clock, node, gone } = watched();
  await clock.sleep(2500);
  expect(gone()).toBe(0);
  rmSync(node);
  await until(() => gone() > 0, { what: 'it is told' });
  await clock.sleep(3000);
  expect(gone()).toBe(1);
});

test('another node under the same name is told too', async () => {
  const { clock, node, gone } = watched();
  await clock.sleep(1500);
  writeFileSync(`${node}.new`, '');
  renameSync(`${node}.new`, node);
  await until(() => gone() > 0, { what: 'it is told' });
});

test('a watch that was ended tells nothing', async () => {
  const { clock, node, stop, gone } = watched();
  await clock.sleep(1500);
  stop();
  rmSync(node);
  await clock.sleep(3000);
  expect(gone()).toBe(0);
});
