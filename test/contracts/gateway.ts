import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import type { Answer, Gateway, SubmitRequest } from '../../src/payment/gateway.ts';
import type { OutcomeId, Truth } from '../../src/sandbox/index.ts';

/** A gateway for the contract, and the truth behind it. */
export interface GatewayRig {
  gateway: Gateway;
  /** A payment that will go as `outcome` says. */
  payment(outcome: OutcomeId): SubmitRequest;
  truthOf(orderNo: string): Truth;
  /** The clock both live by; the sequences take up to a minute of it. */
  clock: Clock;
  close(): Promise<void>;
}

type AnswerKind = Answer['kind'];

interface Sequence {
  outcome: OutcomeId;
  /** What the submit brings within its time. */
  submit: AnswerKind;
  /** What a query right after it brings. */
  query: AnswerKind;
  /** What a query five seconds later brings. */
  later: AnswerKind;
  /** What each cancel in turn brings. */
  cancels: ('accepted' | 'refused' | 'unknown')[];
  /** What a query three seconds after the last cancel brings. */
  end: AnswerKind;
  /** What the merchant keeps before the cancels, and after. */
  kept: [number, number];
}

const SEQUENCES: Sequence[] = [
  {
    outcome: 'paid',
    submit: 'success',
    query: 'success',
    later: 'success',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [1230, 0],
  },
  {
    outcome: 'password',
    submit: 'pending',
    query: 'pending',
    later: 'success',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [1230, 0],
  },
  {
    outcome: 'never',
    submit: 'pending',
    query: 'pending',
    later: 'pending',
    cancels: ['accepted'],
    end: 'declined',
    kept: [0, 0],
  },
  {
    outcome: 'declined',
    submit: 'declined',
    query: 'declined',
    later: 'declined',
    cancels: ['refused'],
    end: 'declined',
    kept: [0, 0],
  },
  {
    outcome: 'refused',
    submit: 'pending',
    query: 'pending',
    later: 'declined',
    cancels: ['refused'],
    end: 'declined',
    kept: [0, 0],
  },
  {
    outcome: 'no-answer',
    submit: 'unknown',
    query: 'success',
    later: 'success',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [1230, 0],
  },
  {
    outcome: 'lost',
    submit: 'unknown',
    query: 'noRecord',
    later: 'noRecord',
    cancels: ['refused'],
    end: 'noRecord',
    kept: [0, 0],
  },
  {
    outcome: 'race',
    submit: 'pending',
    query: 'pending',
    later: 'pending',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [0, 0],
  },
  {
    outcome: 'cancel-fails',
    submit: 'pending',
    query: 'pending',
    later: 'pending',
    cancels: ['refused', 'refused', 'accepted'],
    end: 'declined',
    kept: [0, 0],
  },
  {
    outcome: 'forged',
    submit: 'unknown',
    query: 'pending',
    later: 'pending',
    cancels: ['accepted'],
    end: 'declined',
    kept: [0, 0],
  },
  {
    outcome: 'wrong-amount',
    submit: 'success',
    query: 'success',
    later: 'success',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [123, 0],
  },
  {
    outcome: 'slow',
    submit: 'success',
    query: 'success',
    later: 'success',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [1230, 0],
  },
  {
    outcome: 'cancel-keeps',
    submit: 'pending',
    query: 'pending',
    later: 'pending',
    cancels: ['accepted', 'accepted'],
    end: 'success',
    kept: [0, 1230],
  },
  {
    outcome: 'unknown-code',
    submit: 'unknown',
    query: 'success',
    later: 'success',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [1230, 0],
  },
  {
    outcome: 'notified',
    submit: 'pending',
    query: 'pending',
    later: 'success',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [1230, 0],
  },
  {
    outcome: 'notified-forged',
    submit: 'pending',
    query: 'pending',
    later: 'pending',
    cancels: ['accepted'],
    end: 'declined',
    kept: [0, 0],
  },
  {
    outcome: 'discount',
    submit: 'success',
    query: 'success',
    later: 'success',
    cancels: ['accepted'],
    end: 'cancelled',
    kept: [1230, 0],
  },
];

/** What every gateway keeps to, outcome by outcome. One rig serves all tests, side by side. */
export function gatewayContract(name: string, start: () => Promise<GatewayRig>): void {
  let rig: GatewayRig;
  beforeAll(async () => {
    rig = await start();
  });
  afterAll(() => rig.close());

  test.concurrent.each(SEQUENCES)(
    `${name}: $outcome goes submit $submit, query $query, later $later, end $end`,
    async (row) => {
      const { gateway, payment, truthOf, clock } = rig;
      const request = payment(row.outcome);
      const { orderNo } = request;
      const query = async () => (await gateway.query(orderNo, { timeoutMs: 20_000 })).kind;

      expect((await gateway.submit(request, { timeoutMs: 15_000 })).kind).toBe(row.submit);
      expect(await query()).toBe(row.query);
      await clock.sleep(5_000);
      expect(await query()).toBe(row.later);
      expect(truthOf(orderNo)).toMatchObject({ exists: row.query !== 'noRecord', keptMinor: row.kept[0] });
      for (const kind of row.cancels) {
        expect((await gateway.cancel(orderNo, { timeoutMs: 20_000 })).kind).toBe(kind);
      }
      await clock.sleep(3_000);
      expect(await query()).toBe(row.end);
      expect(truthOf(orderNo).keptMinor).toBe(row.kept[1]);
    },
  );

  test.concurrent(`${name}: a success states our number, amount, currency, attach and kind of transaction`, async () => {
    const { gateway, payment } = rig;
    const request = payment('paid');
    await gateway.submit(request, { timeoutMs: 20_000 });
    expect(await gateway.query(request.orderNo, { timeoutMs: 20_000 })).toMatchObject({
      kind: 'success',
      facts: {
        orderNo: request.orderNo,
        orderAmount: request.amount,
        paidAmount: request.amount,
        currency: request.currency,
        attach: request.attach,
        transType: 1,
        transNo: expect.any(String),
        endedAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      },
    });
  });

  test.concurrent(`${name}: money that goes back can be followed by the cancel's own number`, async () => {
    const { gateway, payment, clock } = rig;
    const request = payment('race');
    const options = { timeoutMs: 20_000 };
    await gateway.submit(request, options);
    const cancelled = await gateway.cancel(request.orderNo, options);
    const reversalNo = cancelled.kind === 'accepted' ? (cancelled.transNo ?? '') : '';
    expect(await gateway.query(request.orderNo, options)).toMatchObject({ kind: 'success' });
    expect(await gateway.queryRefund({ transNo: reversalNo }, options)).toMatchObject({ kind: 'refunding' });
    await clock.sleep(3_000);
    expect(await gateway.queryRefund({ transNo: reversalNo }, options)).toMatchObject({ kind: 'done' });
    expect(await gateway.query(request.orderNo, options)).toMatchObject({ kind: 'cancelled' });
    expect(await gateway.queryRefund({ transNo: '50000' }, options)).toMatchObject({ kind: 'noRecord' });
  });

  test.concurrent(`${name}: a number that has requested payment once never does again`, async () => {
    const { gateway, payment, truthOf } = rig;
    const first = payment('never');
    await gateway.submit(first, { timeoutMs: 20_000 });
    const again = { ...payment('paid'), orderNo: first.orderNo };
    expect((await gateway.submit(again, { timeoutMs: 20_000 })).kind).toBe('unknown');
    expect(truthOf(first.orderNo)).toMatchObject({ state: 'pending', keptMinor: 0 });
  });

  test.concurrent(`${name}: the preflight is ready`, async () => {
    const { gateway } = rig;
    expect(await gateway.preflight({ timeoutMs: 20_000 })).toEqual({ kind: 'ready' });
  });
}
