import { moneyText } from '../../money.ts';
import type { WireAmount } from '../messages.ts';

/** An amount as the shop writes it, such as `$12.34`, and with its letters where the sign alone could mislead. */
export function amountText({ minor, currency, digits }: WireAmount, locale: string): string {
  return moneyText(minor, { code: currency, digits }, locale);
}

/** Hour and minute in the shop's language and the tablet's time zone. */
export function timeText(epochMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    epochMs,
  );
}
