import { FINAL_STATES, OPEN_STATES, type OrderState } from '../../src/payment/order.ts';
import type { OrderEvent } from '../../src/payment/order-machine.ts';
import { exploreOrders, type Step } from './order-explorer.ts';

/** The arrows of the order machine, as a walk through every situation an order can come into finds them. */

interface Arrow {
  from: OrderState;
  to: OrderState;
  labels: string[];
}

const STATES: readonly OrderState[] = [...OPEN_STATES, ...FINAL_STATES];

/** The arrows as a Mermaid diagram and, below it, as a table. */
export function orderDiagram(): string {
  const arrows = foundArrows();
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
const inDiagram = (label: string): string => label.replaceAll(':', '');

function foundArrows(): Arrow[] {
  const found = new Map<string, Set<string>>();
  exploreOrders({
    onStep: (step) => {
      const { before, after } = step;
      if (before.state === after.state) return;
      const key = `${before.state} ${after.state}`;
      found.set(key, (found.get(key) ?? new Set()).add(labelOf(step)));
    },
    onSituation: () => {},
  });
  return STATES.flatMap((from) =>
    STATES.flatMap((to) => {
      const labels = found.get(`${from} ${to}`);
      return labels ? [{ from, to, labels: [...labels].sort() }] : [];
    }),
  );
}

function labelOf({ before, after, event }: Step): string {
  const isUnwanted = after.state === 'reversing' && before.firstCancelAt === undefined;
  return textOf(event) + (isUnwanted ? ', unwanted' : '');
}

function textOf(event: OrderEvent): string {
  switch (event.type) {
    case 'answered': {
      const isOther = event.answer.kind === 'success' && event.answer.facts.orderAmount === '1.23';
      return `answered: ${event.answer.kind}${isOther ? ' of another amount' : ''}`;
    }
    case 'reversalAnswered':
      return `reversalAnswered: ${event.answer.kind}`;
    case 'refundStepped':
      return event.step.type === 'answered'
        ? `refund: ${event.step.answer.kind}`
        : `refund: ${event.step.type}`;
    default:
      return event.type;
  }
}
