import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import type { LedgerEvent } from '../../src/sandbox/ledger.ts';
import type { Notice } from '../../src/sandbox/notices.ts';
import type { OutcomeId } from '../../src/sandbox/outcomes.ts';
import type { Reaction } from '../../src/sandbox/reaction.ts';
import { createSimulatedGateway } from '../../src/sandbox/simulated-gateway.ts';
import { type HandClock, handClock } from './hand-clock.ts';

/** The gateway without HTTP on a clock moved by hand. `ledger` is what it finds on disk, and where it writes. */
export function gatewayBench(clock: HandClock = handClock(), ledger: LedgerEvent[] = []) {
  const notices: Notice[] = [];
  const file = {
    events: [...ledger],
    append: async (event: LedgerEvent) => void ledger.push(event),
    close: async () => undefined,
  };
  const gateway = createSimulatedGateway({
    ledger: file,
    clock,
    random: systemRandom,
    hashKey: 'key',
    customerDelayMs: () => 3_000,
    notify: (notice) => void notices.push(notice),
  });
  const react = (method: string, fields: object) => gateway.react({ method, ...fields });
  return {
    clock,
    ledger,
    gateway,
    notices,
    react,
    submit: (outcome: OutcomeId, orderNo = 'A1', amount = '12.30') =>
      react('bscanc.pay.submit', {
        merchant_order_no: orderNo,
        auth_code: makeCode({ wallet: 'alipay', outcome }, systemRandom),
        order_amount: amount,
        price_currency: 'USD',
        description: 'A sale',
        expires: '120',
      }),
    query: (orderNo = 'A1') => told(react('order.query', { merchant_order_no: orderNo })),
    cancel: (orderNo = 'A1') => told(react('order.revoker', { merchant_order_no: orderNo })),
    refund: (refundNo: string, amount: string, fields: object = {}) =>
      told(
        react('order.refund.submit', {
          orig_merchant_order_no: 'A1',
          merchant_order_no: refundNo,
          order_amount: amount,
          price_currency: 'USD',
          description: 'A return',
          ...fields,
        }),
      ),
    queryRefund: (transNo: unknown) => told(react('order.refund.query', { trans_no: transNo })),
  };
}

/** The content of an answer: its data, or the code and message of a refusal. */
export function told(reaction: Reaction): Record<string, unknown> {
  if (reaction.kind !== 'answer') return { kind: reaction.kind };
  return { ...('data' in reaction.result ? reaction.result.data : reaction.result) };
}
