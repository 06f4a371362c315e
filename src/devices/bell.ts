import type { Clock } from '../clock.ts';

/** A wait that can be cut short. A ring while nobody waits is kept for the next wait. */
export interface Bell {
  /** Resolves after `ms`, or at the first ring: then to true. */
  wait(ms: number): Promise<boolean>;
  ring(): void;
}

/** A bell for one waiter at a time. */
export function createBell(clock: Clock): Bell {
  let rung = false;
  let wake = () => {
    rung = true;
  };
  const keep = wake;

  return {
    wait: (ms) =>
      new Promise((resolve) => {
        if (rung) {
          rung = false;
          resolve(true);
          return;
        }
        const callOff = clock.after(ms, () => {
          wake = keep;
          resolve(false);
        });
        wake = () => {
          wake = keep;
          callOff();
          resolve(true);
        };
      }),
    ring: () => wake(),
  };
}
