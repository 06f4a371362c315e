import { counter as ar } from '../../src/ui/languages/ar/counter.ts';
import { counter as de } from '../../src/ui/languages/de/counter.ts';
import { counter as es } from '../../src/ui/languages/es/counter.ts';
import { counter as fr } from '../../src/ui/languages/fr/counter.ts';
import { counter as ja } from '../../src/ui/languages/ja/counter.ts';
import { counter as hans } from '../../src/ui/languages/zh-Hans/counter.ts';
import { counter as hant } from '../../src/ui/languages/zh-Hant/counter.ts';

/** What the till says at the counter in each language beside English. */
export const COUNTERS = { 'zh-Hans': hans, 'zh-Hant': hant, ja, es, fr, de, ar };

export type Translated = keyof typeof COUNTERS;
