import type { Random } from '../../src/random.ts';

/** Chance that one seed decides, for good and on every machine. */
export interface SeededRandom extends Random {
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

/** Streams of chance by name: what draws from one never moves another. */
export type Streams = (name: string) => SeededRandom;

/** Mulberry32: 32 bits of state are plenty for one small world. */
export function seededRandom(seed: number): SeededRandom {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const fraction = () => next() / 0x1_0000_0000;
  const between = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  const bytes = (count: number) => {
    const made = new Uint8Array(count);
    for (let i = 0; i < count; i += 1) made[i] = next() >>> 24;
    return made;
  };
  return {
    fraction,
    between,
    bytes,
    chance: (probability) => probability > 0 && fraction() < probability,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
  };
}

/** The streams of one seed. */
export function seededStreams(seed: number): Streams {
  const streams = new Map<string, SeededRandom>();
  return (name) => {
    const known = streams.get(name);
    if (known) return known;
    const made = seededRandom(checksum(`${seed} ${name}`));
    streams.set(name, made);
    return made;
  };
}

/** 32 bits that differ for texts that differ, near enough. */
function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 15), 0x85ebca6b);
  return (sum ^ (sum >>> 13)) >>> 0;
}
