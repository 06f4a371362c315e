import { configSchema } from '../../src/config.ts';
import type { Answer } from '../../src/payment/gateway.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import type { Order } from '../../src/payment/order.ts';
import { decisionOf } from '../../src/payment/order-decisions.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { createPolicy } from '../../src/payment/policy.ts';

/** An order's life without a loop, a store or a gateway: what it is told, and what it does next. */

export const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);

/** The order after an answer. */
export const told = (order: Order, at: number, answer: Answer, to: 'submit' | 'query' = 'query') =>
  applyEvent(order, { at, type: 'answered', to, answer });
/** A query leaves and is answered at once. */
export const asked = (order: Order, at: number, answer: Answer) =>
  told(applyEvent(order, { at, type: 'queryStarted' }), at, answer);

/** Lives on from `from`, hearing nothing but `answer` to each query, and tells what it did. */
export function live(order: Order, from: number, { until, answer }: { until: number; answer?: Answer }) {
  const done: { do: string; at: number }[] = [];
  let now = from;
  let alive = order;
  for (let step = 0; step < 10_000 && now < until; step += 1) {
    const action = nextAction(alive, now, policy);
    if (action.do === 'rest') break;
    if (action.do === 'wait') {
      now = action.until;
      continue;
    }
    done.push({ do: action.do, at: now });
    alive = applyEvent(alive, decisionOf(action, alive, now));
    if (answer && action.do === 'query') alive = told(alive, now, answer);
  }
  return { order: alive, done };
}
