/** Connections to one listener at once. */
export const MOST_GUESTS = 8;

/** Time, ms, without a whole code after which a connection has to make room for a new one. */
const IDLE_MS = 10_000;

/** A connection to a listener. */
export interface Guest {
  /** Monotonic ms. */
  since: number;
  /** When it last sent a whole code, monotonic ms. Bytes alone are nothing: anybody can dribble them. */
  lastCodeAt?: number;
}

/**
 * Who leaves where all places are taken and another one comes: of those that have been idle, first one that never sent
 * a code, then the one whose code is oldest. None where all are at work: the newcomer is then turned away, so that no
 * flood of connections pushes out a gun in use.
 */
export function whoMakesRoom<G extends Guest>(guests: readonly G[], now: number): G | undefined {
  const lastAt = ({ since, lastCodeAt }: Guest) => lastCodeAt ?? since;
  const rank = (guest: Guest) => (guest.lastCodeAt === undefined ? 0 : 1);
  return guests
    .filter((guest) => now - lastAt(guest) >= IDLE_MS)
    .sort((a, b) => rank(a) - rank(b) || lastAt(a) - lastAt(b))[0];
}
