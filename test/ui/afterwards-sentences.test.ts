import { expect, test } from 'vitest';
import type { Order, Refund } from '../../src/payment/index.ts';
import type { ScreenAction, ScreenMode } from '../../src/ui/messages.ts';
import { opened, refund, settlement, tooLow } from '../support/after-sale.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { REFUND_AT } from '../support/refunds.ts';
import { screenFor } from '../support/screens.ts';

const ON_THE_LANE: [title: string, Partial<Order>, ScreenMode, message: string, hint: string][] = [
  [
    'all of it is going back',
    { state: 'paid', refunds: [refund('submitting')] },
    'refunding',
    'The money is going back to the customer',
    'Do not hand over the goods. It goes on by itself.',
  ],
  [
    'a part is going back',
    { state: 'paid', refunds: [refund('refunding', 500)] },
    'refunding',
    '5.00 USD of 12.30 USD is going back to the customer',
    '7.30 USD stays with the shop. It goes on by itself.',
  ],
  [
    'the last part is going back',
    { state: 'paid', refunds: [refund('done', 730), refund('created', 500)] },
    'refunding',
    '5.00 USD of 12.30 USD is going back to the customer',
    'It goes on by itself.',
  ],
  [
    'all of it is back',
    { state: 'paid', refunds: [refund('done')] },
    'refunded',
    'The customer has the money back',
    'Do not hand over the goods.',
  ],
  [
    'all of it is back, in two parts',
    { state: 'paid', refunds: [refund('done', 730), refund('failed', 500), refund('done', 500)] },
    'refunded',
    'The customer has the money back',
    'Do not hand over the goods.',
  ],
  [
    'a part is back',
    { state: 'paid', refunds: [refund('done', 500)] },
    'refunded',
    '5.00 USD of 12.30 USD went back to the customer',
    '7.30 USD stays with the shop.',
  ],
  [
    'it was given back in cash',
    { state: 'paid', refunds: [refund('done', 1230, { outside: true })] },
    'refunded',
    'Given back another way',
    'Do not hand over the goods.',
  ],
  [
    'the refund failed',
    { state: 'paid', refunds: [refund('failed', 1230, tooLow)] },
    'attention',
    'The money could not be sent back',
    'The wallet says: Balance too low. Call a manager.',
  ],
  [
    'the refund failed without a word',
    { state: 'paid', refunds: [refund('failed')] },
    'attention',
    'The money could not be sent back',
    'Call a manager.',
  ],
  [
    'somebody decided that it went back',
    { state: 'paid', refunds: [refund('done', 1230, { settledBy: 'Ann' })] },
    'refunded',
    'The customer has the money back',
    'Ann decided so. Do not hand over the goods.',
  ],
  [
    'somebody decided that it did not go back',
    { state: 'paid', refunds: [refund('failed', 1230, { settledBy: 'Ann' })] },
    'attention',
    'The money could not be sent back',
    'Ann decided so. Call a manager.',
  ],
  [
    'nobody knows whether it went',
    { state: 'paid', refunds: [refund('stuck')] },
    'attention',
    'Not sure that the money went back to the customer',
    'The till keeps asking. Do not give it back in cash. Call a manager.',
  ],
  [
    'a sale that was not paid was charged after all',
    { state: 'cancelled', cases: [opened('paidAfterAll')], paidBehindLineAt: SENT_AT },
    'attention',
    'Charged after all',
    'Do not hand over the goods. It is being sent back. Call a manager if the customer asks.',
  ],
  [
    'a wrong amount was charged after all',
    {
      state: 'declined',
      cases: [opened('wrongAmountAfterAll', '1.23 USD')],
      chargedText: '1.23 USD',
      chargedMinor: 123,
    },
    'attention',
    'Charged after all: 1.23 USD',
    'Do not hand over the goods. It is being sent back. Call a manager if the customer asks.',
  ],
  [
    'another currency was charged after all, which no till can send back',
    { state: 'declined', cases: [opened('wrongAmountAfterAll', '1.23 EUR')], chargedText: '1.23 EUR' },
    'attention',
    'Charged after all: 1.23 EUR',
    'Do not hand over the goods. It could not be sent back. Call a manager.',
  ],
  [
    'money found after the end does not go back',
    {
      state: 'cancelled',
      cases: [opened('paidAfterAll')],
      refunds: [refund('failed', 1230, { ...tooLow, purpose: 'reversal' })],
    },
    'attention',
    'Charged after all',
    'Do not hand over the goods. It could not be sent back. The wallet says: Balance too low. Call a manager.',
  ],
  [
    'a paid sale is not paid any more',
    { state: 'paid', cases: [opened('notPaidAfterAll', 'closed')] },
    'attention',
    'The wallet denies this payment',
    'The shop may not have the money for it. Call a manager.',
  ],
  [
    'a paid sale is of another amount now',
    { state: 'paid', cases: [opened('wrongAmountAfterAll', '1.23 USD')] },
    'attention',
    'The wallet says now 1.23 USD instead of 12.30 USD',
    'Call a manager.',
  ],
  [
    'somebody decided that it was paid',
    { state: 'stuck', settlement: settlement('paid') },
    'settled',
    'Ann decided: the money came in',
    'The reason: The receipt was shown. Ask Ann whether the goods go out.',
  ],
  [
    'somebody decided that it was not paid',
    { state: 'stuck', settlement: settlement('notPaid') },
    'settled',
    'Ann decided: no money came in',
    'The reason: The receipt was shown. Keep the goods.',
  ],
  [
    'somebody decided of money that nobody knows whether it went back',
    {
      state: 'stuck',
      paidBehindLineAt: SENT_AT,
      refunds: [refund('stuck', 1230, { purpose: 'reversal' })],
      settlement: settlement('notPaid', { at: REFUND_AT + 60_000 }),
    },
    'settled',
    'Ann decided: no money came in',
    'The reason: The receipt was shown. Keep the goods.',
  ],
  [
    'a held amount is kept',
    { state: 'held', chargedText: '1.23 USD', chargedMinor: 123, settlement: settlement('paid') },
    'settled',
    'Ann decided to keep the 1.23 USD',
    'The reason: The receipt was shown. Ask Ann whether the goods go out.',
  ],
  [
    'a held amount is not kept',
    {
      state: 'held',
      chargedText: '1.23 USD',
      chargedMinor: 123,
      settlement: settlement('notPaid'),
      refunds: [refund('submitting', 123, { purpose: 'reversal' })],
    },
    'settled',
    'Ann decided to give the 1.23 USD back',
    'The reason: The receipt was shown. Keep the goods. What was charged is going back to the customer.',
  ],
];

test.each(ON_THE_LANE)('on its lane: %s', (_, order, mode, message, hint) => {
  expect(screenFor({ order })).toMatchObject({ mode, message, hint });
  expect(screenFor({ order, setting: { sandbox: true } })).toMatchObject({ mode, message, hint });
});

test.each(ON_THE_LANE)('the next sale can begin: %s', (_, order) => {
  const actions: ScreenAction[] =
    order.settlement?.as === 'notPaid' ? ['retry', 'charge', 'dismiss'] : ['charge', 'dismiss'];
  expect(screenFor({ order })).toMatchObject({ actions });
  const block = { kind: 'stopping', since: SENT_AT } as const;
  expect(screenFor({ order, view: { block } })).toMatchObject({ actions: ['dismiss'] });
});

test('the figure beside "given back" is what went back, not what the sale was', () => {
  const amountOf = (...refunds: Refund[]) => screenFor({ order: { state: 'paid', refunds } }).amount?.minor;
  expect(amountOf(refund('refunding', 500))).toBe(500);
  expect(amountOf(refund('done', 500), refund('done', 200))).toBe(700);
  expect(amountOf(refund('failed', 500))).toBe(500);
  expect(amountOf(refund('done'))).toBe(1230);
});

test('the figure beside "settled" is what was charged, where that is another amount', () => {
  const decided = { state: 'held', settlement: settlement('paid') } as const;
  const charged = { chargedText: '1.23 USD', chargedMinor: 123 };
  expect(screenFor({ order: { ...decided, ...charged } }).amount?.minor).toBe(123);
  expect(screenFor({ order: { ...decided, chargedText: '1.23 EUR' } }).amount?.minor).toBe(1230);
});

test('money is given back while the wallets are off, but not while nothing can be written down', () => {
  const order = { state: 'paid', resumedAt: SENT_AT, finalAt: SENT_AT + 500 } as const;
  const trouble = { since: SENT_AT, detail: 'no connection', cure: 'check the cable' };
  const off = screenFor({ order, view: { block: { kind: 'unreachable', ...trouble } } });
  expect(off.actions).toEqual(['dismiss', 'giveBack']);
  const full = screenFor({ order, view: { block: { kind: 'storeFault', since: SENT_AT, detail: 'full' } } });
  expect(full.actions).toEqual(['dismiss']);
});

const LISTED: [title: string, Partial<Order>, state: string, attention: boolean, text: string][] = [
  [
    'one that runs',
    { state: 'pending' },
    'pending',
    false,
    'The till keeps asking by itself. Do not charge it again.',
  ],
  [
    'one that is called off',
    { state: 'reversing' },
    'reversing',
    false,
    'It is being cancelled; any money goes back by itself.',
  ],
  [
    'one that nobody knows of',
    { state: 'stuck' },
    'stuck',
    true,
    'Not confirmed. The till keeps asking. Call a manager.',
  ],
  [
    'one whose money does not go back',
    { state: 'stuck', paidBehindLineAt: SENT_AT },
    'stuck',
    true,
    'Charged, and the money could not be sent back by itself. Call a manager.',
  ],
  [
    'a held one',
    { state: 'held', chargedText: '1.23 USD' },
    'held',
    true,
    'Charged 1.23 USD instead of 12.30 USD. Do not hand over the goods. Call a manager: it can be kept or given back.',
  ],
  [
    'a case',
    { state: 'cancelled', cases: [opened('paidAfterAll')] },
    'case',
    true,
    'Charged after all. Do not hand over the goods. It is being sent back. Call a manager if the customer asks.',
  ],
  [
    'a refund that nobody knows the end of',
    { state: 'paid', refunds: [refund('stuck', 500)] },
    'refundStuck',
    true,
    'Not sure that 5.00 USD of 12.30 USD went back to the customer. The till keeps asking. Do not give it back in cash. Call a manager.',
  ],
];

test.each(LISTED)('beside the sale of the lane is listed %s', (_, changes, state, attention, text) => {
  const other = orderOf({ orderNo: 'OTHER', ...changes });
  expect(screenFor({ view: { otherOpen: [other] } }).openOrders).toEqual([
    {
      orderNo: 'OTHER',
      amount: { minor: 1230, currency: 'USD', digits: 2 },
      state,
      attention,
      text,
      since: SENT_AT,
    },
  ]);
});
