import { receipt as ar } from '../languages/ar/receipt.ts';
import { receipt as de } from '../languages/de/receipt.ts';
import { receipt as en } from '../languages/en/receipt.ts';
import { receipt as es } from '../languages/es/receipt.ts';
import { receipt as fr } from '../languages/fr/receipt.ts';
import { receipt as ja } from '../languages/ja/receipt.ts';
import type { LanguageTag } from '../languages/tags.ts';
import { receipt as hans } from '../languages/zh-Hans/receipt.ts';
import { receipt as hant } from '../languages/zh-Hant/receipt.ts';

/** Every text on paper; complete in each language by this type. */
export type ReceiptWords = typeof en;

const WORDS: Record<LanguageTag, ReceiptWords> = {
  en,
  'zh-Hans': hans,
  'zh-Hant': hant,
  ja,
  es,
  fr,
  de,
  ar,
};

export const receiptWords = (language: LanguageTag): ReceiptWords => WORDS[language];
