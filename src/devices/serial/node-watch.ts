import { stat } from 'node:fs/promises';
import type { Clock } from '../../clock.ts';

/** How often the device node of an open port is looked at, ms. */
const WATCHDOG_MS = 1000;

/**
 * Calls `onGone` once when the node a device was opened through is gone, or another one has taken its name: the library
 * does not always notice, and may then spin on a core. Returns what ends the watch.
 */
export function watchNode(node: string, clock: Clock, onGone: () => void): () => void {
  const identity = () => stat(node).then(({ dev, ino, rdev }) => `${dev} ${ino} ${rdev}`);
  let opened: string | undefined;
  let stopped = false;
  let callOff = () => {};

  async function look(): Promise<void> {
    const now = await identity().catch(() => 'gone');
    if (stopped) return;
    opened ??= now;
    if (now === 'gone' || now !== opened) {
      stopped = true;
      onGone();
    } else callOff = clock.after(WATCHDOG_MS, () => void look());
  }

  void look();
  return () => {
    stopped = true;
    callOff();
  };
}
