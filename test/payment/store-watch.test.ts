import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { StoreWatch } from '../../src/payment/store-watch.ts';
import { handClock } from '../support/hand-clock.ts';

/** A watch over a disk that does what `disk.does` says at each probe. */
function watchOver() {
  const clock = handClock();
  const told: string[] = [];
  const disk = { does: (): Promise<void> => Promise.resolve(), probes: 0 };
  const watch: StoreWatch = new StoreWatch({
    store: {
      probe: () => {
        disk.probes += 1;
        return disk.does();
      },
    },
    clock,
    log: silentLog,
    onChange: (isFaulty) => told.push(isFaulty ? (watch.fault?.detail ?? '') : 'well'),
  });
  onTestFinished(() => watch.stop());
  watch.start();
  return { watch, clock, told, disk };
}

const FULL = () => Promise.reject(new Error('ENOSPC: no space left on device'));

test('a disk that is well is tried once a minute, and nothing is told', async () => {
  const { clock, told, disk, watch } = watchOver();
  await clock.advance(180_000);
  expect(disk.probes).toBe(3);
  expect({ told, fault: watch.fault }).toEqual({ told: [], fault: undefined });
});

test('a failed write is told at once, and with its reason as soon as the disk has named it', async () => {
  const { watch, clock, told, disk } = watchOver();
  disk.does = FULL;
  watch.failed('order A could not be saved');
  const { since } = watch.fault ?? {};
  watch.failed('order B could not be saved');
  expect(told).toEqual(['order A could not be saved']);
  await clock.advance(20_000);
  expect(told).toEqual(['order A could not be saved', 'ENOSPC: no space left on device']);
  expect(disk.probes).toBe(4);
  expect(watch.fault).toEqual({ since, detail: 'ENOSPC: no space left on device' });
  disk.does = () => Promise.resolve();
  await clock.advance(5000);
  expect(told.at(-1)).toBe('well');
  expect(watch.fault).toBeUndefined();
});

test('a disk that does not answer is told after twenty seconds, is not asked twice, and is well when it answers', async () => {
  const { watch, clock, told, disk } = watchOver();
  let answer = () => {};
  disk.does = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  await clock.advance(60_000 + 19_999);
  expect(watch.fault).toBeUndefined();
  await clock.advance(600_000);
  expect(told).toEqual(['the disk has not answered for 20 s']);
  expect(disk.probes).toBe(1);
  answer();
  await clock.advance(0);
  expect(told.at(-1)).toBe('well');
});

test('a watch that was stopped tells nothing more', async () => {
  const { watch, clock, told, disk } = watchOver();
  disk.does = FULL;
  await clock.advance(59_999);
  watch.stop();
  await clock.advance(600_000);
  expect({ told, probes: disk.probes }).toEqual({ told: [], probes: 0 });
});
