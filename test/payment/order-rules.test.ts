import { expect, test } from 'vitest';
import type { RefundAnswer } from '../../src/payment/gateway.ts';
import { isCancelHeld, type Order } from '../../src/payment/order.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';

const AT = SENT_AT + 20_000;
const MINUTE = 60_000;
type Happening = OrderEvent extends infer E ? (E extends OrderEvent ? Omit<E, 'at'> : never) : never;
const after = (order: Order, event: Happening, at = AT) => applyEvent(order, { ...event, at } as OrderEvent);
const answered = (order: Order, answer: ReturnType<typeof answerOf>, to: 'submit' | 'query' = 'query') =>
  after(order, { type: 'answered', to, answer });
/** What every verified answer of the gateway leaves behind, and its own number of the sale. */
const HEARD = { heardAt: AT, traceId: 'TRACE', gatewayCode: '0', psn: 'PSN' };
const NOTED = { ...HEARD, transNo: 'T1' };
const line = (event: string, detail?: string) => [
  { at: AT, event, ...(detail === undefined ? {} : { detail }) },
];
const before = orderOf({ state: 'pending' });
const behind = orderOf({ state: 'cancelling', firstCancelAt: SENT_AT, lastCancelAt: SENT_AT, cancels: 1 });

test('a wish for the cancel is kept with its time and its reason, the first one only', () => {
  const wanted = after(before, { type: 'cancelWanted', by: 'cashier' });
  expect(wanted).toEqual({
    ...before,
    cancelWanted: { at: AT, by: 'cashier' },
    history: line('cancelWanted', 'cashier'),
  });
  expect(after(wanted, { type: 'cancelWanted', by: 'unwanted' })).toBe(wanted);
});

test('a cancel is held once; who wants it afterwards gets it, and what nobody wants any more is held by nobody', () => {
  const until = SENT_AT + 80_000;
  const wanted = { ...before, cancelWanted: { at: SENT_AT + 1, by: 'cashier' as const } };
  const held = after(wanted, { type: 'cancelHeld', until, by: 'Mia' });
  expect(held).toEqual({
    ...wanted,
    cancelHeld: { at: AT, until, by: 'Mia' },
    history: line('cancelHeld', 'Mia'),
  });
  expect(isCancelHeld(held)).toBe(true);
  expect(after(held, { type: 'cancelHeld', until: until + 1, by: 'Bo' })).toBe(held);
  const again = applyEvent(held, { at: AT + 1, type: 'cancelWanted', by: 'cashier' });
  expect(again.cancelWanted).toEqual({ at: AT + 1, by: 'cashier' });
  expect(isCancelHeld(again)).toBe(false);
  const unwanted = after(held, { type: 'markedUnwanted', reason: 'nextCustomer' });
  expect(isCancelHeld(unwanted)).toBe(false);
  expect(after(unwanted, { type: 'cancelHeld', until, by: 'Mia' })).toBe(unwanted);
  expect(after(behind, { type: 'cancelHeld', until, by: 'Mia' })).toBe(behind);
});

test('a cancel wanted in the very millisecond of the hold counts, and a hold whose time has passed does not', () => {
  const held = after(before, { type: 'cancelHeld', until: AT + 1, by: 'Mia' });
  const wanted = after(held, { type: 'cancelWanted', by: 'cashier' });
  expect(isCancelHeld(wanted)).toBe(false);
  expect(after(wanted, { type: 'cancelWanted', by: 'cashier' })).toBe(wanted);
  expect(after(before, { type: 'cancelHeld', until: AT, by: 'Mia' })).toBe(before);
});

test('the send is told in the story', () => {
  const sent = after(orderOf({ state: 'created' }), { type: 'sendDecided' });
  expect(sent).toEqual({ ...orderOf(), sentAt: AT, history: line('sendDecided') });
});

test('an unwanted order says why, and wants its cancel; a wish that was there stays', () => {
  const unwanted = { at: AT, reason: 'nextCustomer' as const };
  expect(after(before, { type: 'markedUnwanted', reason: 'nextCustomer' })).toEqual({
    ...before,
    unwanted,
    cancelWanted: { at: AT, by: 'unwanted' },
    history: line('markedUnwanted', 'nextCustomer'),
  });
  const wish = { at: SENT_AT, by: 'cashier' as const };
  const wanted = after({ ...before, cancelWanted: wish }, { type: 'markedUnwanted', reason: 'nextCustomer' });
  expect(wanted.cancelWanted).toEqual(wish);
  expect(after(behind, { type: 'markedUnwanted', reason: 'paidAnotherWay' })).toEqual({
    ...behind,
    unwanted: { at: AT, reason: 'paidAnotherWay' },
    history: line('markedUnwanted', 'paidAnotherWay'),
  });
});

test('the line is drawn once, and a cancel behind it counts on', () => {
  const drawn = after(before, { type: 'lineDrawn' });
  expect(drawn).toEqual({ ...before, state: 'cancelling', firstCancelAt: AT, history: line('lineDrawn') });
  expect(after(drawn, { type: 'lineDrawn' })).toBe(drawn);
  expect(after(behind, { type: 'cancelDecided' })).toEqual({
    ...behind,
    lastCancelAt: AT,
    cancels: 2,
    history: line('cancelDecided', '2'),
  });
});

test('ten cancels tell their story, further ones are only counted', () => {
  const stuck = (cancels: number) => orderOf({ state: 'stuck', firstCancelAt: SENT_AT, cancels });
  expect(after(stuck(9), { type: 'cancelDecided' }).history).toEqual(line('cancelDecided', '10'));
  const accepted = { type: 'cancelAnswered', answer: { kind: 'accepted', traceId: 'T' } } as const;
  expect(after(stuck(10), accepted).history).toEqual(line('cancelAnswered', 'accepted'));
  expect(after(stuck(10), { type: 'cancelDecided' })).toMatchObject({ cancels: 11, history: [] });
  expect(after(stuck(11), accepted).history).toEqual([]);
});

test("of a cancel's answer only words and a number of its own are kept", () => {
  const exchange = { code: 'E1', message: 'words', psn: 'P', traceId: 'TRACE' };
  const kept = { gatewayCode: 'E1', gatewayMessage: 'words', psn: 'P', traceId: 'TRACE', lastCancelAt: AT };
  const answer = (kind: 'accepted' | 'refused', more = {}) =>
    after(behind, { type: 'cancelAnswered', answer: { kind, ...exchange, ...more } } as Happening);
  const told = (kind: string) => ({ ...behind, ...kept, history: line('cancelAnswered', kind) });
  expect(answer('accepted')).toEqual(told('accepted'));
  expect(answer('accepted', { transNo: 'T9' })).toEqual({ ...told('accepted'), cancelTransNo: 'T9' });
  expect(answer('refused', { transNo: 'T9' })).toEqual(told('refused'));
  const unknown = { kind: 'unknown', reason: 'timeout', detail: '', ...exchange } as const;
  expect(after(behind, { type: 'cancelAnswered', answer: unknown })).toEqual({
    ...behind,
    traceId: 'TRACE',
    lastCancelAt: AT,
    history: line('cancelAnswered', 'unknown'),
  });
});

test('a look says when, a restart says so, and one over a submit leaves a doubt', () => {
  expect(after(before, { type: 'lookWanted', why: 'person' })).toEqual({ ...before, lookAt: AT });
  expect(after(orderOf(), { type: 'lookWanted', why: 'person' })).toEqual({ ...orderOf(), lookAt: AT });
  const restarted = { lookAt: AT, resumedAt: AT };
  expect(after(before, { type: 'lookWanted', why: 'restart' })).toEqual({ ...before, ...restarted });
  const inDoubt = { ...orderOf(), ...restarted, wasInDoubt: true };
  expect(after(orderOf(), { type: 'lookWanted', why: 'restart' })).toEqual(inDoubt);
});

test('a stuck order says why', () => {
  const stuck = after(before, { type: 'stuckDeclared', why: 'nothing helps' });
  expect(stuck).toEqual({ ...before, state: 'stuck', history: line('stuckDeclared', 'nothing helps') });
});

test('pending is told once, and what was heard is kept', () => {
  const pending = answered(orderOf(), answerOf('pending'));
  expect(pending).toEqual({ ...orderOf(), ...NOTED, state: 'pending', history: line('pending') });
  expect(answered(before, answerOf('pending'))).toEqual({ ...before, ...NOTED });
});

test('an end before the line tells in whose words it ended', () => {
  const declined = answered(before, { ...answerOf('declined'), message: 'no funds' });
  expect(declined).toEqual({
    ...before,
    ...NOTED,
    gatewayMessage: 'no funds',
    state: 'declined',
    finalAt: AT,
    history: line('declined', 'no funds'),
  });
  expect(answered(before, answerOf('cancelled')).history).toEqual(line('cancelled', 'by the gateway'));
  const paid = { ...before, ...NOTED, state: 'paid', finalAt: AT, paidAmountMinor: 1230, denials: [] };
  expect(answered(before, answerOf('success'))).toEqual({ ...paid, history: line('paid') });
});

test('an end behind the line tells whether money moved', () => {
  expect(answered(behind, answerOf('cancelled')).history).toEqual(line('cancelled', 'no money moved'));
  const seen = { ...behind, paidBehindLineAt: SENT_AT };
  expect(answered(seen, answerOf('declined')).history).toEqual(line('cancelled', 'the money went back'));
  const held = orderOf({ state: 'held' });
  expect(answered(held, answerOf('cancelled')).history).toEqual(line('cancelled', 'the money went back'));
});

test('a submit proven unsent ends the order, unless the gateway has spoken of it', () => {
  const unsent = answered(orderOf(), answerOf('notSent'), 'submit');
  expect(unsent).toMatchObject({ state: 'notSent', history: line('notSent', 'timeout') });
  expect(unsent.looksDue).toBeUndefined();
  expect(answered(orderOf({ transNo: 'T1' }), answerOf('notSent'), 'submit').state).toBe('submitting');
  const seen = orderOf({ state: 'cancelling', paidBehindLineAt: SENT_AT });
  expect(answered(seen, answerOf('notSent'), 'submit').state).toBe('cancelling');
});

test('a success behind the line is told once, and its looks are counted', () => {
  const first = answered(behind, answerOf('success'));
  const known = { ...behind, ...NOTED, paidAmountMinor: 1230, state: 'reversing', paidBehindLineAt: AT };
  expect(first).toEqual({ ...known, paidBehindLineLooks: 1, history: line('paidBehindLine') });
  const second = after(first, { type: 'answered', to: 'query', answer: answerOf('success') }, AT + 9);
  expect(second).toEqual({ ...first, heardAt: AT + 9, paidBehindLineLooks: 2 });
});

test('a held order tells what was charged', () => {
  const wrong = answerOf('success', { ...PAID_FACTS, orderAmount: '1.23' });
  const held = answered(before, wrong);
  expect(held).toMatchObject({ state: 'held', chargedMinor: 123, chargedText: '1.23 USD' });
  expect(held.history).toEqual(line('held', '1.23 USD'));
  const right = answered(before, answerOf('success'));
  expect([right.chargedText, right.chargedMinor]).toEqual([undefined, undefined]);
});

test('denials a minute apart are kept, the last ten of them', () => {
  const denied = (denials: number[], at: number) =>
    after({ ...behind, denials }, { type: 'answered', to: 'query', answer: answerOf('noRecord') }, at)
      .denials;
  expect(denied([AT], AT + MINUTE - 1)).toEqual([AT]);
  expect(denied([AT], AT + MINUTE)).toEqual([AT, AT + MINUTE]);
  const ten = Array.from({ length: 10 }, (_, i) => AT + i * MINUTE);
  expect(denied(ten, AT + 10 * MINUTE)).toEqual([...ten.slice(1), AT + 10 * MINUTE]);
  expect(answered({ ...behind, denials: [1] }, answerOf('pending')).denials).toEqual([]);
});

const DONE: RefundAnswer = {
  kind: 'done',
  traceId: 'TRACE',
  facts: { transNo: 'T9', orderNo: orderOf().orderNo, transType: 2 },
};

test("a cancel's own number proves the money back, and only a stated nothing counts as missing", () => {
  const order = { ...behind, state: 'reversing' as const, paidBehindLineAt: SENT_AT, cancelTransNo: 'T9' };
  const told = (answer: RefundAnswer) => after(order, { type: 'reversalAnswered', answer });
  const heard = { ...order, heardAt: AT, traceId: 'TRACE' };
  expect(told(DONE)).toEqual({
    ...heard,
    moneyBackAt: AT,
    state: 'cancelled',
    finalAt: AT,
    history: line('cancelled', 'the money went back'),
  });
  expect(told({ ...DONE, facts: { ...DONE.facts, transNo: 'OTHER' } })).toEqual(heard);
  expect(told({ ...DONE, kind: 'refunding' })).toEqual({ ...heard, reversalMissing: 0 });
  expect(told({ ...DONE, kind: 'failed' })).toEqual({ ...heard, reversalMissing: 1 });
  const missingTwice = after(
    { ...order, reversalMissing: 1 },
    {
      type: 'reversalAnswered',
      answer: { kind: 'noRecord', traceId: 'TRACE' },
    },
  );
  expect(missingTwice.reversalMissing).toBe(2);
  const unknown = { kind: 'unknown', reason: 'timeout', detail: '', traceId: 'TRACE' } as const;
  expect(told(unknown)).toEqual(heard);
  expect(told({ ...unknown, reason: 'unknownCode' })).toEqual({ ...heard, reversalMissing: 1 });
});

test('an answer about another order is told once for each that it speaks of', () => {
  const other = (transNo: string) => answerOf('success', { ...PAID_FACTS, orderNo: 'OTHER', transNo });
  const first = answered(before, other('T7'));
  expect(first).toEqual({ ...before, heardAt: AT, history: line('answeredForAnother', 'T7') });
  const again = after(first, { type: 'answered', to: 'query', answer: other('T7') }, AT + 9);
  expect(again).toEqual({ ...first, heardAt: AT + 9 });
  expect(answered(first, other('T8')).history).toHaveLength(2);
  const pending = answered(answered(orderOf(), answerOf('pending')), other('T1'));
  expect(pending.history.map(({ event }) => event)).toEqual(['pending', 'answeredForAnother']);
});
