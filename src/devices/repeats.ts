import type { Frame } from './frame.ts';

/** A gun that reads the same code again within this time, ms, has read it once: people hold the trigger. */
const REPEAT_MS = 1000;

/**
 * Tells whether a frame only repeats the last one that did not, from the same gun. A gun on a stand reads a code as
 * long as it is held there: one reading a second goes through, so that the lane gets it once it is ready.
 */
export function createRepeatFilter(): (frame: Frame) => boolean {
  let last: Frame | undefined;
  return (frame) => {
    const repeated = last?.text === frame.text && frame.firstByteAt - last.lastByteAt < REPEAT_MS;
    if (!repeated) last = frame;
    return repeated;
  };
}
