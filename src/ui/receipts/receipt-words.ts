import type { receipt } from '../languages/en/receipt.ts';
import { receipt as en } from '../languages/en/receipt.ts';
import type { LanguageTag } from '../languages/tags.ts';

/** Every text on paper; complete in each language by this type. */
export type ReceiptWords = typeof receipt;

const WORDS: Record<LanguageTag, ReceiptWords> = { en };

export const receiptWords = (language: LanguageTag): ReceiptWords => WORDS[language];
