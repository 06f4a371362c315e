import { expect, test } from 'vitest';
import { TRANSLATED, type Translated, textsIn } from '../../support/languages.ts';

/** Two sentences of Chinese and of Japanese have nothing between them. */
const MAY_BE_EMPTY = ['counter.gap'];
/** Words that are the same in English. */
const SAME: Partial<Record<Translated, string[]>> = {
  es: ['No', 'OK', 'PIN', 'Total'],
  fr: ['Menu', 'OK'],
  de: ['Wallet', 'OK', 'PIN', 'Name'],
};
const SAME_EVERYWHERE = [' ', '.', 'Scantill ⟦1⟧', '⟦1⟧ mm', '⟦1⟧ (⟦2⟧)'];

/** Where a value that nobody knows would have stood: quotes around nothing, a name that is none. */
const HOLES = /“”|„“|«\s*»|「」|\u2068\u2069|^\s|\s$| {2}/;

const english = textsIn('en');
const spoken = (tag: Translated) => textsIn(tag).filter(({ text }) => !/^[\s.。]*$/.test(text));
const bare = (text: string) => text.replace(/⟦\d⟧(amount|time|wallet|by|said)?/g, '');

test('the English texts are many, and each shows what is put into it', () => {
  expect(english.length).toBeGreaterThan(900);
  for (const { path, text, values } of english)
    for (const value of values) expect(text, path).toContain(value);
});

test('every notice of a sale that is over tells which', () => {
  const notices = english.filter(
    ({ path, values }) => path.startsWith('counter.afterwards.notice.') && values.length > 0,
  );
  expect(notices.length).toBeGreaterThan(5);
  for (const { path, text } of notices) expect(text, path).toContain('⟦1⟧amount from ⟦1⟧time');
});

test('a text is heard in all its ways: of one and of many, of yes and no, and of what nobody knows', () => {
  const paths = english.map(({ path }) => path);
  for (const path of [
    'printing.printed(true)',
    'printing.printed(false)',
    'day.salesCount(1)',
    'day.closeWhat(11)',
    'story.line.refundAsked(no by)',
    'story.line.cancelHeld(no said)',
  ])
    expect(paths).toContain(path);
});

test.each(TRANSLATED)('%s says each text, with all that is put into it', (tag) => {
  const texts = textsIn(tag);
  expect(texts.map(({ path }) => path)).toEqual(english.map(({ path }) => path));
  const faults = texts.flatMap(({ path, text, values }) => [
    ...(text === '' && !MAY_BE_EMPTY.includes(path) ? [`${path} is empty`] : []),
    ...(/undefined|null|NaN|\[object|\?\?/.test(text) ? [`${path} shows what is none: ${text}`] : []),
    ...(HOLES.test(text) && text.trim() !== '' ? [`${path} has a hole: ${text}`] : []),
    ...values.filter((value) => !text.includes(value)).map((value) => `${path} lacks ${value}: ${text}`),
  ]);
  expect(faults).toEqual([]);
});

test.each(TRANSLATED)('%s has left nothing in English', (tag) => {
  const same = [...SAME_EVERYWHERE, ...(SAME[tag] ?? [])];
  const texts = new Map(english.map(({ path, text }) => [path, text]));
  const left = textsIn(tag).filter(({ path, text }) => text !== '' && texts.get(path) === text);
  expect(left.filter(({ text }) => !same.includes(text))).toEqual([]);
  const foreign = /\b(the|customer|goods|money|payment|wallet|says|this|that|with|screen|press|call)\b/i;
  // The word for a wallet on a phone is German too.
  const own = tag === 'de' ? /Wallets?/g : /$^/g;
  expect(spoken(tag).filter(({ text }) => foreign.test(bare(text).replace(own, '')))).toEqual([]);
});

/** Characters that only the one way of writing Chinese has, of words that a till uses all the time. */
const SIMPLIFIED =
  /[请钱顾码确认续时间联网络设备检启动关开扫银处进师员订单题总数额据录输让说过还没这为来对与错误权变试验无闭户货价书业务连]/;
const TRADITIONAL =
  /[請錢顧碼確認續時間聯網絡設備檢啟動關開掃銀處進師員訂單題總數額據錄輸讓說過還這為來對與錯誤權變試驗無閉戶貨價書業務連]/;
/** The same in both: left out of the comparison. */
const onlyIn = (one: RegExp, other: RegExp) => (text: string) =>
  [...text].some((letter) => one.test(letter) && !other.test(letter));

const SCRIPTS: Record<Translated, { has: RegExp; hasNot: (text: string) => boolean }> = {
  'zh-Hans': { has: /\p{Script=Han}/u, hasNot: onlyIn(TRADITIONAL, SIMPLIFIED) },
  'zh-Hant': { has: /\p{Script=Han}/u, hasNot: onlyIn(SIMPLIFIED, TRADITIONAL) },
  ja: {
    has: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
    hasNot: (text) => /[请钱顾码这没说這]/.test(text),
  },
  es: { has: /[a-záéíóúñ]/i, hasNot: (text) => /[^\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}]/u.test(text) },
  fr: { has: /[a-zàâçéèêëîïôûù]/i, hasNot: (text) => /[^\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}]/u.test(text) },
  de: { has: /[a-zäöüß]/i, hasNot: (text) => /[^\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}]/u.test(text) },
  // Keypads and payment codes have the digits 0 to 9.
  ar: { has: /\p{Script=Arabic}/u, hasNot: (text) => /[٠-٩]/.test(text) },
};

/** Names and short forms that are written in Latin letters everywhere. */
const LATIN_WORDS = /\b(OK|PIN|QR|CSV|Wi-?Fi|USB|ID|HTTPS?|Scantill)\b/g;

test.each(TRANSLATED)('%s is written in its own letters', (tag) => {
  const { has, hasNot } = SCRIPTS[tag];
  const isLatin = ['es', 'fr', 'de'].includes(tag);
  const faults = spoken(tag).flatMap(({ path, text }) => {
    const own = bare(text).replace(LATIN_WORDS, '');
    const isOwn = !/\p{L}/u.test(own) || has.test(own);
    const isForeign = hasNot(own) || (!isLatin && /[A-Za-z]/.test(own));
    return isOwn && !isForeign ? [] : [`${path}: ${text}`];
  });
  expect(faults).toEqual([]);
});

test('Japanese sentences have their syllables, so that no Chinese slips in', () => {
  const long = spoken('ja').filter(({ text }) => bare(text).length > 8);
  expect(long.length).toBeGreaterThan(100);
  for (const { path, text } of long) expect(text, path).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u);
});

test.each(['zh-Hans', 'zh-Hant', 'ja'] as const)('%s has stops of its own', (tag) => {
  for (const { path, text } of spoken(tag))
    expect(bare(text), path).not.toMatch(/[\p{Script=Han}\p{Script=Hiragana}][.,:;?!]/u);
});

test('French keeps its marks on the line of their word', () => {
  for (const { path, text } of spoken('fr')) expect(text, path).not.toMatch(/ [:;?!»]|« | [.,]/);
});
