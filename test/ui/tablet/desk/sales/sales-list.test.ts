import { expect, test } from 'vitest';
import { type SalesBench, saleAt, salesBench, TODAY } from '../../../../support/sales-bench.ts';

const shown = ({ desk }: SalesBench) => desk.list.sales.value?.map(({ orderNo }) => orderNo);
const numbers = (...minutes: number[]) => minutes.map((minute) => saleAt(minute).orderNo);
const query = (path: string) => Object.fromEntries(new URL(path, 'http://till').searchParams);

test('what waits for a person stands above the day, whatever its day, and not a second time in it', async () => {
  const bench = salesBench();
  expect(bench.desk.list.sales.value).toBeUndefined();
  const stuck = saleAt(1, { state: 'stuck' });
  const moving = saleAt(2, { state: 'pending' });
  await bench.answerList([saleAt(3), moving, stuck], [moving, stuck]);
  expect(shown(bench)).toEqual(numbers(3));
  expect(bench.desk.list.waiting.value).toEqual([stuck]);
  expect(bench.desk.list.unfinished.value).toEqual([moving]);
  expect(bench.desk.list.today.value).toBe(TODAY);
});

test('the list is asked for again when the lane changes, otherwise every ten seconds, and only while it is shown', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  await bench.pass(9_000);
  expect(bench.rest.waiting('limit=60')).toBe(0);
  await bench.pass(1_000);
  await bench.answerList([saleAt(2), saleAt(1)]);
  expect(shown(bench)).toEqual(numbers(2, 1));
  bench.page.show('idle', { serverTime: bench.till.tillMs.value });
  expect(bench.rest.waiting('limit=60'), 'not more than once a second').toBe(0);
  await bench.pass(1_000);
  await bench.answerList([saleAt(3), saleAt(2), saleAt(1)]);
  expect(shown(bench)).toEqual(numbers(3, 2, 1));
  bench.page.show('ready');
  expect(bench.till.place.value).toBe('till');
  await bench.pass(60_000);
  expect(bench.rest.waiting('limit=60')).toBe(0);
});

test('a sale that says what it said before is the very same, so that nothing flickers', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  const [before] = bench.desk.list.sales.value ?? [];
  await bench.pass(10_000);
  await bench.answerList([saleAt(2), saleAt(1)]);
  expect(bench.desk.list.sales.value?.[1]).toBe(before);
  const list = bench.desk.list.sales.value;
  await bench.pass(10_000);
  await bench.answerList([saleAt(2), saleAt(1)]);
  expect(bench.desk.list.sales.value, 'nothing is drawn where nothing has changed').toBe(list);
});

test('where the till does not answer, what was shown stays, and is said to be old', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  const freshAt = bench.desk.list.freshAt.value;
  await bench.pass(10_000);
  await bench.rest.next('kind=open&limit=500').answer({ kind: 'unknown' });
  await bench.rest.next('limit=60').answer({ kind: 'unknown' });
  expect(shown(bench)).toEqual(numbers(1));
  expect(bench.desk.list.isOld.value).toBe(true);
  expect(bench.desk.list.freshAt.value).toBe(freshAt);
  await bench.pass(10_000);
  await bench.answerList([saleAt(1)]);
  expect(bench.desk.list.isOld.value).toBe(false);
});

test('a word is asked for once it is typed, and an answer to an earlier one is nobody’s', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  for (const text of ['1', '12', '12.', '12.3']) bench.desk.list.search(text);
  expect(bench.rest.waiting('q=')).toBe(0);
  await bench.pass(300);
  const first = bench.rest.next('q=12.3');
  expect(bench.rest.waiting('kind=open&limit=500'), 'what is open is no answer to a search').toBe(0);
  bench.desk.list.search('12.30');
  await bench.pass(300);
  const second = bench.rest.next('q=12.30');
  await second.answer({ kind: 'done', body: { day: TODAY, orders: [saleAt(5)] } });
  await first.answer({ kind: 'done', body: { day: TODAY, orders: [saleAt(9)] } });
  expect(shown(bench)).toEqual(numbers(5));
});

test('one letter is not searched for: the till would refuse it', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  bench.desk.list.search('7');
  await bench.pass(300);
  expect(query(bench.rest.next('limit=60').path)).toEqual({ limit: '60' });
});

test('what is not found on the day that is shown is looked for on every other', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  bench.desk.list.stepDay(-1);
  await bench.answerList([]);
  bench.desk.list.search('P2701150000');
  await bench.pass(300);
  const own = bench.rest.next('q=');
  expect(query(own.path)).toMatchObject({ day: '2027-01-14' });
  await own.answer({ kind: 'done', body: { day: '2027-01-14', orders: [] } });
  const any = bench.rest.next('q=');
  expect(query(any.path).day).toBeUndefined();
  await any.answer({ kind: 'done', body: { day: TODAY, orders: [saleAt(4)] } });
  expect(shown(bench)).toEqual(numbers(4));
  expect(bench.desk.list.isElsewhere.value).toBe(true);
});

test('days go back one by one, never past today, and any day can be picked', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  const { list } = bench.desk;
  list.stepDay(1);
  expect(bench.rest.waiting('limit=60')).toBe(0);
  list.stepDay(-1);
  expect(list.day.value).toBe('2027-01-14');
  expect(list.sales.value, 'another day’s sales are never shown as this one’s').toBeUndefined();
  await bench.answerList([]);
  expect(list.today.value, 'today stays today').toBe(TODAY);
  list.stepDay(1);
  expect(list.day.value).toBeUndefined();
  await bench.answerList([]);
  list.goToDay('2026-12-31');
  expect(query(bench.rest.next('limit=60').path).day).toBe('2026-12-31');
});

test('older pages are added behind, and stay when the first is asked for again', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(9), saleAt(8)], [], 'CURSOR8');
  expect(bench.desk.list.hasOlder.value).toBe(true);
  bench.desk.list.older();
  bench.desk.list.older();
  expect(bench.rest.waiting('cursor=CURSOR8')).toBe(1);
  await bench.rest.next('cursor=CURSOR8').answer({ kind: 'done', body: { day: TODAY, orders: [saleAt(7)] } });
  expect(shown(bench)).toEqual(numbers(9, 8, 7));
  expect(bench.desk.list.hasOlder.value).toBe(false);
  await bench.pass(10_000);
  await bench.answerList([saleAt(10), saleAt(9)], [], 'CURSOR9');
  expect(shown(bench)).toEqual(numbers(10, 9, 8, 7));
  expect(bench.desk.list.hasOlder.value).toBe(false);
});

test('where so much was sold meanwhile that pages do not meet, the list ends where it is whole', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(2), saleAt(1)], [], 'CURSOR1');
  bench.desk.list.older();
  await bench.rest.next('cursor=CURSOR1').answer({ kind: 'done', body: { day: TODAY, orders: [saleAt(0)] } });
  await bench.pass(10_000);
  await bench.answerList([saleAt(9), saleAt(8)], [], 'CURSOR8');
  expect(shown(bench)).toEqual(numbers(9, 8));
  expect(bench.desk.list.hasOlder.value).toBe(true);
});

test('a filter asks the till for its kind, and leaves what is open where it belongs', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)], [saleAt(2, { state: 'stuck' })]);
  bench.desk.list.show('refunded');
  expect(query(bench.rest.next('limit=60').path)).toEqual({ limit: '60', kind: 'refunded' });
  await bench.answerList([]);
  expect(bench.desk.list.waiting.value).toEqual([]);
});

test('who leaves by themselves leaves nothing behind: the next one finds today, and no sale of somebody else', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  bench.desk.list.stepDay(-1);
  bench.desk.list.search('4321');
  bench.desk.opened.open(saleAt(1).orderNo, saleAt(1));
  bench.till.goTo('till');
  bench.till.goTo('sales');
  expect(bench.desk.opened.number.value).toBeUndefined();
  expect(bench.desk.list.day.value).toBeUndefined();
  expect(bench.desk.list.query.value).toBe('');
});

test('whoever a sale on the lane called away finds what they were at', async () => {
  const bench = salesBench();
  await bench.answerList([saleAt(1)]);
  bench.desk.opened.open(saleAt(1).orderNo, saleAt(1));
  bench.page.show('ready');
  expect(bench.till.place.value).toBe('till');
  bench.page.show('idle');
  bench.till.goTo('sales');
  expect(bench.desk.opened.number.value).toBe(saleAt(1).orderNo);
});
