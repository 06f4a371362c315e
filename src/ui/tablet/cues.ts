import type { Heard } from './modes.ts';

/** A tone: pitch in Hz, start and length in seconds from the cue's beginning. */
export type Tone = readonly [hertz: number, start: number, length: number];

/** Told apart by pitch *and* rhythm, so that nobody has to look up to know what happened. */
export const CUES: Record<Heard, { tones: readonly Tone[]; vibrate: number[] }> = {
  ready: { tones: [[880, 0, 0.07]], vibrate: [20] },
  paid: {
    tones: [
      [523, 0, 0.12],
      [659, 0.11, 0.12],
      [1047, 0.22, 0.32],
    ],
    vibrate: [60, 40, 120],
  },
  declined: {
    tones: [
      [392, 0, 0.2],
      [262, 0.2, 0.4],
    ],
    vibrate: [300],
  },
  attention: {
    tones: [
      [740, 0, 0.14],
      [740, 0.24, 0.14],
      [740, 0.48, 0.14],
    ],
    vibrate: [150, 100, 150, 100, 150],
  },
  refused: { tones: [[196, 0, 0.12]], vibrate: [40] },
};
