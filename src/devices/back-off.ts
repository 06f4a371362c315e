const FIRST_MS = 250;
const FACTOR = 1.6;
const CAP_MS = 5000;
/** Something missing is looked for at least so often, should its hot-plug event have been lost. */
const CAP_MISSING_MS = 2000;

/** While permission is refused right after a plug-in: udev grants it some 150 ms after the node appears. */
export const PERMISSION_RETRY_MS = 200;
/** From then on refused permission is not udev being slow. */
export const PERMISSION_GRACE_MS = 2000;
/** A connection that lasted so long makes the next failure the first. */
export const STABLE_MS = 10_000;

/** How long to wait, ms, after `failures` attempts in a row (1 or more) failed, ±20 % so that guns do not march in step. */
export function retryDelay(
  failures: number,
  { missing, fraction }: { missing: boolean; fraction: number },
): number {
  const grown = FIRST_MS * FACTOR ** Math.min(failures - 1, 20);
  return Math.min(grown, missing ? CAP_MISSING_MS : CAP_MS) * (0.8 + 0.4 * fraction);
}
