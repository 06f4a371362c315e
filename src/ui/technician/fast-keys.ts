/** Keys that came faster than fingers, and the moment of the last (ms). */
export interface FastKeys {
  count: number;
  at: number;
}

export const NO_KEYS: FastKeys = { count: 0, at: Number.NEGATIVE_INFINITY };

/** Fingers leave more time than that between two keys, ms; guns in keyboard mode leave 1 to 20. */
const PACE_MS = 50;
/** So many keys at that pace are a gun. */
const ENOUGH = 6;

/**
 * What is known after a key. `isGunsEnd`: the Enter or Tab with which a gun in keyboard mode ends a code. A technician
 * scans with such a gun while some button has the focus: its Enter must press nothing.
 */
export function afterKey(
  before: FastKeys,
  { key, at }: { key: string; at: number },
): { keys: FastKeys; isGunsEnd: boolean } {
  const isFast = at - before.at < PACE_MS;
  if (key === 'Enter' || key === 'Tab') {
    return { keys: NO_KEYS, isGunsEnd: isFast && before.count >= ENOUGH };
  }
  // Shift and the like come between the characters of a code.
  const count = key.length === 1 ? 1 : 0;
  return { keys: { count: isFast ? before.count + count : count, at }, isGunsEnd: false };
}
