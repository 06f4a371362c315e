import { formatMinor } from '../../money.ts';
import type { WireAmount } from '../messages.ts';

/** Signs that two currencies of neighbouring countries share: the letters must stand beside them. */
const SHARED_SIGNS = /^[¥￥]|[¥￥]$/;

/** An amount as the shop writes it, such as `$12.34`, and with its letters where the sign alone could mislead. */
export function amountText({ minor, currency, digits }: WireAmount, locale: string): string {
  const decimals = formatMinor(minor, digits);
  try {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    // Only for showing: at the till's largest amount a number still holds every digit exactly.
    const text = format.format(Number(decimals));
    const sign = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? '';
    return SHARED_SIGNS.test(sign) && sign.length === 1 ? `${text} ${currency}` : text;
  } catch {
    // A browser that does not know the currency or the language still shows the right figures.
    return `${currency} ${decimals}`;
  }
}

/** Hour and minute in the shop's language and the tablet's time zone. */
export function timeText(epochMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    epochMs,
  );
}
