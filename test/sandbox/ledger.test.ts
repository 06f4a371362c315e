import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyLedgerEvent,
  chargedMinor,
  type LedgerOrder,
  REVERSAL_MS,
  standingOf,
  truthAt,
} from '../../src/sandbox/ledger.ts';
import { OUTCOMES, type OutcomeId } from '../../src/sandbox/outcomes.ts';

const EXPIRES_MS = 120_000;
const START = 1_000_000;

function orderOf(outcome: OutcomeId, cancelsAfterMs: number[] = [], amountMinor = 1230): LedgerOrder {
  return {
    orderNo: 'A1',
    transNo: '501',
    outcome,
    amountMinor,
    digits: 2,
    currency: 'USD',
    codeHash: 'h',
    codeMask: '28******3456',
    decidesAfterMs: outcome === 'refused' ? 4_000 : 3_000,
    at: START,
    expiresAt: START + EXPIRES_MS,
    cancels: cancelsAfterMs.map((ms, nth) => ({ transNo: `502${nth}`, at: START + ms })),
    refunds: [],
  };
}

const stateAfter = (order: LedgerOrder, ms: number) => standingOf(order, START + ms).state;

test.each<[string, OutcomeId, number[], [number, string][]]>([
  [
    'is paid at once',
    'paid',
    [],
    [
      [0, 'paid'],
      [EXPIRES_MS * 9, 'paid'],
    ],
  ],
  [
    'is paid when the password is in',
    'password',
    [],
    [
      [2_999, 'pending'],
      [3_000, 'paid'],
    ],
  ],
  [
    'is not paid when cancelled before',
    'password',
    [2_000],
    [
      [1_999, 'pending'],
      [2_000, 'closed'],
      [9_000, 'closed'],
    ],
  ],
  [
    'goes back when cancelled after',
    'password',
    [3_500],
    [
      [3_000, 'paid'],
      [3_500, 'reversing'],
      [5_500, 'reversed'],
    ],
  ],
  ['is declined at once', 'declined', [], [[0, 'failed']]],
  ['stays declined after a cancel', 'declined', [1_000], [[2_000, 'failed']]],
  [
    'is refused on the phone',
    'refused',
    [],
    [
      [3_999, 'pending'],
      [4_000, 'failed'],
    ],
  ],
  [
    'is closed before it can be refused',
    'refused',
    [1_000],
    [
      [1_000, 'closed'],
      [5_000, 'closed'],
    ],
  ],
  [
    'is pending until its end',
    'never',
    [],
    [
      [EXPIRES_MS - 1, 'pending'],
      [EXPIRES_MS, 'expired'],
    ],
  ],
  ['cannot be cancelled after its end', 'never', [EXPIRES_MS], [[EXPIRES_MS, 'expired']]],
  ['stays paid when cancelled after its end', 'paid', [EXPIRES_MS], [[EXPIRES_MS + 9_000, 'paid']]],
  [
    'is paid by its cancel, and goes back',
    'race',
    [20_000],
    [
      [19_999, 'pending'],
      [20_000, 'reversing'],
      [22_000, 'reversed'],
    ],
  ],
  [
    'is never paid without a cancel',
    'race',
    [],
    [
      [EXPIRES_MS - 1, 'pending'],
      [EXPIRES_MS, 'expired'],
    ],
  ],
  [
    'needs a third cancel',
    'cancel-fails',
    [15_000, 20_000, 25_000],
    [
      [24_999, 'pending'],
      [25_000, 'closed'],
    ],
  ],
  ['is never paid behind a forged answer', 'forged', [], [[60_000, 'pending']]],
])('an order %s (%s, cancels after %j ms)', (_, outcome, cancels, moments) => {
  const order = orderOf(outcome, cancels);
  expect(moments.map(([ms]) => [ms, stateAfter(order, ms)])).toEqual(moments);
});

const anyOrder = fc
  .tuple(
    fc.constantFrom(...OUTCOMES.map(({ id }) => id)),
    fc.array(fc.oneof(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 0, max: EXPIRES_MS * 2 })), {
      maxLength: 4,
    }),
    fc.integer({ min: 1, max: 1_000_000 }),
  )
  .map(([outcome, cancels, minor]) =>
    orderOf(
      outcome,
      cancels.sort((a, b) => a - b),
      minor,
    ),
  );
const anyMoment = fc.oneof(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: EXPIRES_MS * 3 }));

test('once money has gone back, or an order has ended unpaid, it stays so', () => {
  fc.assert(
    fc.property(anyOrder, anyMoment, anyMoment, (order, one, other) => {
      const [early, late] = [
        stateAfter(order, Math.min(one, other)),
        stateAfter(order, Math.max(one, other)),
      ];
      if (['failed', 'expired', 'closed', 'reversed'].includes(early)) expect(late).toBe(early);
      if (early === 'reversing') expect(['reversing', 'reversed']).toContain(late);
      if (early === 'paid') expect(['paid', 'reversing', 'reversed']).toContain(late);
    }),
  );
});

test('nothing is pending or on its way for ever', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      expect(['pending', 'reversing']).not.toContain(stateAfter(order, EXPIRES_MS + REVERSAL_MS));
    }),
  );
});

test('the merchant keeps the charged amount while the order is paid, and nothing otherwise', () => {
  fc.assert(
    fc.property(anyOrder, anyMoment, (order, ms) => {
      const truth = truthAt(order, START + ms);
      expect(truth.keptMinor).toBe(truth.state === 'paid' ? chargedMinor(order) : 0);
    }),
  );
});

test('a wrong amount is a tenth, and never the right one', () => {
  expect(chargedMinor(orderOf('wrong-amount', [], 1230))).toBe(123);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (minor) => {
      const charged = chargedMinor(orderOf('wrong-amount', [], minor));
      expect(charged).toBeGreaterThan(0);
      expect(charged).not.toBe(minor);
    }),
  );
});

test.each<OutcomeId>(['password', 'refused'])(
  'a customer (%s) who decides after the end decides nothing',
  (outcome) => {
    const order = { ...orderOf(outcome), decidesAfterMs: EXPIRES_MS };
    expect(stateAfter(order, EXPIRES_MS - 1)).toBe('pending');
    expect(stateAfter(order, EXPIRES_MS * 2)).toBe('expired');
  },
);

test('an order nobody submitted does not exist, and a cancel does not make it', () => {
  const cancel = { event: 'cancelAsked', orderNo: 'A1', transNo: '502', at: START } as const;
  expect(applyLedgerEvent(undefined, cancel)).toBeUndefined();
  expect(truthAt(undefined, START)).toEqual({
    exists: false,
    state: 'none',
    paidMinor: 0,
    refundedMinor: 0,
    keptMinor: 0,
  });
});

test('a second submit of the same number changes nothing', () => {
  const first = orderOf('never');
  const { cancels: _, refunds: __, ...again } = orderOf('paid');
  expect(applyLedgerEvent(first, { event: 'submitted', ...again })).toEqual(first);
});
