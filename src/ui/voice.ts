import { formatMinor } from '../money.ts';
import { COUNTER_WORDS, type CounterWords } from './languages/counter-words.ts';
import { type LanguageTag, localeOf } from './languages/tags.ts';

/** An amount as the engine holds it. */
export interface Money {
  amountMinor: number;
  currency: string;
  digits: number;
}

/** How the till speaks to somebody: its words, and amounts and times as that language writes them. */
export interface Voice {
  language: LanguageTag;
  locale: string;
  words: CounterWords;
  /** `12.30 USD`: with its currency's letters, so that no sign can be mistaken. */
  money(amount: Money): string;
  /** An amount in somebody else's words, such as `1.23 USD`; what is none stays as it came. */
  stated(text: string): string;
  /** `10:42` in the shop's own time. */
  time(epochMs: number): string;
  /** Whole sentences as one text; empty ones are left out. */
  text(...sentences: (string | undefined)[]): string;
}

export interface VoiceSetting {
  /** The shop's own: its way to write amounts and times counts where it is of the language. */
  shopLocale: string;
  timeZone: string;
}

const voices = new Map<string, Voice>();

/** Kept, for making its formats costs more than all the rest of a screen. */
export function voiceOf(language: LanguageTag, { shopLocale, timeZone }: VoiceSetting): Voice {
  const name = `${language} ${shopLocale} ${timeZone}`;
  const voice = voices.get(name) ?? makeVoice(language, localeOf(language, shopLocale), timeZone);
  voices.set(name, voice);
  return voice;
}

function makeVoice(language: LanguageTag, locale: string, timeZone: string): Voice {
  const words = COUNTER_WORDS[language];
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  /** By the number of decimals. */
  const formats = new Map<number, Intl.NumberFormat>();
  const decimal = (text: string, currency: string) => {
    const digits = text.split('.')[1]?.length ?? 0;
    const format =
      formats.get(digits) ??
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(digits, format);
    // Only for showing: at the till's largest amount a number still holds every digit exactly.
    return `${format.format(Number(text))} ${currency}`;
  };
  return {
    language,
    locale,
    words,
    money: ({ amountMinor, currency, digits }) => decimal(formatMinor(amountMinor, digits), currency),
    stated: (text) => {
      const [, number, currency] = /^(\d{1,14}(?:\.\d{1,9})?) ([A-Z]{3})$/.exec(text) ?? [];
      return number === undefined || currency === undefined ? text : decimal(number, currency);
    },
    time: (epochMs) => time.format(epochMs),
    text: (...sentences) => sentences.filter(Boolean).join(words.gap),
  };
}
