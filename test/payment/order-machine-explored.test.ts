import { expect, test } from 'vitest';
import { isClosed, isFinal, needsPerson, type Order, openCase } from '../../src/payment/order.ts';
import { decisionOf } from '../../src/payment/order-decisions.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { exploreOrders, type Step } from '../support/order-explorer.ts';

/** Only against hanging: it takes some seconds, and more of them where the machine has other things to do. */
const LONGEST_MS = 120_000;

test(
  'no situation an order can come into, by any event at any age, breaks what its rules promise',
  () => {
    const broken = new Map<string, string>();
    const demand = (isKept: boolean, what: string, order: Order) => {
      if (!isKept && !broken.has(what)) broken.set(what, JSON.stringify(order));
    };
    const judge = ({ before, after, event, now }: Step) => {
      const { refunds = [] } = after;
      const sum = (states: readonly string[]) =>
        refunds
          .filter(({ state }) => states.includes(state))
          .reduce((total, { amountMinor }) => total + amountMinor, 0);
      const story = after.history.slice(0, before.history.length);
      demand(
        !isFinal(before) || after.state === before.state,
        `${before.state} moves by ${event.type}`,
        before,
      );
      demand(after.state !== 'paid' || after.firstCancelAt === undefined, 'paid behind the line', before);
      demand(after.state !== 'paid' || after.unwanted === undefined, 'paid, and unwanted', before);
      demand(before.sentAt === undefined || after.sentAt === before.sentAt, 'sent twice', before);
      demand(
        before.firstCancelAt === undefined || after.firstCancelAt === before.firstCancelAt,
        'the line moves',
        before,
      );
      demand(
        JSON.stringify(story) === JSON.stringify(before.history),
        'history is not only extended',
        before,
      );
      demand(
        sum(['created', 'submitting', 'refunding', 'stuck', 'done']) <=
          (after.chargedMinor ?? after.amountMinor),
        'more goes back than came',
        before,
      );
      demand(
        new Set(refunds.map(({ refundNo }) => refundNo)).size === refunds.length,
        'one refund number twice',
        before,
      );
      demand(refunds.filter(({ purpose }) => purpose === 'reversal').length <= 1, 'asked back twice', before);
      demand(
        after.state !== 'paid' || refunds.every(({ purpose }) => purpose === 'customer'),
        'a paid sale is reversed',
        before,
      );
      for (const refund of before.refunds ?? []) {
        const later = refunds.find(({ refundNo }) => refundNo === refund.refundNo);
        demand(later?.amountMinor === refund.amountMinor, 'a refund changes its amount', before);
        const isOver = refund.state === 'done' || refund.state === 'failed';
        demand(!isOver || later?.state === refund.state, 'a settled refund moves', before);
      }
      demand(now >= (after.finalAt ?? 0), 'ends in the future', before);
      const isOver = openCase(before) !== undefined && openCase(after) === undefined;
      const isMissed = isOver && openCase(before)?.kind === 'notPaidAfterAll';
      demand(
        !isMissed || event.type === 'settled',
        'money that is missed is forgotten without a person',
        before,
      );
      const isDenied = event.type === 'answered' && event.answer.kind === 'noRecord';
      demand(!isOver || !isDenied, 'a case is closed by "no record"', before);
      const { bookings = [] } = after;
      const count = (kind: string) => bookings.filter((booking) => booking.kind === kind).length;
      demand(count('paid') <= 1 && count('reversed') <= 1, 'booked twice', after);
      demand(count('paid') + count('reversed') <= 1, 'booked as paid, and as going back unwanted', after);
      demand(
        bookings.every(({ kind }, at) => !kind.startsWith('settled') || bookings[at - 1]?.kind !== kind),
        'the same decision booked twice',
        after,
      );
      demand(
        (before.bookings ?? []).every((booking, at) => booking === bookings[at]),
        'a booking is altered',
        before,
      );
    };
    const explored = exploreOrders({
      onStep: judge,
      onSituation: (order, now, action) => {
        const isLeftAlone = action.do === 'rest' && !isClosed(order);
        demand(!isLeftAlone, `${order.state}: nothing is done next`, order);
        demand(
          action.do !== 'wait' || (action.until > now && Number.isFinite(action.until)),
          `${order.state}: waits for nothing`,
          order,
        );
        const isDecided = action.do !== 'wait' && action.do !== 'rest';
        demand(
          !isDecided || applyEvent(order, decisionOf(action, order, now)) !== order,
          `${order.state}: ${action.do} changes nothing, and would be done again at once`,
          order,
        );
        const settled = { at: now, type: 'settled', as: 'notPaid', by: 'Ana', reason: 'r' } as const;
        const isInReach =
          applyEvent(order, settled) !== order ||
          (order.refunds ?? []).some(({ purpose, state }) => purpose === 'customer' && state === 'stuck');
        demand(!needsPerson(order) || isInReach, `${order.state}: nobody can settle it`, order);
        const sends = action.do === 'submit';
        demand(!sends || order.state === 'created', 'submitted again', order);
      },
    });
    console.error(`explored: ${explored.situations} situations, ${explored.steps} steps`);
    expect([...broken]).toEqual([]);
    expect(explored.situations).toBeGreaterThan(1000);
  },
  LONGEST_MS,
);
