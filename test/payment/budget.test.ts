import { expect, test } from 'vitest';
import { CallBudget, type CallPriority } from '../../src/payment/budget.ts';
import { handClock } from '../support/hand-clock.ts';

/** A budget on a clock moved by hand; `served` tells who was let through, and when (ms since the beginning). */
function budgetOf(options: { perSecond: number; burst: number }) {
  const clock = handClock();
  const budget = new CallBudget(options, clock);
  const served: [name: string, atMs: number][] = [];
  const take = async (priority: CallPriority, name: string, signal?: AbortSignal) => {
    await budget.take(priority, signal);
    served.push([name, Math.round(clock.monotonic())]);
  };
  return { clock, served, take };
}

test('a burst goes out at once, and what is above it at the pace of the merchant', async () => {
  const { clock, served, take } = budgetOf({ perSecond: 10, burst: 3 });
  for (const name of ['a', 'b', 'c', 'd', 'e']) void take('query', name);
  await clock.advance(1000);
  expect(served).toEqual([
    ['a', 0],
    ['b', 0],
    ['c', 0],
    ['d', 100],
    ['e', 200],
  ]);
});

test('when calls are short, cancels go first, then submits, then looks, each in the order they came', async () => {
  const { clock, served, take } = budgetOf({ perSecond: 10, burst: 1 });
  void take('background', 'first');
  void take('background', 'background');
  void take('query', 'query 1');
  void take('query', 'query 2');
  void take('submit', 'submit');
  await clock.advance(50);
  void take('cancel', 'cancel');
  await clock.advance(1000);
  const order = ['first', 'cancel', 'submit', 'query 1', 'query 2', 'background'];
  expect(served).toEqual(order.map((name, i) => [name, i * 100]));
});

test('who gives up costs nothing and holds nobody up', async () => {
  const { clock, served, take } = budgetOf({ perSecond: 10, burst: 1 });
  void take('query', 'first');
  const leaving = new AbortController();
  const left = expect(take('cancel', 'left', leaving.signal)).rejects.toThrow('changed my mind');
  void take('query', 'stays');
  leaving.abort(new Error('changed my mind'));
  await left;
  await clock.advance(1000);
  expect(served).toEqual([
    ['first', 0],
    ['stays', 100],
  ]);
});

test('who has given up before asking takes no call', async () => {
  const { served, take } = budgetOf({ perSecond: 1, burst: 1 });
  await expect(take('submit', 'late', AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
  await take('submit', 'next');
  expect(served).toEqual([['next', 0]]);
});

test('calls that were not made are saved up, but never above the burst', async () => {
  const { clock, served, take } = budgetOf({ perSecond: 10, burst: 2 });
  await clock.advance(60_000);
  for (const name of ['a', 'b', 'c']) void take('query', name);
  await clock.advance(1000);
  expect(served.map(([, atMs]) => atMs)).toEqual([60_000, 60_000, 60_100]);
});

test('a timer that fires a moment early lets nobody through before the time, and nobody is forgotten', async () => {
  const clock = handClock({ earlyMs: 1 });
  const budget = new CallBudget({ perSecond: 10, burst: 1 }, clock);
  await budget.take('query');
  let servedAt: number | undefined;
  void budget.take('query').then(() => {
    servedAt = clock.monotonic();
  });
  await clock.advance(99);
  expect(servedAt).toBeUndefined();
  await clock.advance(2);
  expect(servedAt).toBeGreaterThanOrEqual(100);
});

test('who comes in the very instant a call is free does not go before who has waited', async () => {
  const { clock, served, take } = budgetOf({ perSecond: 10, burst: 1 });
  void take('query', 'first');
  clock.after(100, () => void take('query', 'late'));
  void take('query', 'waits');
  await clock.advance(1000);
  expect(served).toEqual([
    ['first', 0],
    ['waits', 100],
    ['late', 200],
  ]);
});

test('who is called off after being served takes nobody with him', async () => {
  const { clock, served, take } = budgetOf({ perSecond: 10, burst: 1 });
  void take('query', 'first');
  const over = new AbortController();
  void take('query', 'second', over.signal);
  await clock.advance(100);
  void take('query', 'third');
  over.abort(new Error('the order is settled'));
  await clock.advance(1000);
  expect(served.map(([name]) => name)).toEqual(['first', 'second', 'third']);
});
