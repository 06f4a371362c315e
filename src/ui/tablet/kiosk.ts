import type { Clock } from '../../clock.ts';

/** A page that is left alone for weeks: the screen stays on, nobody gets lost on it, and it begins anew by itself. */

/** The browser's wake lock, as far as it is used; browsers have it only on pages that came safely. */
export interface WakeLock {
  request(type: 'screen'): Promise<{ addEventListener(type: 'release', listener: () => void): void }>;
}

interface WakefulPage {
  hidden: boolean;
  addEventListener(type: 'visibilitychange' | 'pointerdown', listener: () => void): void;
}

/** Whether the browser lets a page keep the screen on at all; where not, the tablet's own settings have to. */
export function canStayAwake(navigator: { wakeLock?: WakeLock }): boolean {
  return navigator.wakeLock !== undefined;
}

/**
 * Keeps the screen on. A browser takes the lock away when the page is hidden, and may refuse it where the battery is low:
 * it is asked for again when the page comes back, and at each touch while it is missing.
 */
export function keepAwake(navigator: { wakeLock?: WakeLock }, page: WakefulPage): void {
  const { wakeLock } = navigator;
  if (!wakeLock) return;
  let isHeld = false;
  const ask = () => {
    if (isHeld || page.hidden) return;
    isHeld = true;
    wakeLock.request('screen').then(
      (lock) =>
        lock.addEventListener('release', () => {
          isHeld = false;
        }),
      () => {
        isHeld = false;
      },
    );
  };
  page.addEventListener('visibilitychange', ask);
  page.addEventListener('pointerdown', ask);
  ask();
}

/** Nobody has touched the page for so long: it goes back to its start. */
const ALONE_MS = 2 * 60_000;

export interface Homecoming {
  touched(): void;
  tick(): void;
}

/** Brings a page that was left somewhere back to its start, unless something typed would be lost. */
export function createHomecoming(parts: {
  clock: Clock;
  isAway: () => boolean;
  isTyped: () => boolean;
  goHome: () => void;
}): Homecoming {
  const { clock, isAway, isTyped, goHome } = parts;
  let touchedMs = clock.monotonic();
  return {
    touched: () => {
      touchedMs = clock.monotonic();
    },
    tick: () => {
      if (clock.monotonic() - touchedMs >= ALONE_MS && isAway() && !isTyped()) goHome();
    },
  };
}

/** A page may live so long before it begins anew: what browsers leak in weeks never adds up. */
const LIFE_MS = 24 * 3_600_000;
/** So long nothing must have been on the lane, … */
const QUIET_MS = 5 * 60_000;
/** … in these hours of the night, on the tablet's own clock. Past this age any quiet hour will do: some shops never close. */
const NIGHT = { from: 2, to: 5 };
const LONG_LIFE_MS = 3 * LIFE_MS;
const LOOK_EVERY_MS = 60_000;

/**
 * Loads the page anew once a night. `isFree`: connected, and nobody would miss anything; without the till a browser would
 * end on its own page of errors, from which nothing brings it back.
 */
export function createRenewal(parts: {
  clock: Clock;
  hour: (epochMs: number) => number;
  isFree: () => boolean;
  reload: () => void;
}): { tick(): void } {
  const { clock, hour, isFree, reload } = parts;
  const bornMs = clock.monotonic();
  let freeSinceMs: number | undefined;
  let lookedMs = bornMs;
  return {
    tick: () => {
      const nowMs = clock.monotonic();
      freeSinceMs = isFree() ? (freeSinceMs ?? nowMs) : undefined;
      const ageMs = nowMs - bornMs;
      if (ageMs < LIFE_MS || nowMs - lookedMs < LOOK_EVERY_MS) return;
      lookedMs = nowMs;
      if (freeSinceMs === undefined || nowMs - freeSinceMs < QUIET_MS) return;
      const at = hour(clock.now());
      if ((at >= NIGHT.from && at < NIGHT.to) || ageMs >= LONG_LIFE_MS) reload();
    },
  };
}
