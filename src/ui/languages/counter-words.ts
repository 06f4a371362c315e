import { counter as ar } from './ar/counter.ts';
import { counter as de } from './de/counter.ts';
import { counter as en } from './en/counter.ts';
import { counter as es } from './es/counter.ts';
import { counter as fr } from './fr/counter.ts';
import { counter as ja } from './ja/counter.ts';
import type { LanguageTag } from './tags.ts';
import { counter as hans } from './zh-Hans/counter.ts';
import { counter as hant } from './zh-Hant/counter.ts';

/** Every sentence of the till's own; complete in each language by this type. */
export type CounterWords = typeof en;

/** Of the till itself, which speaks several languages at once: one to each tablet. */
export const COUNTER_WORDS: Record<LanguageTag, CounterWords> = {
  en,
  'zh-Hans': hans,
  'zh-Hant': hant,
  ja,
  es,
  fr,
  de,
  ar,
};
