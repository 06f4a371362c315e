/** A noun as Arabic counts it: one and two without the figure; after 3 to 10, after 11 to 99, and after the rest. */
interface Counted {
  one: string;
  two: string;
  few: string;
  many: string;
  other: string;
}

const rules = new Intl.PluralRules('ar');

/** A number and its noun. None counts as a few: `0 عمليات`. */
export function counted(count: number, noun: Counted): string {
  const form = rules.select(count);
  if (form === 'one' || form === 'two') return noun[form];
  return `${count} ${noun[form === 'zero' ? 'few' : form]}`;
}

const oneForm = (noun: string) => ({ many: noun, other: noun });

export const SALES: Counted = { one: 'عملية واحدة', two: 'عمليتان', few: 'عمليات', ...oneForm('عملية') };
export const TIMES: Counted = { one: 'مرة واحدة', two: 'مرتان', few: 'مرات', ...oneForm('مرة') };
export const SECONDS: Counted = { one: 'ثانية واحدة', two: 'ثانيتان', few: 'ثوانٍ', ...oneForm('ثانية') };
