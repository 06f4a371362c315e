import type { WireOrder, WireOrders, WireRefund } from '../../src/ui/order-messages.ts';

/** What the till answers to each wish. */
export type OrdersAnswer = WireOrders | WireOrder | { refund: WireRefund; note?: string };

/** The answer for a terminal, line by line. */
export function linesOf(answer: OrdersAnswer): string[] {
  if ('orders' in answer) {
    if (answer.orders.length === 0) return ['No order fits.'];
    const more = answer.cursor === undefined ? [] : ['There are more: name a day, or a larger --limit.'];
    return [...answer.orders.map(lineOf), ...more];
  }
  if ('orderNo' in answer) return storyOf(answer);
  const { refund, note } = answer;
  return [refundLine(refund), ...(note === undefined ? [] : [note])];
}

function lineOf(order: WireOrder): string {
  const { orderNo, createdAt, lane, state, amount, currency, walletName, codeMask } = order;
  const wish = order.attention ? '  needs a person' : '';
  return `${orderNo}  ${createdAt}  lane ${lane}  ${state.padEnd(10)} ${amount} ${currency}  ${walletName} ${codeMask}${wish}`;
}

function storyOf(order: WireOrder): string[] {
  const facts = [
    ['gateway number', order.transNo],
    ['reference', order.reference],
    ['sold by', order.by],
    [
      'given back',
      Number(order.refundedAmount) > 0 ? `${order.refundedAmount} ${order.currency}` : undefined,
    ],
    [
      'settled',
      order.settlement && `as ${order.settlement.as} by ${order.settlement.by}: ${order.settlement.reason}`,
    ],
    ['gateway said', order.gatewayMessage],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`  ${name}: ${value}`]));
  const refunds = (order.refunds ?? []).map((refund) => `  ${refundLine(refund)}`);
  const history = order.history.map(
    ({ at, event, detail }) => `  ${at}  ${event}${detail ? `  ${detail}` : ''}`,
  );
  return [lineOf(order), ...facts, ...refunds, ...history];
}

function refundLine({ refundNo, amount, currency, state, reason, by }: WireRefund): string {
  return `refund ${refundNo}  ${amount} ${currency}  ${state}  ${reason}${by === undefined ? '' : ` (${by})`}`;
}
