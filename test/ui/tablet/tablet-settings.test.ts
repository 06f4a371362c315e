import { expect, test } from 'vitest';
import { page as en } from '../../../src/ui/languages/en/page.ts';
import { HELP, mayCheck } from '../../../src/ui/tablet/help.ts';
import { type Kept, keeper } from '../../../src/ui/tablet/kept.ts';
import { createKeyTakers } from '../../../src/ui/tablet/key-takers.ts';
import { createLoudness } from '../../../src/ui/tablet/loudness.ts';
import { mayLeave } from '../../../src/ui/tablet/modes.ts';
import { createTheme } from '../../../src/ui/tablet/theme.ts';
import { cannedScreens } from '../../fixtures/screens.ts';
import { pageBench } from '../../support/page-bench.ts';

function keptIn(stored: Map<string, string>): Kept {
  const store = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  return { inTab: keeper(() => store), onTablet: keeper(() => store) };
}

test('the volume is kept on the tablet, between nothing and all', () => {
  const stored = new Map<string, string>();
  createLoudness(keptIn(stored)).setVolume(35.4);
  expect(createLoudness(keptIn(stored)).volume.value).toBe(35);
  const loudness = createLoudness(keptIn(stored));
  loudness.setVolume(400);
  expect(loudness.volume.value).toBe(100);
  expect(loudness.gain.value).toBe(1);
  loudness.setVolume(-3);
  expect(loudness.gain.value).toBe(0);
});

test('what is muted is silent, keeps its volume, and is heard again when it is turned up', () => {
  const loudness = createLoudness(keptIn(new Map()));
  loudness.setVolume(50);
  loudness.toggle();
  expect([loudness.gain.value, loudness.volume.value]).toEqual([0, 50]);
  loudness.setVolume(60);
  expect(loudness.muted.value).toBe(false);
  expect(loudness.gain.value).toBeCloseTo(0.36);
});

test('what somebody else wrote for a volume is not taken', () => {
  for (const text of ['loud', '-5', '1e9', '']) {
    expect(createLoudness(keptIn(new Map([['scantill.volume', text]]))).volume.value).toBe(80);
  }
});

test('the first touch on the loudspeaker lets it be heard; the next one mutes', async () => {
  const { till, clock, heard, touch } = pageBench();
  await clock.advance(5_000);
  expect(till.soundLocked.value).toBe(true);
  touch();
  till.toggleSound();
  expect([till.soundLocked.value, till.muted.value, heard]).toEqual([false, false, ['ready']]);
  await clock.advance(5_000);
  touch();
  till.toggleSound();
  expect(till.muted.value).toBe(true);
});

test('the theme is kept on the tablet; what it does not know is the tablet’s own', () => {
  const stored = new Map<string, string>();
  createTheme(keptIn(stored)).setTheme('dark');
  expect(createTheme(keptIn(stored)).theme.value).toBe('dark');
  stored.set('scantill.theme', 'pink');
  expect(createTheme(keptIn(stored)).theme.value).toBe('auto');
});

test('keys go to the last one who asked for them, until that one lets go', () => {
  const keys = createKeyTakers();
  const got: string[] = [];
  const taker = (name: string) => ({
    key: (key: string) => got.push(`${name} ${key}`) > 0,
    undo: () => got.push(`${name} undone`),
  });
  expect(keys.offer('1')).toBe(false);
  const first = keys.take(taker('page'));
  const second = keys.take(taker('pad'));
  keys.offer('1');
  keys.undo();
  second();
  keys.offer('2');
  first();
  expect(keys.isTaken()).toBe(false);
  expect(got).toEqual(['pad 1', 'pad undone', 'page 2']);
});

test('each state in which a cashier waits or decides has help, and the likeliest question comes first', () => {
  const without = Object.entries(HELP).filter(([, topics]) => topics.length === 0);
  expect(without.map(([mode]) => mode)).toEqual(['idle', 'test']);
  for (const mode of ['paying', 'unknown', 'cancelled', 'declined'] as const) {
    expect(HELP[mode][0]).toBe('phoneSaysPaid');
  }
});

test('help never sends to the menu from where it cannot be opened', () => {
  for (const { mode } of Object.values(cannedScreens)) {
    const answers = HELP[mode].map((topic) => en.helpTopic[topic].answer);
    if (!mayLeave(mode)) expect(answers.filter((answer) => answer.includes('Menu'))).toEqual([]);
  }
});

test('the wallet can be asked where it might know more, and only about an order', () => {
  expect(mayCheck('unknown', true)).toBe(true);
  expect(mayCheck('unknown', false)).toBe(false);
  expect(mayCheck('paid', true)).toBe(false);
});

test('a part of the page that an updated till does not have any more loads the page anew, once', () => {
  const { till, show, reloads } = pageBench();
  show('idle');
  till.partMissing();
  expect([till.remark.value, reloads.length]).toEqual([en.pageIsOld, 1]);
  till.partMissing();
  expect([till.remark.value, reloads.length]).toEqual([en.notFetched, 1]);
});

test('an old page waits with its loading until nothing is typed and nothing is on the lane', () => {
  const { till, show, reloads } = pageBench();
  show('paid');
  till.partMissing();
  expect(reloads).toHaveLength(0);
  show('idle', { rev: 8 });
  expect(reloads).toHaveLength(1);
  const second = pageBench();
  second.show('idle');
  second.till.press('5');
  second.till.partMissing();
  second.show('idle', { rev: 9 });
  expect(second.reloads).toHaveLength(0);
});

test('a page that does not hear the till is not loaded anew: it would be gone', () => {
  const { till, show, reloads } = pageBench();
  till.partMissing();
  show('idle');
  till.link.value = { kind: 'lost', sinceMs: 0 };
  till.partMissing();
  expect([till.remark.value, reloads.length]).toEqual([en.notFetched, 0]);
});
