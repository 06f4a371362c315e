import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFinal, type Order } from '../../src/payment/order.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import type { OutcomeId } from '../../src/sandbox/index.ts';
import { type NoticeFields, noticeBench } from '../support/notice-bench.ts';
import { answerOf, orderOf, SENT_AT } from '../support/orders.ts';
import { type ScriptedTill, scriptedTill } from '../support/scripted-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Notices come in any order, at any moment, true or not: the end of each order is what the gateway answers. */

const told = async ({ payments }: ScriptedTill, orderNo: string, status = 'success') => {
  const facts = { orderNo, transNo: 'T1', transType: 1, orderAmount: '12.30', currency: 'USD' };
  return (await payments.notified(JSON.stringify({ kind: 'signed', status, facts }), '')).kind;
};
const code = () => makeCode({ wallet: 'alipay' }, systemRandom);

test('a contradiction that was acknowledged is looked into after a crash, though nothing else would look again', async () => {
  const folder = temporaryFolder();
  const till = await scriptedTill({ folder });
  till.script.submit = 'declined';
  till.script.query = 'unknown';
  const { orderNo, saleId } = await till.sell(code());
  const declined = await paymentsOrder(till, orderNo, ({ state }) => state === 'declined');
  expect(till.payments.dismiss('1', saleId)).toEqual({ ok: true });
  expect(declined.looksDue ?? []).toEqual([]);
  expect(await told(till, orderNo)).toBe('taken');
  await till.payments.stop();

  const next = await scriptedTill({ folder, query: 'success' });
  await next.clock.advance(60_000);
  const found = await paymentsOrder(next, orderNo, ({ cases }) => cases !== undefined);
  expect(found).toMatchObject({ state: 'declined', cases: [{ kind: 'paidAfterAll' }] });
});

test('a contradiction whose look the disk does not take is not acknowledged', async () => {
  const till = await scriptedTill();
  till.script.submit = 'declined';
  const { orderNo } = await till.sell(code());
  await paymentsOrder(till, orderNo, ({ state }) => state === 'declined');
  till.script.isDiskBroken = true;
  expect(await told(till, orderNo)).toBe('notKept');
  till.script.isDiskBroken = false;
  await till.seen('the disk works again', () => till.view().block?.kind === 'storeFault');
  for (let i = 0; i < 20; i += 1) await till.clock.advance(500);
  await till.seen('the till sells again', () => till.view().block === undefined);
  till.script.query = 'success';
  // The gateway tells again until it is acknowledged; when this order tries the disk again is its own pace.
  let answer = await told(till, orderNo);
  for (let i = 0; i < 40 && answer !== 'taken'; i += 1) {
    await till.clock.advance(500);
    answer = await told(till, orderNo);
  }
  expect(answer).toBe('taken');
  const found = await paymentsOrder(till, orderNo, ({ cases }) => cases !== undefined);
  expect(found).toMatchObject({ state: 'declined', cases: [{ kind: 'paidAfterAll' }] });
});

async function paymentsOrder(
  till: ScriptedTill,
  orderNo: string,
  isMet: (order: Order) => boolean,
): Promise<Order> {
  let found: Order | undefined;
  let reading = false;
  await till.seen(`order ${orderNo} is as wanted`, () => {
    if (!reading) {
      reading = true;
      void till.payments.order(orderNo).then((order) => {
        found = order;
        reading = false;
      });
    }
    return found !== undefined && isMet(found);
  });
  if (!found) throw new Error('no such order');
  return found;
}

const exchange = { traceId: 'TRACE' };
const events = fc.constantFrom<OrderEvent>(
  ...(['success', 'declined', 'pending', 'cancelled', 'noRecord', 'unknown'] as const).map(
    (kind): OrderEvent => ({ at: 0, type: 'answered', to: 'query', answer: answerOf(kind) }),
  ),
  { at: 0, type: 'queryStarted' },
  { at: 0, type: 'cancelWanted', by: 'cashier' },
  { at: 0, type: 'cancelDecided' },
  { at: 0, type: 'cancelAnswered', answer: { ...exchange, kind: 'accepted' } },
  { at: 0, type: 'reversalAnswered', answer: { ...exchange, kind: 'done', facts: { transType: 2 } } },
  { at: 0, type: 'markedUnwanted', reason: 'nextCustomer' },
  { at: 0, type: 'stuckDeclared', why: 'test' },
);

test('wherever notices fall among the answers, an order ends the same: they only have the gateway asked', () => {
  const story = fc.array(fc.record({ event: events, isToldBefore: fc.boolean() }), { maxLength: 12 });
  const essence = ({ lookAt, looksDue, rev, ...order }: Order) => order;
  fc.assert(
    fc.property(story, (steps) => {
      let quiet = orderOf();
      let notified = orderOf();
      for (const [i, { event, isToldBefore }] of steps.entries()) {
        const at = SENT_AT + (i + 1) * 1_000;
        if (isToldBefore)
          notified = applyEvent(notified, { at: at - 1, type: 'lookWanted', why: 'notified' });
        quiet = applyEvent(quiet, { ...event, at });
        notified = applyEvent(notified, { ...event, at });
      }
      expect(essence(notified)).toEqual(essence(quiet));
    }),
    { numRuns: 2000 },
  );
});

const STATUSES = ['0', '1', '2', '3', '7'];
const TYPES = ['1', '2', '3'];
const AMOUNTS = ['12.30', '1.23'];
const ENDS: { outcome: OutcomeId; state: Order['state']; keptMinor: number }[] = [
  { outcome: 'paid', state: 'paid', keptMinor: 1230 },
  { outcome: 'password', state: 'paid', keptMinor: 1230 },
  { outcome: 'no-answer', state: 'paid', keptMinor: 1230 },
  { outcome: 'never', state: 'cancelled', keptMinor: 0 },
  { outcome: 'declined', state: 'declined', keptMinor: 0 },
  { outcome: 'notified-twice', state: 'paid', keptMinor: 1230 },
];

test('a till that is told everything and its opposite, at any moment, books what the gateway answers', async () => {
  const lanes = ENDS.map(({ outcome }) => outcome);
  const bench = await noticeBench({ lanes });
  const lie = fc.record({
    afterMs: fc.integer({ min: 0, max: 6_000 }),
    trans_status: fc.constantFrom(...STATUSES),
    trans_type: fc.constantFrom(...TYPES),
    order_amount: fc.constantFrom(...AMOUNTS),
    isRefund: fc.boolean(),
  });
  const seed = Math.floor(systemRandom.fraction() * 1_000_000);
  const stories = fc.sample(fc.array(lie, { minLength: 5, maxLength: 12 }), { numRuns: ENDS.length, seed });
  await Promise.all(
    ENDS.map(async ({ outcome, state, keptMinor }, lane) => {
      const { orderNo } = await bench.engine.sell(outcome, outcome);
      for (const { afterMs, isRefund, ...fields } of stories[lane] ?? []) {
        await bench.engine.clock.sleep(afterMs);
        const number = isRefund ? `${orderNo}RAAAAAAA` : orderNo;
        const notice: NoticeFields = { merchant_order_no: number, price_currency: 'USD', ...fields };
        expect(await bench.tell(notice)).toMatchObject({ status: 200, body: 'success' });
      }
      const isSettled = (order: Order) =>
        isFinal(order) && (order.looksDue ?? []).every((at) => at > bench.engine.clock.now());
      const order = await bench.engine.orderWhen(orderNo, isSettled, 30_000);
      const story = `seed ${seed}: ${JSON.stringify(order.history)}`;
      expect(order.state, story).toBe(state);
      expect(order.cases ?? [], story).toEqual([]);
      expect(order.refunds ?? [], story).toEqual([]);
      expect(bench.engine.sandbox.truthOf(orderNo), story).toMatchObject({ keptMinor });
    }),
  );
});
