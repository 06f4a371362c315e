import { expect, test } from 'vitest';
import {
  canStayAwake,
  createHomecoming,
  createRenewal,
  keepAwake,
  type WakeLock,
} from '../../../src/ui/tablet/kiosk.ts';
import { handClock } from '../../support/hand-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A browser's window in small. */
function window({ refuses = (): boolean => false } = {}) {
  const listeners = new Map<string, () => void>();
  const releases: (() => void)[] = [];
  let requests = 0;
  const wakeLock: WakeLock = {
    request: async () => {
      requests += 1;
      if (refuses()) throw new Error('the battery is low');
      return { addEventListener: (_, listener) => void releases.push(listener) };
    },
  };
  const page = {
    hidden: false,
    addEventListener: (name: string, listener: () => void) => void listeners.set(name, listener),
  };
  const tell = async (name: string) => {
    listeners.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { wakeLock, page, tell, requests: () => requests, release: () => releases.at(-1)?.() };
}

test('the screen is kept on from the start, and again each time the page comes back', async () => {
  const { wakeLock, page, tell, requests, release } = window();
  keepAwake({ wakeLock }, page);
  await tell('pointerdown');
  await tell('visibilitychange');
  expect(requests()).toBe(1);
  page.hidden = true;
  release();
  await tell('visibilitychange');
  expect(requests()).toBe(1);
  page.hidden = false;
  await tell('visibilitychange');
  expect(requests()).toBe(2);
});

test('a refused wake lock is asked for again at the next touch, and not before', async () => {
  let isLow = true;
  const { wakeLock, page, tell, requests } = window({ refuses: () => isLow });
  keepAwake({ wakeLock }, page);
  await tell('nothing');
  expect(requests()).toBe(1);
  await tell('pointerdown');
  expect(requests()).toBe(2);
  isLow = false;
  await tell('pointerdown');
  await tell('pointerdown');
  expect(requests()).toBe(3);
});

test('a page that came over plain HTTP knows that it cannot keep the screen on, and does not fail', () => {
  const { page, wakeLock } = window();
  expect(canStayAwake({})).toBe(false);
  expect(canStayAwake({ wakeLock })).toBe(true);
  expect(() => keepAwake({}, page)).not.toThrow();
});

test('a page left for two minutes goes back to its start, and stays where something is typed', async () => {
  const clock = handClock();
  let isTyped = false;
  let isAway = true;
  let times = 0;
  const home = createHomecoming({
    clock,
    isAway: () => isAway,
    isTyped: () => isTyped,
    goHome: () => {
      isAway = false;
      times += 1;
    },
  });
  await clock.advance(119_000);
  home.tick();
  expect(times).toBe(0);
  home.touched();
  await clock.advance(119_000);
  home.tick();
  expect(times).toBe(0);
  isTyped = true;
  await clock.advance(10_000);
  home.tick();
  expect(times).toBe(0);
  isTyped = false;
  home.tick();
  home.tick();
  expect(times).toBe(1);
});

/** Ticks each half minute for so long; gives at which hours of its life the page was loaded anew. */
async function livesFor(ms: number, isFree: (hourOfDay: number) => boolean): Promise<number[]> {
  const clock = handClock({ startsAt: Date.UTC(2026, 0, 5, 9, 0) });
  const hour = (epochMs: number) => new Date(epochMs).getUTCHours();
  const reloadedAt: number[] = [];
  const renew = () =>
    createRenewal({
      clock,
      hour,
      isFree: () => isFree(hour(clock.now())),
      reload: () => {
        reloadedAt.push(clock.monotonic() / HOUR);
        page = renew();
      },
    });
  let page = renew();
  for (let at = 0; at < ms; at += 30_000) {
    await clock.advance(30_000);
    page.tick();
  }
  return reloadedAt;
}

test('a page begins anew once a night, in its quiet hours, after a day of life', async () => {
  const hours = await livesFor(7 * DAY, () => true);
  // Loaded at nine in the morning: the first night comes too early, the second is the first of six.
  expect(hours).toEqual([41, 65, 89, 113, 137, 161]);
});

test('a shop that sells all night is not disturbed; past three days any five quiet minutes will do', async () => {
  expect(await livesFor(3 * DAY - HOUR, (hour) => hour > 8)).toEqual([]);
  const [first = 0, ...more] = await livesFor(4 * DAY, (hour) => hour > 8);
  expect(first).toBeGreaterThanOrEqual(72);
  expect(first).toBeLessThan(72.1);
  expect(more).toEqual([]);
});

test('a page that is never free, or has lost the till, is never loaded anew', async () => {
  expect(await livesFor(14 * DAY, () => false)).toEqual([]);
});
