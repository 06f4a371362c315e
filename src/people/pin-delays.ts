/**
 * How long somebody has to wait after wrong PINs. Counted for each person at each place (an address): who guesses at one
 * tablet delays that person there, and everywhere else by some seconds at most; nobody else waits.
 */

/** Wrong PINs in a row. */
export interface Misses {
  count: number;
  /** Epoch ms of the last. */
  lastAt: number;
}

/** `pin-misses.json`: by person and place, such as `p3 192.0.2.7`, and by person alone. Survives a restart. */
export interface MissesDocument {
  schema: 1;
  misses: { [key: string]: Misses };
}

export const NO_MISSES: MissesDocument = { schema: 1, misses: {} };

/** So many are free: a slip of a finger, twice. */
const FREE_HERE = 3;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_HERE_MS = 5 * 60_000;
/** Wrong PINs of one person from all places together, before every place waits a little. */
const FREE_EVERYWHERE = 12;
const LONGEST_WAIT_EVERYWHERE_MS = 10_000;
/** Older misses are forgotten. */
const KEPT_MS = 24 * 60 * 60_000;
const MOST_KEPT = 500;

const hereKey = (person: string, place: string) => `${person} ${place}`;

/** A try of somebody's PIN. */
export interface PinTry {
  /** A person's id, or what was given as one. */
  person: string;
  /** The address it comes from. */
  place: string;
  /** Epoch ms. */
  now: number;
}

/** How long to wait before this try may be made, ms; 0 where it may. Pure. */
export function waitMs({ misses }: MissesDocument, { person, place, now }: PinTry): number {
  return Math.max(
    waitOf(misses[hereKey(person, place)], { free: FREE_HERE, longest: LONGEST_WAIT_HERE_MS, now }),
    waitOf(misses[person], { free: FREE_EVERYWHERE, longest: LONGEST_WAIT_EVERYWHERE_MS, now }),
  );
}

interface WaitRule {
  free: number;
  longest: number;
  now: number;
}

function waitOf(missed: Misses | undefined, { free, longest, now }: WaitRule): number {
  if (!missed || missed.count < free) return 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(missed.count - free, 30), longest);
  // A clock that was set back must not keep anybody waiting longer.
  return Math.min(Math.max(0, missed.lastAt + wait - now), wait);
}

/** The document with one more wrong PIN. Bounded: the oldest go first. Pure. */
export function withMiss({ misses }: MissesDocument, { person, place, now }: PinTry): MissesDocument {
  const more = { ...misses };
  for (const key of [hereKey(person, place), person]) {
    const before = kept(more[key], now);
    more[key] = { count: (before?.count ?? 0) + 1, lastAt: now };
  }
  const entries = Object.entries(more).filter(([, missed]) => kept(missed, now));
  entries.sort(([, a], [, b]) => b.lastAt - a.lastAt);
  return { schema: 1, misses: Object.fromEntries(entries.slice(0, MOST_KEPT)) };
}

/** The document after the right PIN: that place starts anew. What other places missed stays. Pure. */
export function withoutMisses({ misses }: MissesDocument, person: string, place: string): MissesDocument {
  const { [hereKey(person, place)]: here, [person]: everywhere, ...others } = misses;
  const count = (everywhere?.count ?? 0) - (here?.count ?? 0);
  if (everywhere && count > 0)
    return { schema: 1, misses: { ...others, [person]: { ...everywhere, count } } };
  return { schema: 1, misses: others };
}

function kept(missed: Misses | undefined, now: number): Misses | undefined {
  return missed && missed.lastAt > now - KEPT_MS ? missed : undefined;
}

/** Whether what was read is such a document. */
export function areMisses(value: unknown): value is MissesDocument {
  const document = value as Partial<MissesDocument> | null;
  return (
    document?.schema === 1 &&
    typeof document.misses === 'object' &&
    document.misses !== null &&
    Object.values(document.misses).every(
      ({ count, lastAt }) => Number.isSafeInteger(count) && Number.isFinite(lastAt),
    )
  );
}
