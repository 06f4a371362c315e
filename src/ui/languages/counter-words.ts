import { counter } from './en/counter.ts';
import type { LanguageTag } from './tags.ts';

/** Every sentence of the till's own; complete in each language by this type. */
export type CounterWords = typeof counter;

/** Of the till itself, which speaks several languages at once: one to each tablet. */
export const COUNTER_WORDS: Record<LanguageTag, CounterWords> = { en: counter };
