import { counter as ar } from '../../src/ui/languages/ar/counter.ts';
import { customer as arCustomer } from '../../src/ui/languages/ar/customer.ts';
import { page as arPage } from '../../src/ui/languages/ar/page.ts';
import { counter as de } from '../../src/ui/languages/de/counter.ts';
import { customer as deCustomer } from '../../src/ui/languages/de/customer.ts';
import { page as dePage } from '../../src/ui/languages/de/page.ts';
import { counter } from '../../src/ui/languages/en/counter.ts';
import { customer } from '../../src/ui/languages/en/customer.ts';
import { page } from '../../src/ui/languages/en/page.ts';
import { counter as es } from '../../src/ui/languages/es/counter.ts';
import { customer as esCustomer } from '../../src/ui/languages/es/customer.ts';
import { page as esPage } from '../../src/ui/languages/es/page.ts';
import { counter as fr } from '../../src/ui/languages/fr/counter.ts';
import { customer as frCustomer } from '../../src/ui/languages/fr/customer.ts';
import { page as frPage } from '../../src/ui/languages/fr/page.ts';
import { counter as ja } from '../../src/ui/languages/ja/counter.ts';
import { customer as jaCustomer } from '../../src/ui/languages/ja/customer.ts';
import { page as jaPage } from '../../src/ui/languages/ja/page.ts';
import { counter as hans } from '../../src/ui/languages/zh-Hans/counter.ts';
import { customer as hansCustomer } from '../../src/ui/languages/zh-Hans/customer.ts';
import { page as hansPage } from '../../src/ui/languages/zh-Hans/page.ts';
import { counter as hant } from '../../src/ui/languages/zh-Hant/counter.ts';
import { customer as hantCustomer } from '../../src/ui/languages/zh-Hant/customer.ts';
import { page as hantPage } from '../../src/ui/languages/zh-Hant/page.ts';
import { type SaidText, saidTexts } from './said-texts.ts';

/** The languages beside English. */
export const TRANSLATED = ['zh-Hans', 'zh-Hant', 'ja', 'es', 'fr', 'de', 'ar'] as const;

export type Translated = (typeof TRANSLATED)[number];

const COUNTERS: Record<Translated, object> = {
  'zh-Hans': hans,
  'zh-Hant': hant,
  ja,
  es,
  fr,
  de,
  ar,
};
const PAGES: Record<Translated, object> = {
  'zh-Hans': hansPage,
  'zh-Hant': hantPage,
  ja: jaPage,
  es: esPage,
  fr: frPage,
  de: dePage,
  ar: arPage,
};
const CUSTOMERS: Record<Translated, object> = {
  'zh-Hans': hansCustomer,
  'zh-Hant': hantCustomer,
  ja: jaCustomer,
  es: esCustomer,
  fr: frCustomer,
  de: deCustomer,
  ar: arCustomer,
};

/** Each part of what is said, in English and in the others. */
const AREAS: Record<string, { model: object; words: Record<Translated, object> }> = {
  counter: { model: counter, words: COUNTERS },
  page: { model: page, words: PAGES },
  customer: { model: customer, words: CUSTOMERS },
};

/** All texts of a language, their paths beginning with their area, such as `page.state.paid`. */
export function textsIn(tag: 'en' | Translated): SaidText[] {
  return Object.entries(AREAS).flatMap(([area, { model, words }]) =>
    saidTexts(tag === 'en' ? model : words[tag], model, area),
  );
}
