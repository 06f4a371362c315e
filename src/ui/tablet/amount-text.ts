import { moneyText } from '../../money.ts';
import type { WireAmount } from '../messages.ts';

/** An amount as the shop writes it, such as `$12.34`, and with its letters where the sign alone could mislead. */
export function amountText({ minor, currency, digits }: WireAmount, locale: string): string {
  return keptTogether(moneyText(minor, { code: currency, digits }, locale));
}

/** Among text from right to left a sign of Latin letters would fall apart, as `$US 12.30`: it is told its own direction. */
export function keptTogether(text: string): string {
  const isTorn = text.includes('\u200f') && !/\p{Script=Arabic}/u.test(text);
  return isTorn ? `\u2066${text.replaceAll('\u200f', '')}\u2069` : text;
}

/** Hour and minute in the shop's language and the time zone that the tablet had when it first showed one. */
export function timeText(epochMs: number, locale: string): string {
  let format = hours.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    hours.set(locale, format);
  }
  return format.format(epochMs);
}

/** By locale: making one costs a hundred times as much as using it. */
const hours = new Map<string, Intl.DateTimeFormat>();
