import { configSchema } from '../../src/config.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import { FINAL_STATES, OPEN_STATES, type Order, type OrderState } from '../../src/payment/order.ts';
import { decisionOf } from '../../src/payment/order-decisions.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from './orders.ts';

/** The arrows of the order machine, found by trying it: what may happen to each state, and what the till itself decides. */

interface Arrow {
  from: OrderState;
  to: OrderState;
  label: string;
}

const MINUTE = 60_000;
const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const at = SENT_AT + 3 * 60 * MINUTE;
const exchange = { traceId: 'TRACE' };
const answered = (answer: ReturnType<typeof answerOf>): OrderEvent => ({
  at,
  type: 'answered',
  to: 'query',
  answer,
});
const { orderAmount: _, ...WITHOUT_AMOUNT } = PAID_FACTS;

/** What comes from outside: the gateway's answers and people's wishes. */
const HAPPENINGS: Record<string, OrderEvent> = {
  'answered: success': answered(answerOf('success')),
  'answered: success without an amount': answered(answerOf('success', WITHOUT_AMOUNT)),
  'answered: success of another amount': answered(
    answerOf('success', { ...PAID_FACTS, orderAmount: '1.23', paidAmount: '1.23' }),
  ),
  'answered: pending': answered(answerOf('pending')),
  'answered: declined': answered(answerOf('declined')),
  'answered: cancelled': answered(answerOf('cancelled')),
  'answered: noRecord': answered(answerOf('noRecord')),
  'answered: unknown': answered(answerOf('unknown')),
  'answered: notSent': { at, type: 'answered', to: 'submit', answer: answerOf('notSent') },
  cancelWanted: { at, type: 'cancelWanted', by: 'cashier' },
  cancelAnswered: { at, type: 'cancelAnswered', answer: { ...exchange, kind: 'accepted' } },
  'reversalAnswered: done': {
    at,
    type: 'reversalAnswered',
    answer: { ...exchange, kind: 'done', facts: { transType: 2 } },
  },
  'reversalAnswered: failed': {
    at,
    type: 'reversalAnswered',
    answer: { ...exchange, kind: 'failed', facts: {} },
  },
  markedUnwanted: { at, type: 'markedUnwanted', reason: 'nextCustomer' },
  lookWanted: { at, type: 'lookWanted', why: 'restart' },
};

const UNWANTED: Partial<Order> = { unwanted: { at: SENT_AT, reason: 'nextCustomer' } };
const BEHIND_LINE: Partial<Order> = { firstCancelAt: SENT_AT, lastCancelAt: SENT_AT, cancels: 1 };
const DENIED: Partial<Order> = { denials: [0, 1, 2].map((minute) => at - minute * MINUTE) };
const SEEN_PAID: Partial<Order> = { paidBehindLineAt: SENT_AT, paidBehindLineLooks: 3 };

/** What an order in each state may be like beside its name, as far as it changes what comes next. */
const KINDS: Record<OrderState, Partial<Order>[]> = {
  created: [{}],
  submitting: [{}, UNWANTED],
  pending: [{}, UNWANTED],
  cancelling: [BEHIND_LINE],
  reversing: [
    { ...UNWANTED, ...SEEN_PAID },
    { ...BEHIND_LINE, ...SEEN_PAID },
  ],
  stuck: [BEHIND_LINE, { ...BEHIND_LINE, ...DENIED }, { ...BEHIND_LINE, ...SEEN_PAID }],
  held: [{}],
  paid: [{}],
  declined: [{}],
  cancelled: [{}],
  notSent: [{}],
};

/** The arrows as a Mermaid diagram and, below it, as a table. */
export function orderDiagram(): string {
  const arrows = merged([...OPEN_STATES, ...FINAL_STATES].flatMap((state) => arrowsFrom(state)));
  const ends = FINAL_STATES.map((state) => `  ${state} --> [*]`);
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> created',
    ...arrows.map(({ from, to, labels }) => `  ${from} --> ${to}: ${labels.map(inDiagram).join('<br/>')}`),
    ...ends,
    '```',
    '',
    '| from | what happened | to |',
    '|---|---|---|',
    ...arrows.map(({ from, to, labels }) => `| \`${from}\` | ${labels.join(' · ')} | \`${to}\` |`),
  ].join('\n');
}

/** A colon ends a label's name in Mermaid. */
const inDiagram = (label: string): string => label.replace(':', '');

function arrowsFrom(from: OrderState): Arrow[] {
  return KINDS[from].flatMap((kind) => {
    const order = orderOf({ state: from, ...kind });
    const suffix = kind === UNWANTED ? ', unwanted' : '';
    const happened = Object.entries(HAPPENINGS).map(([label, event]) => ({ label, event, suffix }));
    const decided = decisions(order).map((event) => ({ label: event.type, event, suffix: '' }));
    return [...happened, ...decided].flatMap(({ label, event, suffix: why }) => {
      const { state: to } = applyEvent(order, event);
      return to === from ? [] : [{ from, to, label: to === 'reversing' ? label + why : label }];
    });
  });
}

/** What the loop decides for such an order at any age up to three hours, each time just after a look. */
function decisions(order: Order): OrderEvent[] {
  const ages = Array.from({ length: 181 }, (_, minute) => minute * MINUTE);
  return ages.flatMap((age) => {
    const now = SENT_AT + age;
    const action = nextAction({ ...order, lastQueryAt: now }, now, policy);
    return action.do === 'wait' || action.do === 'rest' ? [] : decisionOf(action, order, now);
  });
}

function merged(arrows: readonly Arrow[]): { from: OrderState; to: OrderState; labels: string[] }[] {
  const pairs = new Map<string, { from: OrderState; to: OrderState; labels: Set<string> }>();
  for (const { from, to, label } of arrows) {
    const pair = pairs.get(`${from} ${to}`) ?? { from, to, labels: new Set() };
    pairs.set(`${from} ${to}`, pair);
    pair.labels.add(label);
  }
  return [...pairs.values()].map((pair) => ({ ...pair, labels: [...pair.labels] }));
}
