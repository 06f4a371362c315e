/** When something that is shown was asked for last, by the till's clock, and at which screen of the lane. */
export interface Pace {
  askedAt: number | undefined;
  rev: string | undefined;
}

/** A change on another register is seen that late at the most. */
const EVERY_MS = 10_000;
/** While something of it is under way. */
const LIVELY_MS = 2_000;
/** A sale changes its screen several times a second. */
const LEAST_MS = 1_000;

/** Whether it is to be asked for again. A clock that was set back counts as time gone by. */
export function paceOf(
  { askedAt, rev }: Pace,
  at: { now: number; rev: string; isLively?: boolean },
): boolean {
  if (askedAt === undefined) return true;
  const gone = Math.abs(at.now - askedAt);
  return gone >= (rev === at.rev ? (at.isLively ? LIVELY_MS : EVERY_MS) : LEAST_MS);
}
