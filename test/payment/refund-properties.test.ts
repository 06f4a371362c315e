import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Order } from '../../src/payment/order.ts';
import { type Refund, refundableMinor, refundedMinor } from '../../src/payment/refund.ts';
import { nextRefundAction } from '../../src/payment/refund-action.ts';
import { applyRefundEvent, type RefundEvent } from '../../src/payment/refund-machine.ts';
import { orderOf } from '../support/orders.ts';
import { newRefund, REFUND_AT, REFUND_FACTS, refundAnswerOf } from '../support/refunds.ts';

const MINUTE = 60_000;
const { orderNo } = orderOf();
const NUMBERS = [`${orderNo}RAAAAAAA`, `${orderNo}RBBBBBBB`];
const FACTS = fc.record(
  {
    transNo: fc.constantFrom('T1', 'T2', 'T3'),
    orderNo: fc.constantFrom(...NUMBERS, orderNo, 'another'),
    transType: fc.constantFrom(1, 3),
    orderAmount: fc.constantFrom('5.00', '7.30', '12.30'),
    currency: fc.constantFrom('USD', 'EUR'),
  },
  { requiredKeys: [] },
);
const ANSWER = fc
  .tuple(
    fc.constantFrom('done', 'refunding', 'failed', 'noRecord', 'noRecord', 'unknown', 'notSent'),
    fc.oneof(FACTS, fc.constant(REFUND_FACTS)),
  )
  .map(([kind, facts]) => refundAnswerOf(kind as 'done', facts));
/** What happens next: the loop's own wish, a long time of denials, an answer, or an event out of turn. */
const STEP = fc.oneof(
  fc.record({ kind: fc.constant('wish' as const), answer: ANSWER }),
  fc.record({ kind: fc.constant('denied' as const) }),
  fc.record({ kind: fc.constant('late' as const), to: fc.constantFrom('submit', 'query'), answer: ANSWER }),
  fc.record({
    kind: fc.constant('stray' as const),
    type: fc.constantFrom('sendDecided', 'queryStarted', 'stuckDeclared'),
  }),
);
type Step = typeof STEP extends fc.Arbitrary<infer S> ? S : never;

interface Life {
  order: Order;
  now: number;
  /** Each request that left: number, amount, and what was known of the refund right before. */
  sends: { before: Refund; after: Refund }[];
}

/** The refund's own wishes for twenty minutes, each answered that there is no record of it. */
function denied(life: Life, index: number): Life {
  const answer = refundAnswerOf('noRecord');
  const end = life.now + 20 * MINUTE;
  let after = life;
  while (after.now < end && after.order.refunds?.[index]?.finalAt === undefined) {
    after = stepped(after, index, { kind: 'wish', answer });
  }
  return after;
}

/** One step of one of the order's refunds. */
function stepped(life: Life, index: number, step: Step): Life {
  if (step.kind === 'denied') return denied(life, index);
  const find = (order: Order) => order.refunds?.[index] as Refund;
  let { order, now } = life;
  const sends = [...life.sends];
  const apply = (event: RefundEvent) => {
    const before = find(order);
    const after = applyRefundEvent(before, event, order);
    if (after.sends > before.sends) sends.push({ before, after });
    order = { ...order, refunds: (order.refunds ?? []).map((each, i) => (i === index ? after : each)) };
  };
  now += 1;
  if (step.kind === 'late') {
    apply({ at: now, type: 'answered', to: step.to as 'query', answer: step.answer });
  } else if (step.kind === 'stray') {
    apply({ at: now, type: step.type, why: 'stray' } as RefundEvent);
  } else {
    const action = nextRefundAction(find(order), now);
    if (action.do === 'wait') now = action.until;
    const due = nextRefundAction(find(order), now);
    if (due.do === 'declareStuck') apply({ at: now, type: 'stuckDeclared', why: due.why });
    if (due.do === 'submit' || due.do === 'query') {
      apply({ at: now, type: due.do === 'submit' ? 'sendDecided' : 'queryStarted' });
      now += 5;
      apply({ at: now, type: 'answered', to: due.do, answer: step.answer });
    }
  }
  return { order, now, sends };
}

/** Two refunds that fill the order's whole amount, or two of the same amount. */
const start = (amounts: readonly number[]): Life => ({
  now: REFUND_AT,
  sends: [],
  order: orderOf({
    state: 'paid',
    transNo: 'T1',
    refunds: amounts.map((amountMinor, i) => newRefund({ refundNo: NUMBERS[i] ?? '', amountMinor })),
  }),
});
const AMOUNTS = fc.constantFrom([500, 730], [500, 500]);
const STEPS = fc.array(fc.tuple(fc.nat(1), STEP), { maxLength: 60 });

test('Whatever is heard in whatever order, a final refund never moves, and the sums never exceed the sale', () => {
  fc.assert(
    fc.property(AMOUNTS, STEPS, (amounts, steps) => {
      let life = start(amounts);
      const first = refundableMinor(life.order);
      for (const [index, step] of steps) {
        const before = life.order.refunds ?? [];
        life = stepped(life, index, step);
        for (const [i, refund] of (life.order.refunds ?? []).entries()) {
          if (before[i]?.finalAt !== undefined) expect(refund).toBe(before[i]);
          expect(refund.finalAt !== undefined).toBe(refund.state === 'done' || refund.state === 'failed');
        }
        expect(refundedMinor(life.order)).toBeLessThanOrEqual(life.order.amountMinor);
        expect(refundableMinor(life.order)).toBeGreaterThanOrEqual(first);
      }
    }),
  );
});

test('Each send repeats the number and the amount, and a second one leaves only when none before can have arrived', () => {
  let again = 0;
  fc.assert(
    fc.property(AMOUNTS, STEPS, (amounts, steps) => {
      let life = start(amounts);
      for (const [index, step] of steps) life = stepped(life, index, step);
      for (const { before, after } of life.sends) {
        const { refundNo, amountMinor } = before;
        expect(after).toMatchObject({ refundNo, amountMinor, sends: before.sends + 1 });
        expect(before.finalAt).toBeUndefined();
        expect(before.underWayAt).toBeUndefined();
        if (before.sentAt === undefined) continue;
        again += 1;
        expect((before.lastDeniedAt ?? 0) - (before.deniedSince ?? 0)).toBeGreaterThanOrEqual(15 * MINUTE);
        expect(before.deniedSince).toBeGreaterThan(before.lastSentAt ?? 0);
      }
    }),
    { numRuns: 500 },
  );
  expect(again).toBeGreaterThan(0);
});

test('An open refund always has something to do, now or at a moment to come', () => {
  fc.assert(
    fc.property(AMOUNTS, STEPS, (amounts, steps) => {
      let life = start(amounts);
      for (const [index, step] of steps) {
        life = stepped(life, index, step);
        for (const refund of life.order.refunds ?? []) {
          const action = nextRefundAction(refund, life.now);
          expect(action.do === 'rest').toBe(refund.finalAt !== undefined);
          if (action.do === 'wait') {
            expect(action.until).toBeGreaterThan(life.now);
            expect(action.until - life.now).toBeLessThanOrEqual(15 * MINUTE);
          }
        }
      }
    }),
  );
});
