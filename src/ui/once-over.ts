import type { Clock } from '../clock.ts';

/** Calls `end` at a moment (epoch ms), months ahead too: one timer waits 24 days at most. Returns what calls it off. */
export function onceOver(at: number, { clock, end }: { clock: Clock; end: () => void }): () => void {
  let callOff = () => {};
  const wait = () => {
    const left = at - clock.now();
    if (left <= 0) end();
    else callOff = clock.after(left, wait);
  };
  wait();
  return () => callOff();
}
