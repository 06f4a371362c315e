import { expect, test } from 'vitest';
import type { RefundAnswer } from '../../src/payment/gateway.ts';
import type { Case, Order } from '../../src/payment/order.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const AT = SENT_AT + 3_600_000;
type Happening = OrderEvent extends infer E ? (E extends OrderEvent ? Omit<E, 'at'> : never) : never;
const after = (order: Order, event: Happening, at = AT) => applyEvent(order, { ...event, at } as OrderEvent);
const answered = (order: Order, answer: ReturnType<typeof answerOf>, to: 'submit' | 'query' = 'query') =>
  after(order, { type: 'answered', to, answer });
const line = (event: string, detail?: string) => [
  { at: AT, event, ...(detail === undefined ? {} : { detail }) },
];
const said = (answer: ReturnType<typeof answerOf>, message: string) => ({ ...answer, message });
const OTHER = answerOf('cancelled', { ...PAID_FACTS, orderNo: 'OTHER', transNo: 'T7' });
const WRONG = answerOf('success', { ...PAID_FACTS, orderAmount: '1.23' });
const UNCLEAR = answerOf('success', { orderNo: orderOf().orderNo, transType: 1 });
const SILENT = ['unknown', 'notSent'] as const;

const ended = orderOf({
  state: 'cancelled',
  finalAt: SENT_AT,
  looksDue: [SENT_AT + 1],
  lastQueryAt: SENT_AT + 2,
});
const { looksDue: _, ...looked } = { ...ended, heardAt: AT };
const paid = orderOf({ state: 'paid', finalAt: SENT_AT, looksDue: [SENT_AT + 1], lastQueryAt: SENT_AT + 2 });
const { looksDue: __, ...paidLooked } = { ...paid, heardAt: AT };
const open: Case = { kind: 'paidAfterAll', openedAt: SENT_AT, said: '12.30 USD' };
const closed = (by: 'gateway' | 'person') => ({ ...open, closedAt: AT, closedBy: by });

test('a look that somebody wants stays due until it is answered, and stands for those that were due before it', () => {
  const later = { ...ended, looksDue: [SENT_AT + 1, AT, AT + 1] };
  const wanted = after(later, { type: 'lookWanted', why: 'person' });
  expect(wanted).toEqual({ ...ended, lookAt: AT, looksDue: [AT, AT + 1] });
  const { looksDue: _none, ...resting } = ended;
  expect(after(resting, { type: 'lookWanted', why: 'notified' }).looksDue).toEqual([AT]);
});

test('the close of the day brings the next look forward and leaves the others', () => {
  const order = { ...ended, looksDue: [AT - 1, AT, AT + 1, AT + 2] };
  expect(after(order, { type: 'lookWanted', why: 'dayClose' }).looksDue).toEqual([AT, AT - 1, AT, AT + 2]);
  const none = { ...ended, looksDue: [AT - 1, AT] };
  expect(after(none, { type: 'lookWanted', why: 'dayClose' })).toBe(none);
});

test('only looks that were due when the question left are answered by it', () => {
  const order = { ...ended, looksDue: [SENT_AT + 2, SENT_AT + 3] };
  expect(answered(order, answerOf('cancelled')).looksDue).toEqual([SENT_AT + 3]);
  const { lastQueryAt: _never, ...unasked } = order;
  expect(answered(unasked, answerOf('cancelled')).looksDue).toEqual([SENT_AT + 2, SENT_AT + 3]);
});

test.each(['declined', 'cancelled'] as const)('an end without money is agreed to by %s', (kind) => {
  expect(answered(ended, answerOf(kind))).toEqual(looked);
  const refunding = { ...ended, cases: [open], refunds: [refundOf(), refundOf({ state: 'done' })] };
  expect(answered(refunding, answerOf(kind)).cases).toEqual([open]);
  const closedCase = { ...looked, cases: [closed('gateway')], history: line('caseClosed', 'gateway') };
  expect(answered({ ...ended, cases: [open] }, answerOf(kind))).toEqual(closedCase);
});

test('that there is no record of it takes back nothing that was said, and money missed is not settled by a denial', () => {
  expect(answered({ ...ended, cases: [open] }, answerOf('noRecord'))).toEqual({ ...looked, cases: [open] });
  const missed: Case = { ...open, kind: 'notPaidAfterAll' };
  expect(answered({ ...ended, cases: [missed] }, answerOf('cancelled')).cases).toEqual([missed]);
});

test('what says nothing of an ended order answers none of its looks', () => {
  for (const kind of [...SILENT, 'pending'] as const) {
    expect(answered(ended, answerOf(kind)), kind).toEqual({ ...ended, heardAt: AT });
  }
  for (const kind of SILENT) expect(answered(paid, answerOf(kind)), kind).toEqual({ ...paid, heardAt: AT });
  expect(answered(ended, UNCLEAR)).toEqual({ ...ended, heardAt: AT });
});

test('an answer to the submit that comes after the end has a query look', () => {
  for (const order of [ended, paid]) {
    for (const kind of ['success', 'declined', 'unknown'] as const) {
      expect(answered(order, answerOf(kind), 'submit')).toEqual({ ...order, looksDue: [AT] });
    }
  }
});

test('an answer about another order is told, and is no look', () => {
  for (const order of [ended, paid]) {
    expect(answered(order, OTHER)).toEqual({
      ...order,
      heardAt: AT,
      history: line('answeredForAnother', 'T7'),
    });
  }
  const unnamed = answerOf('success', { transType: 1, currency: 'USD', orderAmount: '12.30' });
  expect(answered(ended, unnamed).history).toEqual(line('answeredForAnother'));
});

test('money found after the end opens a case with what was said, and is counted as seen', () => {
  const found = answered(ended, answerOf('success'));
  expect(found).toMatchObject({
    state: 'cancelled',
    paidBehindLineAt: AT,
    paidBehindLineLooks: 1,
    paidAmountMinor: 1230,
    transNo: 'T1',
    cases: [{ kind: 'paidAfterAll', openedAt: AT, said: '12.30 USD' }],
    history: line('caseOpened', 'paidAfterAll: 12.30 USD'),
  });
  expect([found.chargedText, found.looksDue]).toEqual([undefined, undefined]);
  const again = answered({ ...found, paidBehindLineAt: SENT_AT }, answerOf('success'));
  expect(again).toMatchObject({ paidBehindLineAt: SENT_AT, paidBehindLineLooks: 2, cases: found.cases });
  const wrong = answered(ended, WRONG);
  expect(wrong.cases).toEqual([{ kind: 'wrongAmountAfterAll', openedAt: AT, said: '1.23 USD' }]);
  expect(wrong).toMatchObject({ chargedMinor: 123, chargedText: '1.23 USD' });
});

test('a sale whose money is proven back may say paid for ever', () => {
  const back = { ...ended, moneyBackAt: SENT_AT };
  expect(answered(back, answerOf('success'))).toEqual({ ...looked, moneyBackAt: SENT_AT });
});

test('a paid order that says paid, pending or nothing any more is as it was', () => {
  for (const kind of ['success', 'pending', 'noRecord'] as const) {
    expect(answered(paid, answerOf(kind)), kind).toEqual(paidLooked);
  }
  expect(answered(paid, UNCLEAR)).toEqual(paidLooked);
});

test('a paid order that is said to be something else is a case, in the words of the gateway', () => {
  const caseOf = (kind: Case['kind'], words: string) => ({
    ...paidLooked,
    cases: [{ kind, openedAt: AT, said: words }],
    history: line('caseOpened', `${kind}: ${words}`),
  });
  expect(answered(paid, WRONG)).toEqual(caseOf('wrongAmountAfterAll', '1.23 USD'));
  for (const kind of ['declined', 'cancelled'] as const) {
    expect(answered(paid, answerOf(kind))).toEqual(caseOf('notPaidAfterAll', kind));
    expect(answered(paid, said(answerOf(kind), 'closed'))).toEqual(caseOf('notPaidAfterAll', 'closed'));
    const refunds = [refundOf({ state: 'done', amountMinor: 1230 })];
    expect(answered({ ...paid, refunds }, answerOf(kind))).toEqual({ ...paidLooked, refunds });
    const part = [refundOf({ state: 'done', amountMinor: 1229 })];
    expect(answered({ ...paid, refunds: part }, answerOf(kind)).cases).toHaveLength(1);
  }
});

const settledAs = (as: 'paid' | 'notPaid', state: Order['state'] = 'stuck') =>
  orderOf({ state, settlement: { as, by: 'Ada', at: SENT_AT, reason: 'asked' } });

test("a person's word stands until the gateway's own ends the order", () => {
  const { history, state } = answered(settledAs('notPaid'), answerOf('cancelled'));
  expect([state, history]).toEqual(['cancelled', line('cancelled', 'as the gateway says now')]);
  const contradicted = answered(settledAs('paid'), said(answerOf('declined'), 'closed'));
  expect(contradicted.cases).toEqual([{ kind: 'notPaidAfterAll', openedAt: AT, said: 'closed' }]);
  expect(answered(settledAs('paid'), answerOf('declined')).cases?.[0]?.said).toBe('declined');
  const agreed = answered(settledAs('paid'), answerOf('success'));
  expect(agreed).toMatchObject({ heardAt: AT, settlement: { as: 'paid', agreedAt: AT } });
  const unnamed = answerOf('success', { transType: 1, currency: 'USD', orderAmount: '12.30' });
  expect(answered(settledAs('paid'), unnamed).settlement?.agreedAt).toBeUndefined();
  expect(answered(settledAs('notPaid'), answerOf('success')).cases?.[0]?.kind).toBe('paidAfterAll');
  for (const kind of ['pending', 'noRecord', ...SILENT] as const) {
    expect(answered(settledAs('paid'), answerOf(kind)), kind).toEqual({ ...settledAs('paid'), heardAt: AT });
  }
  expect(answered(settledAs('paid', 'held'), OTHER).history).toEqual(line('answeredForAnother', 'T7'));
  const wanted = { ...settledAs('paid'), looksDue: [SENT_AT], lastQueryAt: SENT_AT + 1 };
  expect(answered(wanted, answerOf('pending')).looksDue).toBeUndefined();
  expect(answered(wanted, answerOf('unknown')).looksDue).toEqual([SENT_AT]);
});

test('a decision is written with its name and its reason, and closes an open case', () => {
  const decision = { type: 'settled', as: 'paid', by: 'Ada', reason: 'goods are out' } as const;
  const settlement = { as: 'paid', by: 'Ada', at: AT, reason: 'goods are out' };
  const stuck = orderOf({ state: 'stuck' });
  const told = line('settled', 'paid, Ada: goods are out');
  expect(after(stuck, decision)).toEqual({ ...stuck, settlement, history: told });
  expect(after(ended, decision)).toBe(ended);
  expect(after({ ...ended, cases: [open] }, decision)).toEqual({
    ...ended,
    settlement,
    cases: [{ ...closed('person'), by: 'Ada', reason: 'goods are out' }],
    history: [...told, ...line('caseClosed', 'person')],
  });
});

test('a result is seen once', () => {
  const seen = after(ended, { type: 'seen' });
  expect(seen).toEqual({ ...ended, seenAt: AT });
  expect(after(seen, { type: 'seen' }, AT + 1)).toBe(seen);
});

const DONE: RefundAnswer = { kind: 'done', traceId: 'TRACE', facts: { transNo: 'T9', transType: 2 } };

test("a cancel's own number closes a case when it proves the money back, and not before", () => {
  const order = { ...ended, cancelTransNo: 'T9', cases: [open] };
  const proven = after(order, { type: 'reversalAnswered', answer: DONE });
  expect(proven).toMatchObject({ moneyBackAt: AT, cases: [closed('gateway')] });
  expect(proven.history).toEqual(line('caseClosed', 'gateway'));
  const onItsWay = after(order, { type: 'reversalAnswered', answer: { ...DONE, kind: 'refunding' } });
  expect(onItsWay).toMatchObject({ cases: [open], reversalMissing: 0, history: [] });
});
