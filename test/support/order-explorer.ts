import { configSchema } from '../../src/config.ts';
import { owedBookings } from '../../src/payment/booking.ts';
import type { RefundAnswer } from '../../src/payment/gateway.ts';
import { type Action, nextAction } from '../../src/payment/next-action.ts';
import { isCancelHeld, isClosed, type Order, openCase } from '../../src/payment/order.ts';
import { decisionOf } from '../../src/payment/order-decisions.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import { createPolicy, denialsCountFrom, type Policy } from '../../src/payment/policy.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from './orders.ts';

/** One step of an order's life: what it was, what happened at `now`, and what it became. */
export interface Step {
  before: Order;
  after: Order;
  event: OrderEvent;
  now: number;
}

export interface Explored {
  /** Different situations an order can be in, as far as it changes what may come next. */
  situations: number;
  steps: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const explorerPolicy: Policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const at = 0;
const exchange = { traceId: 'T' };
const WRONG_FACTS = { ...PAID_FACTS, orderAmount: '1.23', paidAmount: '1.23' };
const FOREIGN_FACTS = { ...PAID_FACTS, orderNo: 'P261120TEST9999999999999' };

/** Whatever the gateway and people may do to an order, at any moment. */
const HAPPENINGS: readonly OrderEvent[] = [
  ...(['success', 'pending', 'declined', 'cancelled', 'noRecord', 'unknown'] as const).map(
    (kind): OrderEvent => ({ at, type: 'answered', to: 'query', answer: answerOf(kind) }),
  ),
  { at, type: 'answered', to: 'query', answer: answerOf('success', WRONG_FACTS) },
  { at, type: 'answered', to: 'query', answer: answerOf('success', FOREIGN_FACTS) },
  { at, type: 'answered', to: 'submit', answer: answerOf('success') },
  { at, type: 'answered', to: 'submit', answer: answerOf('notSent') },
  { at, type: 'answered', to: 'submit', answer: answerOf('unknown') },
  { at, type: 'cancelWanted', by: 'cashier' },
  { at, type: 'cancelHeld', until: SENT_AT + 80 * SECOND, by: 'Ana' },
  { at, type: 'cancelAnswered', answer: { ...exchange, kind: 'accepted', transNo: 'REVERSAL' } },
  { at, type: 'cancelAnswered', answer: { ...exchange, kind: 'refused' } },
  { at, type: 'reversalAnswered', answer: { ...exchange, kind: 'done', facts: { transType: 2 } } },
  { at, type: 'reversalAnswered', answer: { ...exchange, kind: 'noRecord' } },
  { at, type: 'markedUnwanted', reason: 'nextCustomer' },
  { at, type: 'lookWanted', why: 'person' },
  { at, type: 'lookWanted', why: 'dayClose' },
  { at, type: 'settled', as: 'paid', by: 'Ana', reason: 'r' },
  { at, type: 'settled', as: 'notPaid', by: 'Ana', reason: 'r' },
  { at, type: 'seen' },
  ...[700].map(
    (amountMinor): OrderEvent => ({
      at,
      type: 'refundAsked',
      most: 2,
      refund: {
        refundNo: `${orderOf().orderNo}R00000${amountMinor}`.slice(0, 32),
        purpose: 'customer',
        amountMinor,
        reason: 'r',
      },
    }),
  ),
];

const REFUND_ANSWERS = ['done', 'refunding', 'failed', 'noRecord', 'unknown', 'notSent'] as const;

/** Walks through every situation an order can come into, and shows each step to `onStep`, each situation to `onSituation`. */
export function exploreOrders(seen: {
  onStep(step: Step): void;
  onSituation(order: Order, now: number, action: Action): void;
}): Explored {
  const known = new Set<string>();
  const { sentAt: _, ...unsent } = orderOf({ state: 'created', createdAt: SENT_AT });
  const open: { order: Order; now: number }[] = [{ order: unsent, now: SENT_AT }];
  let steps = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { order, now } = next;
    const action = nextAction(order, now, explorerPolicy);
    const key = `${action.do} ${situationOf(order, now)}`;
    if (known.has(key)) continue;
    known.add(key);
    seen.onSituation(order, now, action);
    const events = [...HAPPENINGS, ...refundEvents(order)].map(
      (event): OrderEvent => ({ ...event, at: now }),
    );
    // Silence: nothing is heard, and time goes on.
    const later = STRETCHES.find((age) => SENT_AT + age > now);
    if (later !== undefined && !isClosed(order)) open.push({ order, now: SENT_AT + later });
    if (action.do === 'wait') open.push({ order, now: action.until });
    else if (action.do !== 'rest') events.push(decisionOf(action, order, now));
    for (const event of events) {
      const after = withBookings(order, applyEvent(order, event));
      steps += 1;
      seen.onStep({ before: order, after, event, now });
      if (after !== order) open.push({ order: after, now: now + 2 * SECOND });
    }
  }
  return { situations: known.size, steps };
}

/** A change is saved with the money it moved. */
function withBookings(before: Order, after: Order): Order {
  const owed = after === before ? [] : owedBookings(after);
  if (owed.length === 0) return after;
  const booked = owed.map((booking) => ({ ...booking, period: '2026-11-20' }));
  return { ...after, bookings: [...(after.bookings ?? []), ...booked] };
}

function refundEvents({ refunds = [] }: Order): OrderEvent[] {
  return refunds.flatMap(({ refundNo, amountMinor }) =>
    REFUND_ANSWERS.map((kind): OrderEvent => {
      const facts = {
        orderNo: refundNo,
        transType: 3,
        orderAmount: (amountMinor / 100).toFixed(2),
        currency: 'USD',
      };
      const answer = { ...exchange, kind, facts, reason: 'timeout', detail: '' } as RefundAnswer;
      const to = kind === 'notSent' ? 'submit' : 'query';
      return { at, type: 'refundStepped', refundNo, step: { type: 'answered', to, answer } };
    }),
  );
}

/** What decides what comes next, beside what is due now: counts as far as the rules count, and the stretch of an order's life. */
function situationOf(order: Order, now: number): string {
  const isBeforeLine = order.state === 'submitting' || order.state === 'pending';
  const facts = [
    order.state,
    isBeforeLine && isCancelHeld(order),
    [order.moneyBackAt, order.chargedText, openCase(order)].map(Boolean),
    Math.min(order.paidBehindLineLooks ?? 0, 3),
    [order.settlement?.as, order.settlement?.agreedAt !== undefined],
    (order.refunds ?? []).map(({ purpose, state }) => [purpose, state]),
    order.bookings?.some(({ kind }) => kind === 'reversed'),
  ];
  if (isClosed(order)) return JSON.stringify([...facts, order.looksDue !== undefined]);
  const query = order.lastQueryAt ?? 0;
  const isBehindLine = order.firstCancelAt !== undefined;
  const isSeenThere = order.transNo ?? order.cancelTransNo ?? order.paidBehindLineAt;
  return JSON.stringify([
    ...facts,
    stretchOf(now - SENT_AT),
    isBehindLine || [order.cancelWanted, order.unwanted].map(Boolean),
    isSeenThere === undefined ? denialsOf(order, now) : 'seen there',
    order.paidBehindLineAt === undefined || [
      order.cancelTransNo !== order.transNo,
      Math.min(order.reversalMissing ?? 0, 2),
    ],
    [Math.min(order.cancels, 1), query >= (order.lastCancelAt ?? 0)],
  ]);
}

/** How many "no record" count, and whether another would. */
function denialsOf(order: Order, now: number): unknown[] {
  const { denials } = order;
  const counting = denials.filter((denial) => denial >= denialsCountFrom(order, explorerPolicy));
  return [Math.min(counting.length, 3), now - (denials.at(-1) ?? 0) >= MINUTE];
}

const STRETCHES = [5, 15, 50, 110, 180, 1080, 86_400, 40 * 86_400].map((seconds) => seconds * SECOND);

function stretchOf(age: number): number {
  return age > 41 * DAY ? -1 : STRETCHES.filter((end) => age >= end).length;
}
