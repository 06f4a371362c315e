/** What is printed, as the till hands it to who prints it: the page in its browser, or the printer on the network. */

import type { LanguageTag } from './languages/tags.ts';

export type ReceiptLine =
  /** The shop's name, large, in the middle. */
  | { kind: 'heading'; text: string }
  /** What the paper is, or is not: nobody may overlook it. */
  | { kind: 'banner'; text: string }
  | { kind: 'text'; text: string; align?: 'center' }
  | { kind: 'row'; label: string; value: string }
  /** The amount that the paper is about. */
  | { kind: 'total'; label: string; value: string }
  | { kind: 'rule' }
  /** `path`: its dark squares as an SVG path on a grid of `size` by `size`, the quiet zone around it included. */
  | { kind: 'qr'; text: string; size: number; path: string };

/**
 * - `sale`, `refund`: money went that way, proven · `notice`: a slip that says that it is no receipt
 * - `report`: the totals of a period · `test`: to see that a printer works
 */
export type ReceiptKind = 'sale' | 'refund' | 'notice' | 'report' | 'test';

/** A paper, ready to be drawn. All its texts are in `language`; amounts and times are written out. */
export interface Receipt {
  kind: ReceiptKind;
  /** It was printed before: its paper says so. */
  isCopy: boolean;
  language: LanguageTag;
  widthMm: 80 | 58;
  /** Address of the shop's picture on the till. A printer on the network prints none. */
  logo?: string;
  lines: ReceiptLine[];
}

/** `browser`: who asked draws it · `printer`: the one on the network · `auto`: that one where the shop has one, else the browser. */
export type PrintTarget = 'browser' | 'printer' | 'auto';

/** What became of it: printed, or to be drawn by who asked. */
export type PrintAnswer =
  | { printed: true; isCopy: boolean }
  | { printed: false; isCopy: boolean; receipt: Receipt };

/** Why there is no receipt for a payment or a refund, but only a slip. */
export type Unproven =
  | 'noPayment'
  | 'wentBack'
  | 'underWay'
  | 'calledOff'
  | 'unknown'
  | 'wrongAmount'
  | 'settledPaid'
  | 'settledNotPaid'
  | 'refundUnderWay'
  | 'refundUnknown'
  | 'refundFailed';
