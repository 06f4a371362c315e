/** The shop's day: it starts when the shop says, in the shop's time zone, across a change of the clocks. */
export interface DayRule {
  timeZone: string;
  /** Local start of the business day, `HH:MM`. */
  startsAt: string;
}

const DAY_MS = 86_400_000;

/** The business day (`YYYY-MM-DD`) that is open at a moment. */
export function businessDayAt(epochMs: number, rule: DayRule): string {
  const name = `${rule.timeZone} ${rule.startsAt}`;
  const last = lastDays.get(name);
  if (last && epochMs >= last.from && epochMs < last.to) return last.day;
  const date = new Date(wallClock(epochMs, rule.timeZone)).toISOString().slice(0, 10);
  const day = epochMs >= dayStart(date, rule) ? date : shiftDay(date, -1);
  lastDays.set(name, { day, from: dayStart(day, rule), to: dayStart(shiftDay(day, 1), rule) });
  return day;
}

/** By rule, the day last asked for: each sale asks for today several times, and the calendar is slow to answer. */
const lastDays = new Map<string, { day: string; from: number; to: number }>();

/** `YYYY-MM-DD` moved by whole days. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The instant (epoch ms) a business day starts. A local time the clocks skip means the first instant after the gap;
 * one they show twice means the first.
 */
export function dayStart(day: string, rule: DayRule): number {
  const wanted = Date.parse(`${day}T${rule.startsAt}:00Z`);
  const before = wanted - offsetAt(wanted - DAY_MS, rule.timeZone);
  const after = wanted - offsetAt(wanted + DAY_MS, rule.timeZone);
  const exact = [Math.min(before, after), Math.max(before, after)].find(
    (instant) => wallClock(instant, rule.timeZone) === wanted,
  );
  if (exact !== undefined) return exact;
  // The wanted time is skipped: the change of the clocks lies between the two readings of it.
  let [low, high] = [Math.min(before, after), Math.max(before, after)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallClock(middle, rule.timeZone) >= wanted) high = middle;
    else low = middle;
  }
  return high;
}

/** What a wall clock in the zone shows, written as if it were UTC. */
function wallClock(epochMs: number, timeZone: string): number {
  return epochMs + offsetAt(epochMs, timeZone);
}

function offsetAt(epochMs: number, timeZone: string): number {
  const parts = formatFor(timeZone).formatToParts(epochMs);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(epochMs / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}
