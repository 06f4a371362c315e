import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RefundAnswer, RefundRequest } from '../../src/payment/gateway.ts';
import type { OutcomeId } from '../../src/sandbox/index.ts';
import type { GatewayRig } from './gateway.ts';

interface Sequence {
  outcome: OutcomeId;
  /** A cancel comes between the payment and the refund. */
  cancelled?: true;
  amount: string;
  /** What the request brings within its time. */
  submit: RefundAnswer['kind'];
  /** What a query right after it brings. */
  query: RefundAnswer['kind'];
  /** What a query three seconds later brings, and the same request sent once more. */
  later: RefundAnswer['kind'];
  again: RefundAnswer['kind'];
  /** What the merchant keeps in the end. */
  kept: number;
}

const GONE = { submit: 'refunding', query: 'refunding', later: 'done', again: 'done' } as const;
const REFUSED = { submit: 'failed', query: 'noRecord', later: 'noRecord', again: 'failed' } as const;

const SEQUENCES: Sequence[] = [
  { outcome: 'paid', amount: '12.30', ...GONE, kept: 0 },
  { outcome: 'paid', amount: '0.01', ...GONE, kept: 1229 },
  { outcome: 'paid', amount: '12.31', ...REFUSED, kept: 1230 },
  { outcome: 'paid', cancelled: true, amount: '12.30', ...REFUSED, kept: 0 },
  { outcome: 'discount', amount: '12.30', ...GONE, kept: 0 },
  { outcome: 'wrong-amount', amount: '1.23', ...GONE, kept: 0 },
  { outcome: 'wrong-amount', amount: '12.30', ...REFUSED, kept: 123 },
  { outcome: 'cancel-keeps', cancelled: true, amount: '12.30', ...GONE, kept: 0 },
  { outcome: 'declined', amount: '12.30', ...REFUSED, kept: 0 },
  {
    outcome: 'refund-fails',
    amount: '5.00',
    submit: 'refunding',
    query: 'refunding',
    later: 'failed',
    again: 'failed',
    kept: 1230,
  },
  {
    outcome: 'refund-lost',
    amount: '5.00',
    submit: 'unknown',
    query: 'noRecord',
    later: 'done',
    again: 'done',
    kept: 730,
  },
];

/** What every gateway keeps to when money is asked back. One rig serves all tests, side by side. */
export function refundContract(name: string, start: () => Promise<GatewayRig>): void {
  let rig: GatewayRig;
  beforeAll(async () => {
    rig = await start();
  });
  afterAll(() => rig.close());

  const options = { timeoutMs: 15_000 };
  /** A payment as `outcome` says, and a refund of it that nobody asked for yet. */
  const sold = async (outcome: OutcomeId, amount: string): Promise<RefundRequest> => {
    const payment = rig.payment(outcome);
    const { orderNo, currency } = payment;
    await rig.gateway.submit(payment, options);
    return { refundNo: `${orderNo}R`, orderNo, amount, currency, description: 'A return' };
  };

  test.concurrent.each(SEQUENCES)(
    `${name}: $amount back of $outcome (cancelled: $cancelled) goes submit $submit, query $query, later $later`,
    async (row) => {
      const { gateway, truthOf, clock } = rig;
      const request = await sold(row.outcome, row.amount);
      const { refundNo, orderNo } = request;
      if (row.cancelled) await gateway.cancel(orderNo, options);
      const query = async () => (await gateway.queryRefund({ refundNo }, options)).kind;

      expect((await gateway.refund(request, options)).kind).toBe(row.submit);
      expect(await query()).toBe(row.query);
      await clock.sleep(3_000);
      expect(await query()).toBe(row.later);
      expect((await gateway.refund(request, options)).kind).toBe(row.again);
      expect(truthOf(orderNo).keptMinor).toBe(row.kept);
    },
  );

  test.concurrent(`${name}: a refund states its number, the kind of transaction, its amount and currency`, async () => {
    const request = await sold('paid', '5.00');
    await rig.gateway.refund(request, options);
    expect(await rig.gateway.queryRefund({ refundNo: request.refundNo }, options)).toMatchObject({
      kind: 'refunding',
      facts: {
        orderNo: request.refundNo,
        transType: 3,
        transAmount: '5.00',
        currency: request.currency,
        transNo: expect.any(String),
      },
    });
  });

  test.concurrent(`${name}: a query may answer with the sale's number, the kind of transaction and the amount`, async () => {
    const request = await sold('refund-odd', '5.00');
    const asked = await rig.gateway.refund(request, options);
    const told = await rig.gateway.queryRefund({ refundNo: request.refundNo }, options);
    expect(told).toMatchObject({ facts: { orderNo: request.orderNo, transType: 3, transAmount: '5.00' } });
    expect(told).toMatchObject({
      facts: { transNo: 'facts' in asked ? asked.facts.transNo : undefined },
    });
  });

  test.concurrent(`${name}: a failed refund says why, in the request's answer and in a query's`, async () => {
    const refused = await sold('paid', '12.31');
    expect(await rig.gateway.refund(refused, options)).toMatchObject({
      kind: 'failed',
      code: expect.any(String),
      message: expect.stringMatching(/\w/),
    });
    const failing = await sold('refund-fails', '1.00');
    await rig.gateway.refund(failing, options);
    await rig.clock.sleep(3_000);
    expect(await rig.gateway.queryRefund({ refundNo: failing.refundNo }, options)).toMatchObject({
      kind: 'failed',
      code: expect.any(String),
      message: expect.stringMatching(/\w/),
    });
  });

  test.concurrent(`${name}: one number never gives back two amounts`, async () => {
    const request = await sold('paid', '5.00');
    await rig.gateway.refund(request, options);
    expect((await rig.gateway.refund({ ...request, amount: '6.00' }, options)).kind).toBe('unknown');
    expect(rig.truthOf(request.orderNo).keptMinor).toBe(730);
  });

  test.concurrent(`${name}: a refund of a sale nobody knows is no definite no`, async () => {
    const request = { ...(await sold('paid', '5.00')), orderNo: 'P261120NOBODY0000000000' };
    expect((await rig.gateway.refund(request, options)).kind).toBe('noRecord');
  });
}
