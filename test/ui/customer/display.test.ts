import { expect, test } from 'vitest';
import { createDisplay } from '../../../src/ui/customer/display.ts';
import { customer as en } from '../../../src/ui/languages/en/customer.ts';
import type { LanguageTag } from '../../../src/ui/languages/tags.ts';
import type { CustomerScreen } from '../../../src/ui/messages.ts';
import { keeper } from '../../../src/ui/tablet/kept.ts';
import { customerScreens } from '../../fixtures/customer-screens.ts';
import { handClock } from '../../support/hand-clock.ts';

/** A language that the till does not speak: what matters is that it is another. */
const OTHER = 'xx' as LanguageTag;
const otherWords: typeof en = { ...en, toPay: 'XX' };

function bench({ version = '0.1.0', failing = (): boolean => false } = {}) {
  const clock = handClock();
  const stored = new Map<string, string>();
  const modes: string[] = [];
  const fetched: string[] = [];
  let reloads = 0;
  let rev = 0;
  const display = createDisplay({
    clock,
    version,
    language: 'en',
    loadWords: async (tag) => {
      fetched.push(tag);
      if (failing()) throw new Error('no connection');
      return tag === OTHER ? otherWords : en;
    },
    kept: keeper(() => ({
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    })),
    reload: () => {
      reloads += 1;
    },
    onMode: (mode) => modes.push(mode),
  });
  const show = (name: string, change: Partial<CustomerScreen> = {}) => {
    const canned = customerScreens[`customer-${name}`];
    if (!canned) throw new Error(`There is no canned screen "${name}".`);
    rev += 1;
    display.takeScreen({ ...canned, rev, serverTime: clock.now(), ...change });
    display.link.value = { kind: 'live' };
  };
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 250) {
      await clock.advance(Math.min(left, 250));
      display.tick();
    }
  };
  return { display, clock, show, pass, modes, fetched, reloads: () => reloads };
}

test('a result gives way to the welcome after thirty seconds, without its amount, and sooner if the cashier goes on', async () => {
  const { display, show, pass } = bench();
  show('confirm');
  show('paid');
  await pass(29_500);
  expect(display.screen.value).toMatchObject({ mode: 'paid', amount: { minor: 1230 } });
  await pass(1_000);
  expect(display.screen.value?.mode).toBe('welcome');
  expect(display.screen.value).not.toHaveProperty('amount');
  show('show');
  expect(display.screen.value?.mode).toBe('show');
  show('paid');
  expect(display.screen.value?.mode).toBe('paid');
  show('welcome');
  expect(display.screen.value?.mode).toBe('welcome');
});

test('a repeated screen of a result does not prolong it, and another result is one of its own', async () => {
  const { display, show, pass } = bench();
  show('asking');
  show('declined', { endedAt: 1 });
  await pass(20_000);
  show('declined', { endedAt: 1 });
  await pass(11_000);
  expect(display.screen.value?.mode).toBe('welcome');
  show('declined', { endedAt: 2 });
  expect(display.screen.value?.mode).toBe('notPaid');
  show('refunded', { endedAt: 3 });
  expect(display.screen.value?.mode).toBe('refunded');
});

test('a page loaded over an old result does not show it as new; on a till whose clock was set it still shows a fresh one', async () => {
  const old = bench();
  old.show('paid', { endedAt: old.clock.now() - 40_000 });
  expect(old.display.screen.value?.mode).toBe('welcome');

  const set = bench();
  set.show('confirm');
  set.show('paid', { endedAt: set.clock.now() - 3_600_000 });
  expect(set.display.screen.value?.mode).toBe('paid');
});

test('what the cashier has to be asked about stays until the cashier ends it', async () => {
  const { display, show, pass } = bench();
  show('unsure');
  await pass(600_000);
  expect(display.screen.value?.mode).toBe('ask');
});

test('without a connection nothing is shown, and what comes back is what the till says then', async () => {
  const { display, show, pass } = bench();
  show('show');
  display.link.value = { kind: 'lost', sinceMs: 0 };
  expect(display.screen.value).toBeUndefined();
  expect(display.isFree()).toBe(false);
  await pass(5_000);
  show('paid');
  expect(display.screen.value?.mode).toBe('paid');
});

test('an overtaken screen is never shown; one of a till that started anew is', () => {
  const { display, show } = bench();
  show('show', { rev: 9 });
  show('welcome', { rev: 8 });
  expect(display.screen.value?.mode).toBe('show');
  show('welcome', { rev: 1, bootId: 'boot-2' });
  expect(display.screen.value?.mode).toBe('welcome');
});

test('a chosen language holds for the whole sale and a minute after it, then the shop speaks its own', async () => {
  const { display, show, pass } = bench();
  show('welcome');
  display.choose(OTHER);
  await pass(250);
  expect(display.words.value?.toPay).toBe('XX');
  show('show');
  await pass(90_000);
  show('confirm');
  await pass(50_000);
  show('paid');
  await pass(59_000);
  expect(display.language.value).toBe(OTHER);
  await pass(1_500);
  expect(display.language.value).toBe('en');
  expect(display.words.value?.toPay).toBe(en.toPay);
});

test('a language that is tapped and then left goes back after a minute too', async () => {
  const { display, show, pass } = bench();
  show('welcome');
  await pass(500_000);
  display.choose(OTHER);
  await pass(59_000);
  expect(display.language.value).toBe(OTHER);
  await pass(1_500);
  expect(display.language.value).toBe('en');
});

test('words that could not be fetched leave the others in their place, and are asked for again', async () => {
  let isOff = false;
  const { display, show, pass, fetched } = bench({ failing: () => isOff });
  show('welcome');
  await pass(250);
  isOff = true;
  display.choose(OTHER);
  await pass(500);
  expect(display.words.value?.toPay).toBe(en.toPay);
  isOff = false;
  await pass(2_500);
  expect(display.words.value?.toPay).toBe('XX');
  await pass(20_000);
  expect(fetched.filter((tag) => tag === OTHER)).toHaveLength(2);
});

test('a page that never gets any words is loaded anew while the till is there, and only then', async () => {
  const { display, show, pass, reloads } = bench({ failing: () => true });
  await pass(60_000);
  expect(reloads()).toBe(0);
  show('welcome');
  await pass(9_500);
  expect(reloads()).toBe(0);
  await pass(1_000);
  expect(reloads()).toBe(1);
  display.link.value = { kind: 'lost', sinceMs: 0 };
  await pass(60_000);
  expect(reloads()).toBe(1);
});

test('a page of another version is loaded anew when nobody is being served, once', () => {
  const { show, reloads } = bench({ version: '0.0.9' });
  for (const state of ['show', 'confirm', 'paid', 'unsure']) show(state);
  expect(reloads()).toBe(0);
  show('welcome');
  show('welcome');
  expect(reloads()).toBe(1);
});

test('it says when the mode changes, not when the page is loaded', () => {
  const { show, modes } = bench();
  show('paid');
  show('welcome');
  show('show');
  show('show-again');
  show('paid');
  expect(modes).toEqual(['welcome', 'show', 'paid']);
});
