import { expect, test } from 'vitest';
import { SaleTimes, type Stage } from '../../src/watch/sale-times.ts';

const ORDER = { lane: '1', orderNo: 'A' };
const INTENT = { isNew: true, hasEnded: false };
const CHANGE = { isNew: false, hasEnded: false };
const END = { isNew: false, hasEnded: true };

function bench() {
  const seen: [Stage, number][] = [];
  const times = new SaleTimes((stage, seconds) => void seen.push([stage, Math.round(seconds * 1000)]));
  return { times, seen };
}

test('a sale tells each stage from the first byte to the painted result', () => {
  const { times, seen } = bench();
  times.scanned('1', 1000, 990);
  times.screenSent('1', 5, 1001);
  times.painted('1', 5, 1030);
  times.saved(ORDER, 1004, INTENT);
  times.screenSent('1', 6, 1006);
  times.sending('A', 1005);
  times.answered('A', 1105, true);
  times.saved(ORDER, 1109, END);
  times.screenSent('1', 7, 1110);
  times.painted('1', 7, 1140);
  expect(seen).toEqual([
    ['read', 10],
    ['screen', 1],
    ['paint', 29],
    ['shown', 30],
    ['intent', 4],
    ['screen', 2],
    ['send', 1],
    ['answer', 100],
    ['durable', 4],
    ['screen', 1],
    ['paint', 30],
    ['total', 140],
  ]);
});

test('an end that a query brought is timed from that answer, and the submit from its own', () => {
  const { times, seen } = bench();
  times.scanned('1', 0);
  times.saved(ORDER, 2, INTENT);
  times.sending('A', 3);
  times.answered('A', 13, true);
  times.saved(ORDER, 15, CHANGE);
  times.answered('A', 9000, false);
  times.saved(ORDER, 9004, END);
  expect(seen.filter(([stage]) => stage === 'answer')).toEqual([['answer', 10]]);
  expect(seen.filter(([stage]) => stage === 'durable')).toEqual([['durable', 4]]);
});

test('a tablet that paints only the last of several screens is timed by that one', () => {
  const { times, seen } = bench();
  times.scanned('1', 0);
  times.screenSent('1', 5, 1);
  times.saved(ORDER, 2, INTENT);
  times.screenSent('1', 6, 3);
  times.painted('1', 6, 20);
  times.painted('1', 5, 21);
  expect(seen.filter(([stage]) => stage === 'paint' || stage === 'shown')).toEqual([
    ['paint', 17],
    ['shown', 20],
  ]);
});

test('the second tablet of a lane, a screen never sent, another lane and a tablet that slept are not believed', () => {
  const { times, seen } = bench();
  times.scanned('1', 0);
  times.screenSent('1', 5, 1);
  times.painted('1', 7, 2);
  times.painted('2', 5, 2);
  expect(seen).toEqual([['screen', 1]]);
  times.painted('1', 5, 10);
  times.painted('1', 5, 11);
  expect(seen.filter(([stage]) => stage === 'paint')).toEqual([['paint', 9]]);
  times.scanned('1', 100);
  times.screenSent('1', 6, 101);
  times.painted('1', 6, 101 + 3_600_000);
  expect(seen.filter(([stage]) => stage === 'paint')).toHaveLength(1);
});

test('orders of elsewhere, of before and off their lane change nothing', () => {
  const { times, seen } = bench();
  times.saved(ORDER, 0, END);
  times.sending('A', 1);
  times.answered('A', 2, true);
  times.screenSent('1', 1, 3);
  expect(seen).toEqual([]);
  times.scanned('1', 10);
  times.saved({ lane: '1', orderNo: 'B' }, 12, INTENT);
  times.saved(ORDER, 13, END);
  times.sending('A', 14);
  expect(seen).toEqual([['intent', 2]]);
});

test('where no tablet ever paints, no more than a few screens are kept', () => {
  const { times, seen } = bench();
  times.scanned('1', 0);
  times.saved(ORDER, 0, INTENT);
  for (let rev = 1; rev <= 100; rev += 1) {
    times.saved(ORDER, rev, CHANGE);
    times.screenSent('1', rev, rev);
  }
  times.painted('1', 50, 101);
  expect(seen.some(([stage]) => stage === 'paint')).toBe(false);
  times.painted('1', 100, 103);
  expect(seen.filter(([stage]) => stage === 'paint')).toEqual([['paint', 3]]);
});
