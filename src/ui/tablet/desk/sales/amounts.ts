import type { WireAmount } from '../../../messages.ts';
import { amountText } from '../../amount-text.ts';

/** `12.30` of the REST interface as the page counts: its decimals tell the currency's. */
export function wireAmount(text: string, currency: string): WireAmount {
  const digits = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return { minor: Number(text.replace('.', '')), currency, digits };
}

/** As the shop writes it. */
export function shownAmount(text: string, currency: string, locale: string): string {
  return amountText(wireAmount(text, currency), locale);
}
