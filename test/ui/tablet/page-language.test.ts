import { expect, test } from 'vitest';
import type { LanguageTag } from '../../../src/ui/languages/tags.ts';
import { type Kept, keeper } from '../../../src/ui/tablet/kept.ts';
import { followsShop, pageLanguage } from '../../../src/ui/tablet/page-language.ts';

/** A tablet's memory; `isFull`: it takes nothing. */
function memory(entries: Record<string, string> = {}, isFull = false): Kept {
  const texts = new Map(Object.entries(entries));
  const store = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (isFull) throw new Error('full');
      texts.set(key, value);
    },
  };
  return { inTab: keeper(() => store), onTablet: keeper(() => store) };
}
/** One that is to be spoken later. */
const other = 'xx' as LanguageTag;

test("a page speaks what was chosen on it, else the shop's language, else the browser's", () => {
  expect(pageLanguage(memory({ 'scantill.language': 'en' }), 'ko-KR')).toEqual({
    language: 'en',
    chosen: 'en',
  });
  expect(pageLanguage(memory({ 'scantill.shopLanguage': 'en' }), 'ko-KR')).toEqual({ language: 'en' });
  const unspoken = { 'scantill.language': 'tlh', 'scantill.shopLanguage': '' };
  expect(pageLanguage(memory(unspoken), 'en-GB')).toEqual({ language: 'en' });
  expect(pageLanguage(memory(), 'en-GB')).toEqual({ language: 'en' });
});

test("a page on which nobody chose comes again in the shop's language, once", () => {
  const kept = memory();
  expect(followsShop({ language: other }, 'en', kept)).toBe(true);
  expect(followsShop(pageLanguage(kept, 'ko'), 'en', kept)).toBe(false);
});

test('a page on which somebody chose stays as it is, and so does one that cannot remember', () => {
  expect(followsShop({ language: other, chosen: other }, 'en', memory())).toBe(false);
  expect(followsShop({ language: other }, 'en', memory({}, true))).toBe(false);
});
