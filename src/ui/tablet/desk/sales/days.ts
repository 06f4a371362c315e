const DAY_MS = 24 * 60 * 60_000;

/** `2026-11-20` and -1 is `2026-11-19`. */
export function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}

/** What a field for dates may hold while somebody types in it. */
export function isDay(text: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** `Friday, 20 November` as the shop writes it; the year where it is another than today's. */
export function dayText(day: string, today: string | undefined, locale: string): string {
  const isThisYear = today?.slice(0, 4) === day.slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));
}
