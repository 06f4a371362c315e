import { expect, test } from 'vitest';
import { page as en } from '../../../src/ui/languages/en/page.ts';
import { amountText, timeText } from '../../../src/ui/tablet/amount-text.ts';
import { laneOfPath, settledLane } from '../../../src/ui/tablet/lanes.ts';
import {
  asksFirst,
  buttonsOf,
  goesOnByEnter,
  isMoving,
  isResult,
  LOOKS,
} from '../../../src/ui/tablet/modes.ts';
import { sayingOf } from '../../../src/ui/tablet/saying.ts';
import { clockOffsetMs, timeLeft } from '../../../src/ui/tablet/time-left.ts';

test('an amount has exactly the decimals it came with', () => {
  expect(amountText({ minor: 1230, currency: 'USD', digits: 2 }, 'en')).toBe('$12.30');
  expect(amountText({ minor: 5, currency: 'USD', digits: 2 }, 'en')).toBe('$0.05');
  expect(amountText({ minor: 1234567, currency: 'KWD', digits: 3 }, 'en')).toMatch(/1,234\.567$/);
  expect(amountText({ minor: 120, currency: 'TWD', digits: 0 }, 'en')).toMatch(/120$/);
});

test('the largest amount of the till is shown to the last digit', () => {
  expect(amountText({ minor: 99_999_999_999, currency: 'USD', digits: 2 }, 'en')).toBe('$999,999,999.99');
});

test('a yen sign never stands alone: two currencies share it', () => {
  expect(amountText({ minor: 1200, currency: 'JPY', digits: 0 }, 'en')).toBe('¥1,200 JPY');
  expect(amountText({ minor: 1200, currency: 'CNY', digits: 2 }, 'zh-CN')).toBe('¥12.00 CNY');
  expect(amountText({ minor: 1200, currency: 'CNY', digits: 2 }, 'en')).toBe('CN¥12.00');
});

test('among text from right to left a sign of Latin letters stays whole', () => {
  const dollars = amountText({ minor: 1230, currency: 'USD', digits: 2 }, 'ar-u-nu-latn');
  expect(dollars).toMatch(/^\u2066[^\u200f]*12\.30[^\u200f]*\u2069$/);
  const riyals = amountText({ minor: 1230, currency: 'SAR', digits: 2 }, 'ar-u-nu-latn');
  expect(riyals).toContain('\u200f');
});

test('a language the browser does not take leaves the figures right', () => {
  expect(amountText({ minor: 1230, currency: 'USD', digits: 2 }, 'not a language')).toBe('USD 12.30');
});

test('a time is hour and minute', () => {
  expect(timeText(Date.UTC(2026, 4, 12, 10, 42), 'en')).toMatch(/^\d\d:\d\d$/);
});

test('the time left is told by the clock of the till, whatever the tablet thinks', () => {
  const screen = { serverTime: 1_000_000, startedAt: 990_000, deadlineAt: 1_030_000 };
  const offset = clockOffsetMs(screen, 777);
  expect(timeLeft(screen, 777 + offset)).toEqual({ seconds: 30, fraction: 0.75 });
  expect(timeLeft(screen, 10_777 + offset)).toEqual({ seconds: 20, fraction: 0.5 });
});

test('the time left ends at nothing and never exceeds the whole', () => {
  expect(timeLeft({ startedAt: 0, deadlineAt: 1_000 }, 5_000)).toEqual({ seconds: 0, fraction: 0 });
  expect(timeLeft({ startedAt: 1_000, deadlineAt: 2_000 }, 500)).toEqual({ seconds: 2, fraction: 1 });
  expect(timeLeft({}, 500)).toBeUndefined();
});

test('the last second is shown as 1', () => {
  expect(timeLeft({ startedAt: 0, deadlineAt: 1_000 }, 999)?.seconds).toBe(1);
});

test('the lane is taken from the address', () => {
  expect(laneOfPath('/lanes/2')).toBe('2');
  expect(laneOfPath('/lanes/front%20door/')).toBe('front door');
  expect(laneOfPath('/')).toBeUndefined();
});

test('one lane is opened straight, several only when the tablet knows its own', () => {
  const [one, two] = [
    { id: '1', name: 'Front' },
    { id: '2', name: 'Back' },
  ];
  expect(settledLane([one], undefined)).toBe('1');
  expect(settledLane([one, two], undefined)).toBeUndefined();
  expect(settledLane([one, two], '2')).toBe('2');
  expect(settledLane([one, two], 'gone')).toBeUndefined();
});

test('what gives something up is asked first, and Charge has no button beside the keypad', () => {
  const actions = [
    'charge',
    'retry',
    'keepWaiting',
    'cancel',
    'nextCustomer',
    'paidAnotherWay',
    'giveBack',
    'dismiss',
  ] as const;
  expect(actions.filter(asksFirst)).toEqual(['cancel', 'nextCustomer', 'paidAnotherWay', 'giveBack']);
  expect(buttonsOf(actions)).toEqual(actions.slice(1));
});

test('on a sandbox nothing says plainly that it was paid', () => {
  const said = sayingOf({ mode: 'paid', sandbox: true, message: 'Paid', hint: 'Hand over the goods.' }, en);
  expect(said).toEqual({ state: 'PRACTICE PAID', message: 'Hand over the goods.', hint: undefined });
});

test('a sentence that only repeats the state gives its place to what there is to do', () => {
  const unknown = {
    mode: 'unknown',
    sandbox: false,
    message: 'Not confirmed',
    hint: 'Do not charge again.',
  } as const;
  expect(sayingOf(unknown, en)).toEqual({
    state: 'NOT CONFIRMED',
    message: 'Do not charge again.',
    hint: undefined,
  });
  const other = { ...unknown, message: 'The customer confirms on the phone' };
  expect(sayingOf(other, en)).toMatchObject({ message: other.message, hint: unknown.hint });
});

test('Enter goes on from a result to the next sale, but answers no question and passes over no call for a person', () => {
  const actions = ['charge', 'dismiss'] as const;
  for (const mode of [
    'paid',
    'declined',
    'cancelled',
    'notSent',
    'refunding',
    'refunded',
    'settled',
  ] as const) {
    expect(goesOnByEnter({ mode, actions }), mode).toBe(true);
  }
  expect(goesOnByEnter({ mode: 'attention', actions })).toBe(false);
  expect(goesOnByEnter({ mode: 'paid', actions: ['dismiss', 'giveBack'] })).toBe(false);
  for (const mode of ['idle', 'ready', 'paying', 'unknown', 'held', 'blocked'] as const) {
    expect(goesOnByEnter({ mode, actions }), mode).toBe(false);
  }
});

test('green is for what is paid alone', () => {
  const modes = Object.keys(LOOKS) as (keyof typeof LOOKS)[];
  expect(modes.filter((mode) => LOOKS[mode].tone === 'good')).toEqual(['paid']);
  expect(modes.filter(isMoving)).toEqual(['paying', 'cancelling', 'refunding']);
  expect(modes.filter(isResult)).not.toContain('held');
});
