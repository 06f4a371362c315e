import type { SeededRandom } from './seeded-random.ts';

/** What a world is like: how much fails in it, and how its people are. */
export interface Temper {
  isFaulty: boolean;
  lanes: number;
  /** Sales are spread over so many business days, with a night between two. */
  days: number;
  /** Chance that an exchange with the gateway goes wrong. */
  network: number;
  /** Chance that an operation of the disk fails, in its bad minutes. */
  disk: number;
  /** Chance that the power goes at an operation of the disk. */
  crash: number;
  /** How often a customer's code makes the gateway do something odd. */
  odd: number;
  /** How often somebody sets the till's clock wrong, in all. */
  clockJumps: number;
  /** How often the till is ended in good order and started anew in the middle of a day, in all. */
  restarts: number;
  /** What the manager does, in all. */
  acts: number;
  /** How much of what the gateway tells of its own accord goes wrong: lost, late, doubled or forged, 0 to 1. */
  notices: number;
  isLogging: boolean;
  /** Without, nothing that one lane does can reach another: no outages, no trouble of the gateway's own, an instant disk. */
  isShared: boolean;
}

export function hostileTemper(random: SeededRandom, sales: number): Temper {
  return {
    isFaulty: true,
    lanes: random.between(1, 6),
    days: random.pick([1, 1, 1, 2, 3]),
    network: random.pick([0, 0.02, 0.1]),
    disk: random.pick([0, 0, 0.001, 0.005]),
    crash: random.pick([0, 0.0003, 0.002]),
    odd: random.pick([0.1, 0.3, 0.7]),
    clockJumps: random.pick([0, 0, 0, 0, 1, 3]),
    restarts: random.pick([0, 0, 0, 1, 2]),
    acts: Math.ceil(sales * random.pick([0.1, 0.3, 0.6])),
    notices: random.pick([0, 0.3, 1]),
    isLogging: random.chance(0.05),
    isShared: true,
  };
}

/** Nothing fails, nobody errs, and every customer pays in time. */
export function calmTemper(random: SeededRandom): Temper {
  return {
    isFaulty: false,
    lanes: random.between(1, 6),
    days: 1,
    network: 0,
    disk: 0,
    crash: 0,
    odd: 0,
    clockJumps: 0,
    restarts: 0,
    acts: 0,
    notices: 0,
    isLogging: false,
    isShared: true,
  };
}
