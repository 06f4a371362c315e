import { expect, test } from 'vitest';
import type { DayBooks } from '../../../../../src/ui/day-messages.ts';
import { createDayDesk } from '../../../../../src/ui/tablet/desk/day/day-desk.ts';
import type { RestAnswer } from '../../../../../src/ui/tablet/rest.ts';
import type { Till } from '../../../../../src/ui/tablet/till.ts';
import { deskWords } from '../../../../support/desk-words.ts';
import { pageBench } from '../../../../support/page-bench.ts';
import { scriptedRest } from '../../../../support/scripted-rest.ts';

const TODAY = '2026-11-21';

const booksOf = (day: string, net = '1.00'): RestAnswer<DayBooks> => ({
  kind: 'done',
  body: {
    day,
    today: TODAY,
    walletNames: {},
    laneNames: {},
    periods: [
      {
        period: day,
        status: 'open',
        openedAt: `${day}T09:00:00Z`,
        carried: [],
        totals: [
          {
            currency: 'USD',
            digits: 2,
            events: 1,
            discounts: '0.00',
            fees: '0.00',
            customersPaid: net,
            net,
            byWallet: {},
            byLane: {},
            byCashier: {},
            late: [],
          },
        ],
      },
    ],
  },
});

/** The Day place of a page without a browser, on a till that the test answers by hand. */
function dayBench() {
  const page = pageBench();
  const rest = scriptedRest();
  const till: Till = { ...page.till, rest };
  page.show('idle');
  const desk = createDayDesk({ till, words: deskWords.day });
  till.goTo('day');
  return {
    desk,
    rest,
    till,
    page,
    pass: async (ms: number) => {
      await page.clock.advance(ms);
      till.tick();
    },
    /** The day that was asked for, and the one of a week before. */
    answer: async (asked: string, answer: RestAnswer<DayBooks>, before?: RestAnswer<DayBooks>) => {
      await rest.next(`/days/${asked}`).answer(answer);
      if (before) await rest.next('/days/2026-11-14').answer(before);
    },
  };
}

const notBegun = { kind: 'refused', status: 404, code: 'dayNotBegun', detail: 'no' } as const;

test('whoever comes to the day sees the one that is open, beside the same weekday a week before', async () => {
  const { desk, answer } = dayBench();
  expect(desk.books.value).toBeUndefined();
  await answer('today', booksOf(TODAY), booksOf('2026-11-14', '7.00'));
  expect(desk.books.value?.day).toBe(TODAY);
  expect(desk.weekBefore.value?.day).toBe('2026-11-14');
});

test('today is asked for again every quarter of a minute, and only while it is looked at', async () => {
  const { desk, rest, answer, pass, page, till } = dayBench();
  await answer('today', booksOf(TODAY), notBegun);
  await pass(14_000);
  expect(rest.waiting('/days/today')).toBe(0);
  await pass(1_000);
  await answer('today', booksOf(TODAY, '2.00'));
  expect(desk.books.value?.periods[0]?.totals[0]?.net).toBe('2.00');
  page.show('ready');
  await pass(60_000);
  expect([till.place.value, rest.waiting('/days/today')]).toEqual(['till', 0]);
});

test('a day that is over is shown as it was, and not asked for again', async () => {
  const { desk, rest, answer, pass } = dayBench();
  await answer('today', booksOf(TODAY), notBegun);
  desk.goTo('2026-11-20');
  await rest.next('/days/2026-11-20').answer(booksOf('2026-11-20'));
  await rest.next('/days/2026-11-13').answer(notBegun);
  await pass(60_000);
  expect([desk.books.value?.day, rest.waiting('/days/')]).toEqual(['2026-11-20', 0]);
});

test('of two days that were asked for the later one is shown, whichever answer comes last', async () => {
  const { desk, rest, answer } = dayBench();
  await answer('today', booksOf(TODAY), notBegun);
  desk.goTo('2026-11-20');
  desk.goTo('2026-11-19');
  const first = rest.next('/days/2026-11-20');
  await rest.next('/days/2026-11-19').answer(booksOf('2026-11-19'));
  await first.answer(booksOf('2026-11-20'));
  expect(desk.books.value?.day).toBe('2026-11-19');
});

test('half a date that somebody types is not gone to, and a day to come has not begun', async () => {
  const { desk, rest, answer } = dayBench();
  await answer('today', booksOf(TODAY), notBegun);
  desk.goTo('2026-1');
  expect(rest.waiting('/days/')).toBe(0);
  desk.goTo('2031-01-01');
  await rest.next('/days/2031-01-01').answer(notBegun);
  expect([desk.books.value, desk.trouble.value]).toEqual([undefined, 'notBegun']);
});

test('a close tells its number, and the day is read again', async () => {
  const { desk, rest, answer } = dayBench();
  await answer('today', booksOf(TODAY), notBegun);
  const closing = desk.close();
  void desk.close();
  expect([desk.busy.value, rest.waiting('/close')]).toEqual(['close', 1]);
  await rest.next(`/days/${TODAY}/close`).answer({ kind: 'done', body: { z: 17 } });
  await answer('today', booksOf(TODAY));
  await closing;
  expect(desk.remark.value).toEqual({ tone: 'good', text: 'Closed as no. 17.' });
  expect(desk.busy.value).toBeUndefined();
});

test('a close that was refused, and one that nobody answered, are told apart', async () => {
  const { desk, rest, answer } = dayBench();
  await answer('today', booksOf(TODAY), notBegun);
  const closeWith = async (reply: RestAnswer<unknown>) => {
    const closing = desk.close();
    await rest.next('/close').answer(reply);
    await answer('today', booksOf(TODAY));
    await closing;
    return desk.remark.value;
  };
  const refused = await closeWith({
    kind: 'refused',
    status: 503,
    code: 'storeFault',
    detail: 'The disk is full.',
  });
  expect(refused).toEqual({ tone: 'bad', text: 'Not closed. The disk is full.' });
  expect(await closeWith({ kind: 'unknown' })).toMatchObject({ tone: 'doubt' });
});

test('the export of the day that is shown is saved under its name', async () => {
  const { desk, rest, answer } = dayBench();
  await answer('today', booksOf(TODAY), notBegun);
  const saved: string[] = [];
  const save = (name: string, csv: string) => void saved.push(name, csv);
  const exporting = desk.exportTo(save);
  await rest.next(`/days/${TODAY}.csv`).answer({ kind: 'done', body: 'z,period\r\n' });
  await exporting;
  expect([saved, desk.remark.value?.tone]).toEqual([[`${TODAY}.csv`, 'z,period\r\n'], 'good']);
  const failing = desk.exportTo(save);
  await rest.next('.csv').answer({ kind: 'unknown' });
  await failing;
  expect([saved.length, desk.remark.value?.tone]).toEqual([2, 'bad']);
});
