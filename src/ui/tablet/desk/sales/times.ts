import { timeText } from '../../amount-text.ts';

/** `10:42`; with its day where that is not today's. */
export function whenText(iso: string, nowMs: number, locale: string): string {
  const at = Date.parse(iso);
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const time = timeText(at, locale);
  return day.format(at) === day.format(nowMs) ? time : `${day.format(at)}, ${time}`;
}

/** To the second, as a story is told. */
export function secondText(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' }).format(Date.parse(iso));
}

/** Day, hour, minute and second. */
export function fullText(iso: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  return format.format(Date.parse(iso));
}
