import { moneyText } from '../../money.ts';
import type { Order } from '../../payment/index.ts';
import type { ShopSettings } from '../../shop-settings.ts';
import { languageOf } from '../languages/tags.ts';
import type { Receipt, ReceiptLine } from '../receipt-messages.ts';
import { type ReceiptWords, receiptWords } from './receipt-words.ts';

/** What every paper of a shop has in common. */
export interface PaperSetting {
  shop: ShopSettings;
  timeZone: string;
  walletName(wallet: string): string;
  laneName(lane: string): string;
  /** No money moves. */
  isSandbox: boolean;
  /** Address of the shop's picture. */
  logo?: string | undefined;
}

/** How a paper writes things out: its words, amounts and times, in one locale. */
export interface Writing {
  words: ReceiptWords;
  language: Receipt['language'];
  locale: string;
  amount(of: { amountMinor: number; currency: string; digits: number }): string;
  moment(epochMs: number): string;
  day(epochMs: number): string;
}

/** Customers' papers are written in the customers' locale, the shop's own in the shop's. */
export function writingIn(locale: string, timeZone: string): Writing {
  const language = languageOf(locale);
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  return {
    words: receiptWords(language),
    language,
    locale,
    amount: ({ amountMinor, currency, digits }) => moneyText(amountMinor, { code: currency, digits }, locale),
    moment: (epochMs) => moment.format(epochMs),
    day: (epochMs) => day.format(epochMs),
  };
}

/** The shop's name and what the law wants below it. */
export function headOf({ name, address, taxNumber }: ShopSettings, words: ReceiptWords): ReceiptLine[] {
  return [
    { kind: 'heading', text: name },
    ...address.map((text) => centred(text)),
    ...(taxNumber === '' ? [] : [centred(words.taxNumber(taxNumber))]),
  ];
}

export function centred(text: string): ReceiptLine {
  return { kind: 'text', text, align: 'center' };
}

/** A row, unless there is nothing to tell. */
export function row(label: string, value: string | undefined): ReceiptLine[] {
  return value === undefined || value === '' ? [] : [{ kind: 'row', label, value }];
}

/** No money moved: nothing printed of it may look as if it had. */
export function isPractice({ gateway }: Order): boolean {
  return gateway.kind === 'sandbox';
}
