import { expect, test } from 'vitest';
import { acceptScreen, draftOn, shouldReload } from '../../../src/ui/tablet/acceptance.ts';

const usd = (minor: number) => ({ minor, currency: 'USD', digits: 2 });

test('a first screen, a later one, and any of a new start are new', () => {
  expect(acceptScreen(undefined, { bootId: 'a', rev: 7 })).toBe('new');
  expect(acceptScreen({ bootId: 'a', rev: 7 }, { bootId: 'a', rev: 8 })).toBe('new');
  expect(acceptScreen({ bootId: 'a', rev: 7 }, { bootId: 'b', rev: 1 })).toBe('new');
});

test('a screen that was overtaken is never shown', () => {
  expect(acceptScreen({ bootId: 'a', rev: 7 }, { bootId: 'a', rev: 6 })).toBe('old');
});

test('the painted screen again says only that it is fresh', () => {
  expect(acceptScreen({ bootId: 'a', rev: 7 }, { bootId: 'a', rev: 7 })).toBe('same');
});

test('a sale that begins takes the typed amount along', () => {
  expect(draftOn({ mode: 'idle' }, { mode: 'ready', saleId: 's1', amount: usd(1230) }, 1230)).toBe(0);
});

test('a ready that ran out gives its amount back', () => {
  const ready = { mode: 'ready', saleId: 's1', amount: usd(1230) } as const;
  expect(draftOn(ready, { mode: 'idle', amount: usd(1230) }, 0)).toBe(1230);
});

test('an amount that was given back and cleared does not come again with the next screen', () => {
  expect(draftOn({ mode: 'idle', amount: usd(1230) }, { mode: 'idle', amount: usd(1230) }, 0)).toBe(0);
});

test('a test of the scanner changes nothing about the typed amount', () => {
  const idle = { mode: 'idle', amount: usd(1230) } as const;
  const tested = { mode: 'test', amount: usd(1230) } as const;
  for (const typed of [0, 500]) {
    expect(draftOn(idle, tested, typed)).toBe(typed);
    expect(draftOn(tested, idle, typed)).toBe(typed);
  }
  expect(draftOn({ mode: 'paid', saleId: 's1', amount: usd(1) }, tested, 0)).toBe(1230);
});

test('what was typed for the next sale over a result stays', () => {
  const paid = { mode: 'paid', saleId: 's1', amount: usd(1230) } as const;
  expect(draftOn(paid, { mode: 'idle' }, 500)).toBe(500);
  expect(draftOn(undefined, paid, 500)).toBe(500);
});

test('a typed amount survives a reload, and one that became a sale meanwhile does not', () => {
  expect(draftOn(undefined, { mode: 'idle' }, 1230)).toBe(1230);
  expect(draftOn(undefined, { mode: 'ready', saleId: 's1', amount: usd(1230) }, 1230)).toBe(0);
});

test('a tab that never held a draft takes the kept amount, one that was emptied does not', () => {
  expect(draftOn(undefined, { mode: 'idle', amount: usd(1230) }, undefined)).toBe(1230);
  expect(draftOn(undefined, { mode: 'idle', amount: usd(1230) }, 0)).toBe(0);
});

test('a typed amount outlasts a time in which wallets are off', () => {
  expect(draftOn({ mode: 'idle' }, { mode: 'blocked' }, 1230)).toBe(1230);
  expect(draftOn({ mode: 'blocked' }, { mode: 'idle' }, 1230)).toBe(1230);
});

const page = { version: '1.0.0', draftMinor: 0, reloadedFor: undefined };

test('the page reloads for another version when nobody is using it', () => {
  expect(shouldReload({ mode: 'idle', version: '1.0.1' }, page)).toBe(true);
  expect(shouldReload({ mode: 'idle', version: '1.0.0' }, page)).toBe(false);
});

test('the page does not reload in a sale, over a typed amount, or twice for one version', () => {
  expect(shouldReload({ mode: 'paid', version: '1.0.1' }, page)).toBe(false);
  expect(shouldReload({ mode: 'idle', version: '1.0.1' }, { ...page, draftMinor: 5 })).toBe(false);
  expect(shouldReload({ mode: 'idle', version: '1.0.1' }, { ...page, reloadedFor: '1.0.1' })).toBe(false);
});
