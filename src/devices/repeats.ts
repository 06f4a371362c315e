import type { Frame } from './frame.ts';

/** A gun that reads the same code again within this time, ms, has read it once: people hold the trigger. */
const REPEAT_MS = 1000;

/** Tells whether a frame only repeats the one before it from the same gun. */
export function createRepeatFilter(): (frame: Frame) => boolean {
  let last: Frame | undefined;
  return (frame) => {
    const repeated = last?.text === frame.text && frame.firstByteAt - last.lastByteAt < REPEAT_MS;
    last = frame;
    return repeated;
  };
}
