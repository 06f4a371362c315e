import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { Answer, Gateway, RefundAnswer } from '../../src/payment/gateway.ts';
import type { Order } from '../../src/payment/order.ts';
import { Reconcile, type ReconcileView } from '../../src/payment/reconcile.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { ReconcileFiles } from '../../src/payment/store/reconcile-files.ts';
import { handClock } from '../support/hand-clock.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';
import { numberOn } from '../support/shop-books.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const DAY = '2026-11-20';
const orderAt = (i: number, more: Partial<Order> = {}) =>
  orderOf({ orderNo: numberOn(DAY, i), state: 'paid', createdAt: SENT_AT + i, ...more });
const paidAs = (orderNo: string) => answerOf('success', { ...PAID_FACTS, orderNo });
const SILENCE = answerOf('unknown');

interface Bench {
  reconcile: Reconcile;
  orders: Order[];
  /** What is answered about a number; without an entry: paid as it should be. */
  answers: Map<string, () => Answer>;
  refundAnswers: Map<string, RefundAnswer>;
  asked: string[];
  looks: string[];
  /** Runs before each question. */
  before: { ask: (orderNo: string) => unknown };
  finished(): Promise<ReconcileView>;
  paused(): Promise<ReconcileView>;
}

/** A reconciliation on real files, whose pauses take no time. */
function bench(orders: Order[], folder = temporaryFolder()): Bench {
  const clock = { ...handClock(), sleep: async () => {} };
  const asked: string[] = [];
  const looks: string[] = [];
  const answers: Bench['answers'] = new Map();
  const refundAnswers: Bench['refundAnswers'] = new Map();
  const before: Bench['before'] = { ask: () => {} };
  const gateway: Pick<Gateway, 'query' | 'queryRefund'> = {
    query: async (orderNo) => {
      asked.push(orderNo);
      before.ask(orderNo);
      return answers.get(orderNo)?.() ?? paidAs(orderNo);
    },
    queryRefund: async (name) => {
      const number = 'refundNo' in name ? name.refundNo : name.transNo;
      asked.push(number);
      return refundAnswers.get(number) ?? { kind: 'noRecord', traceId: 'TRACE' };
    },
  };
  const reconcile = new Reconcile({
    gateway: gateway as Gateway,
    budget: { take: async (priority) => expect(priority).toBe('background') },
    store: new ReconcileFiles(folder),
    clock,
    log: silentLog,
    orders: () => ({
      openAndFinishedOn: async () => [...orders],
      find: async (orderNo) => orders.find((order) => order.orderNo === orderNo),
      look: async (orderNo) => looks.push(orderNo) > 0,
    }),
    foreignOn: async () => [],
  });
  const when = (status: ReconcileView['status']) =>
    until(
      async () => {
        const view = await reconcile.view(DAY);
        return view?.status === status && view;
      },
      { what: `the reconciliation is ${status}` },
    );
  return {
    reconcile,
    orders,
    answers,
    refundAnswers,
    asked,
    looks,
    before,
    finished: () => when('finished'),
    paused: () => when('paused'),
  };
}
const many = (count: number) => Array.from({ length: count }, (_, i) => orderAt(i));

test('each order of the day that may be known there is asked about once, and no other', async () => {
  const { reconcile, asked, orders, finished } = bench(many(60));
  const { sentAt: _, ...unsent } = orderAt(98);
  orders.push(unsent, orderOf({ orderNo: numberOn('2026-11-19', 1) }));
  expect(await reconcile.view(DAY)).toBeUndefined();
  expect(await reconcile.start(DAY)).toMatchObject({ status: 'running', asked: 0, total: 60 });
  expect(await finished()).toMatchObject({ asked: 60, total: 60, differences: [], foreign: [] });
  expect(asked).toEqual(many(60).map(({ orderNo }) => orderNo));
});

test('what became of an order since the list was made counts, also where its loop has ended', async () => {
  const { reconcile, answers, orders, before, refundAnswers, asked, finished } = bench([
    orderAt(1),
    orderAt(2),
  ]);
  const second = numberOn(DAY, 2);
  const refund = refundOf({
    state: 'done',
    amountMinor: 1230,
    sentAt: SENT_AT,
    refundNo: `${second}RAAAAAAA`,
  });
  answers.set(second, () => answerOf('cancelled', { ...PAID_FACTS, orderNo: second }));
  refundAnswers.set(refund.refundNo, { kind: 'done', facts: {}, traceId: 'TRACE' });
  before.ask = () => {
    orders[1] = orderAt(2, { refunds: [refund] });
  };
  await reconcile.start(DAY);
  expect(await finished()).toMatchObject({ asked: 2, differences: [] });
  expect(asked).toEqual([numberOn(DAY, 1), second, refund.refundNo]);
});

test('each difference is listed, and an order that has ended is told to look for itself', async () => {
  const { reconcile, answers, looks, finished } = bench([
    orderAt(1),
    orderAt(2, { state: 'cancelled' }),
    orderAt(3),
    orderAt(4, { state: 'stuck' }),
  ]);
  answers.set(numberOn(DAY, 1), () => answerOf('noRecord'));
  answers.set(numberOn(DAY, 3), () =>
    answerOf('success', { ...PAID_FACTS, orderNo: numberOn(DAY, 3), orderAmount: '1.23' }),
  );
  await reconcile.start(DAY);
  expect((await finished()).differences.map(({ orderNo, kind }) => [orderNo, kind])).toEqual([
    [numberOn(DAY, 1), 'oursOnly'],
    [numberOn(DAY, 2), 'state'],
    [numberOn(DAY, 3), 'amount'],
    [numberOn(DAY, 4), 'state'],
  ]);
  expect(looks).toEqual([numberOn(DAY, 2), numberOn(DAY, 3)]);
});

test('refunds that were sent are asked about by their own number, and those given outside are not', async () => {
  const refundOf = (refundNo: string, more: Partial<Refund>): Refund => ({
    refundNo,
    purpose: 'customer',
    amountMinor: 300,
    reason: '',
    state: 'done',
    createdAt: 1,
    sends: 1,
    queries: 0,
    ...more,
  });
  const refunds = [
    refundOf('R1', { sentAt: 1 }),
    refundOf('R2', { sentAt: 1 }),
    refundOf('OUTSIDE', { outside: true }),
  ];
  const { reconcile, asked, refundAnswers, finished } = bench([orderAt(1, { refunds })]);
  refundAnswers.set('R1', { kind: 'done', facts: { transAmount: '3.00' }, traceId: 'TRACE' });
  await reconcile.start(DAY);
  expect((await finished()).differences).toMatchObject([
    { kind: 'oursOnly', orderNo: numberOn(DAY, 1), refundNo: 'R2' },
  ]);
  expect(asked).toEqual([numberOn(DAY, 1), 'R1', 'R2']);
});

test('stopped in the middle, it goes on where it was after a restart, and loses no difference', async () => {
  const folder = temporaryFolder();
  const first = bench(many(60), folder);
  first.answers.set(numberOn(DAY, 3), () => answerOf('noRecord'));
  let stopped: Promise<void> | undefined;
  first.before.ask = (orderNo) => {
    if (orderNo === numberOn(DAY, 40)) stopped = first.reconcile.stop();
  };
  await first.reconcile.start(DAY);
  await until(() => stopped !== undefined, { what: 'it is stopped' });
  await stopped;
  const second = bench(many(60), folder);
  expect(await second.reconcile.view(DAY)).toMatchObject({ status: 'paused', asked: 25 });
  await second.reconcile.start(DAY);
  expect(await second.finished()).toMatchObject({ asked: 60, differences: [{ orderNo: numberOn(DAY, 3) }] });
  expect(second.asked).toEqual(
    many(60)
      .slice(25)
      .map(({ orderNo }) => orderNo),
  );
});

test('a gateway that does not answer pauses it, and nothing is taken for answered', async () => {
  const till = bench(many(10));
  for (const { orderNo } of till.orders.slice(4)) till.answers.set(orderNo, () => SILENCE);
  await till.reconcile.start(DAY);
  expect(await till.paused()).toMatchObject({
    asked: 4,
    differences: [],
    detail: 'the gateway does not answer: no answer',
  });
  till.answers.clear();
  await till.reconcile.start(DAY);
  const view = await till.finished();
  expect(view).toMatchObject({ asked: 10, differences: [] });
  expect(view.detail).toBeUndefined();
});

test.each([[[2, 3]], [[8, 9]]])(
  'orders %j without an answer are listed so, and the others are asked',
  async (silent) => {
    const till = bench(many(10));
    for (const i of silent) till.answers.set(numberOn(DAY, i), () => SILENCE);
    await till.reconcile.start(DAY);
    expect((await till.finished()).differences).toEqual(
      silent.map((i) => ({
        kind: 'notAnswered',
        orderNo: numberOn(DAY, i),
        ours: 'paid',
        theirs: 'no answer',
      })),
    );
    expect(till.asked.filter((orderNo) => orderNo === numberOn(DAY, silent[0] ?? 0))).toHaveLength(3);
    expect(till.looks).toEqual([]);
  },
);

test('an answer that comes at the second question is as good as any', async () => {
  const till = bench(many(1));
  const answers = [SILENCE, answerOf('noRecord')];
  till.answers.set(numberOn(DAY, 0), () => answers.shift() ?? SILENCE);
  await till.reconcile.start(DAY);
  expect((await till.finished()).differences).toMatchObject([{ kind: 'oursOnly' }]);
});

test('started twice at once it runs once; started again after its end it begins anew', async () => {
  const till = bench(many(5));
  await Promise.all([till.reconcile.start(DAY), till.reconcile.start(DAY)]);
  await till.finished();
  expect(till.asked).toHaveLength(5);
  await till.reconcile.start(DAY);
  await until(() => till.asked.length === 10, { what: 'all are asked again' });
  expect(await till.finished()).toMatchObject({ asked: 5 });
});

test.each(['', '{"schema":1,', '{}', '{"schema":2}'])(
  'progress that cannot be understood (%j) is begun anew',
  async (text) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'books', 'reconcile'), { recursive: true });
    writeFileSync(join(folder, 'books', 'reconcile', `${DAY}.json`), text);
    const till = bench(many(3), folder);
    expect(await till.reconcile.view(DAY)).toBeUndefined();
    await till.reconcile.start(DAY);
    expect(await till.finished()).toMatchObject({ asked: 3, total: 3 });
  },
);
