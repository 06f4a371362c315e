import type { Clock } from '../clock.ts';
import type { Log, LogFields } from '../log.ts';

/** A flood must not become one of the log: the same warning about the same one is written once in so long, ms. */
const EVERY_MS = 60_000;
const MOST_KEPT = 1000;

/** Writes a warning, unless it was written a moment ago; the next one says how often it came meanwhile. */
export type QuietWarning = (message: string, about: string, fields?: LogFields) => void;

export function createQuietWarning(log: Log, clock: Clock): QuietWarning {
  const last = new Map<string, { at: number; kept: number }>();
  return (message, about, fields = {}) => {
    const key = `${message} ${about}`;
    const now = clock.monotonic();
    const before = last.get(key);
    if (before && now - before.at < EVERY_MS) {
      before.kept += 1;
      return;
    }
    if (last.size >= MOST_KEPT) last.delete(last.keys().next().value ?? key);
    last.delete(key);
    last.set(key, { at: now, kept: 0 });
    log.warn(message, { ...fields, ...(before && before.kept > 0 && { before: before.kept }) });
  };
}
