import { expect, test } from 'vitest';
import { lostSales } from '../../scripts/load/books.ts';
import type { SaleTimes } from '../../scripts/load/lane.ts';
import { type Samples, STAGES, samplesOf, slopeOf, tooSlow } from '../../scripts/load/stages.ts';

const SALE: SaleTimes = {
  orderNo: 'P1',
  saleId: 'S1',
  amountMinor: 1230,
  chargedAt: 100,
  ackedAt: 104,
  scannedAt: 110,
  paidShownAt: 131,
  customerShownAt: 132,
  longPollAt: 133,
};
const all = (ms: number) => Object.fromEntries(STAGES.map((stage) => [stage, [ms, ms]])) as Samples;

test('the stages of a sale are taken from its moments here and at the gateway', () => {
  const at = { arrived: new Map([['P1', 115]]), answered: new Map([['P1', 125]]) };
  expect(STAGES.map((stage) => samplesOf([SALE], at)[stage])).toEqual([[4], [5], [6], [7], [8]]);
});

test('a stage may take fifty milliseconds, or twice what it takes with one lane, and no more', () => {
  expect(tooSlow(all(3), all(50))).toEqual([]);
  expect(tooSlow(all(40), all(80))).toEqual([]);
  expect(tooSlow(all(3), all(51))).toHaveLength(STAGES.length);
  expect(tooSlow(all(40), all(81))).toHaveLength(STAGES.length);
  expect(tooSlow(all(3), all(Number.NaN))).toHaveLength(STAGES.length);
});

test('growth is what comes after the first third, in MB a minute', () => {
  const minutes = Array.from({ length: 30 }, (_, minute) => minute);
  expect(slopeOf(minutes.map((minute) => ({ minute, mb: 100 + 2 * minute })))).toBeCloseTo(2);
  expect(
    slopeOf(minutes.map((minute) => ({ minute, mb: minute < 10 ? 100 + minute * 9 : 190 }))),
  ).toBeCloseTo(0);
});

test('a sale that is missing, counted otherwise or made by nobody is told', async () => {
  const right = { orderNo: 'P1', saleId: 'S1', state: 'paid', amount: '12.30' };
  const lost = async (orders: object[], keptMinor = 1230) => {
    const answers = globalThis.fetch;
    globalThis.fetch = async () => Response.json({ orders });
    const truthOf = () => ({ keptMinor }) as never;
    return lostSales('http://till', { truthOf }, [SALE]).finally(() => {
      globalThis.fetch = answers;
    });
  };
  expect(await lost([right])).toEqual([]);
  expect(await lost([])).toHaveLength(1);
  expect(await lost([{ ...right, amount: '12.31' }])).toHaveLength(1);
  expect(await lost([right], 0)).toHaveLength(1);
  expect(await lost([right, { ...right, orderNo: 'P2' }])).toEqual(['P2: nobody sold it']);
});
