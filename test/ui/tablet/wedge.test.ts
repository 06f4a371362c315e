import { expect, test } from 'vitest';
import { QUIET, takeStroke, type Verdict, type Wedge } from '../../../src/ui/tablet/wedge.ts';

const CODE = '283912345678901234';
const GUN_MS = 8;

interface Hand {
  /** Presses keys one after the other, each `gapMs` after the last, and gives the verdicts. */
  keys(keys: readonly string[], gapMs: number): Verdict[];
  pause(ms: number): void;
  sale(readySaleId: string | undefined): void;
  draft(minor: number): void;
}

function keyboard(readySaleId?: string): Hand {
  let wedge: Wedge = QUIET;
  let at = 10_000;
  let ready = readySaleId;
  let draftMinor = 0;
  return {
    keys: (keys, gapMs) =>
      keys.map((key) => {
        at += gapMs;
        const step = takeStroke(wedge, { key, at, readySaleId: ready, draftMinor });
        wedge = step.wedge;
        return step.verdict;
      }),
    pause: (ms) => {
      at += ms;
    },
    sale: (saleId) => {
      ready = saleId;
    },
    draft: (minor) => {
      draftMinor = minor;
    },
  };
}

const scan = (text: string) => [...text, 'Enter'];
const kinds = (verdicts: Verdict[]) => verdicts.map(({ kind }) => kind);

test('keys typed by a person are ordinary, Enter included', () => {
  expect(new Set(kinds(keyboard().keys(scan('12304567890'), 180)))).toEqual(new Set(['ordinary']));
});

test('the eighth fast key undoes the ones before it, and the rest with its Enter is swallowed', () => {
  const hand = keyboard();
  hand.draft(42);
  const verdicts = hand.keys(scan(CODE), GUN_MS);
  expect(kinds(verdicts.slice(0, 7))).toEqual(Array(7).fill('ordinary'));
  expect(verdicts[7]).toEqual({ kind: 'undo', draftMinor: 42 });
  expect(new Set(kinds(verdicts.slice(8)))).toEqual(new Set(['swallow']));
  expect(verdicts).toHaveLength(CODE.length + 1);
});

test('the amount goes back to what it was before the burst, not before its eighth key', () => {
  const hand = keyboard();
  hand.draft(5);
  hand.keys(['1'], GUN_MS);
  hand.draft(51);
  const verdicts = hand.keys([...'2345678'], GUN_MS);
  expect(verdicts.at(-1)).toEqual({ kind: 'undo', draftMinor: 5 });
});

test('seven fast keys are still a person', () => {
  expect(new Set(kinds(keyboard().keys(scan('1234567'), 119)))).toEqual(new Set(['ordinary']));
});

test('a gap of 120 ms ends a run', () => {
  const hand = keyboard();
  hand.keys([...'1234567'], 20);
  expect(hand.keys(['8'], 120)).toEqual([{ kind: 'ordinary' }]);
  expect(hand.keys([...'123456'], 20)).toEqual(Array(6).fill({ kind: 'ordinary' }));
});

test('an Enter that a wireless gun sends late is swallowed all the same', () => {
  const hand = keyboard();
  hand.keys([...CODE], GUN_MS);
  expect(hand.keys(['Enter'], 400)).toEqual([{ kind: 'swallow' }]);
});

test('after a burst and a pause a person can type again', () => {
  const hand = keyboard();
  hand.keys(scan(CODE), GUN_MS);
  expect(hand.keys(['1', 'Enter'], 600)).toEqual([{ kind: 'ordinary' }, { kind: 'ordinary' }]);
});

test('in ready all keys up to Enter are one scan, however slow', () => {
  const verdicts = keyboard('sale-1').keys(scan(CODE), 700);
  expect(new Set(kinds(verdicts.slice(0, -1)))).toEqual(new Set(['swallow']));
  expect(verdicts.at(-1)).toEqual({ kind: 'scan', saleId: 'sale-1', text: CODE });
});

test('a gun that ends with Tab is read too', () => {
  expect(
    keyboard('sale-1')
      .keys([...CODE, 'Tab'], GUN_MS)
      .at(-1),
  ).toMatchObject({ kind: 'scan', text: CODE });
});

test('Shift between the keys changes nothing', () => {
  const verdicts = keyboard('sale-1').keys(['Shift', 'h', 'Shift', 'Q', '1', 'Enter'], GUN_MS);
  expect(verdicts.at(-1)).toMatchObject({ kind: 'scan', text: 'hQ1' });
});

test('in ready a lone Enter presses nothing', () => {
  expect(keyboard('sale-1').keys(['Enter'], 500)).toEqual([{ kind: 'swallow' }]);
});

test('in ready a person can still move with Tab and press the focused button with the blank', () => {
  expect(kinds(keyboard('sale-1').keys(['Tab', ' ', 'Escape'], 300))).toEqual(Array(3).fill('ordinary'));
});

test('a code that began before the sale was ready is for nobody', () => {
  const hand = keyboard();
  hand.keys([...CODE.slice(0, 5)], GUN_MS);
  hand.sale('sale-1');
  expect(new Set(kinds(hand.keys(scan(CODE.slice(5)), GUN_MS)))).toEqual(new Set(['swallow']));
});

test('a code whose sale is over before its Enter is for nobody', () => {
  const hand = keyboard('sale-1');
  hand.keys([...CODE.slice(0, 10)], GUN_MS);
  hand.sale('sale-2');
  expect(new Set(kinds(hand.keys(scan(CODE.slice(10)), GUN_MS)))).toEqual(new Set(['swallow']));
});

test('the rest of a code does not charge when the sale ends in its middle', () => {
  const hand = keyboard('sale-1');
  hand.keys([...CODE.slice(0, 10)], GUN_MS);
  hand.sale(undefined);
  expect(new Set(kinds(hand.keys(scan('123'), GUN_MS)))).toEqual(new Set(['swallow']));
});

test('what is left of a code that never ended is not the head of the next', () => {
  const hand = keyboard('sale-1');
  hand.keys([...'2839'], GUN_MS);
  hand.pause(3_000);
  expect(hand.keys(scan(CODE), GUN_MS).at(-1)).toMatchObject({ text: CODE });
});

test('an endless stream of keys is dropped, not collected', () => {
  const hand = keyboard('sale-1');
  hand.keys(Array(1_100).fill('1'), GUN_MS);
  expect(hand.keys(['Enter'], GUN_MS)).toEqual([{ kind: 'swallow' }]);
});
