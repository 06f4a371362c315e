import { expect, test } from 'vitest';
import type { Order } from '../../src/payment/index.ts';
import { closed, opened, refund, settlement, tooLow } from '../support/after-sale.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { screenFor } from '../support/screens.ts';
import { cornerShop } from '../support/shop.ts';

const WHAT = '12.30 USD from 03:00';
const NOTICES: [Partial<Order>, tone: 'info' | 'attention', text: string][] = [
  [{ state: 'paid' }, 'attention', `${WHAT} was paid.`],
  [{ state: 'cancelled' }, 'info', `${WHAT} was cancelled. The customer keeps the money, or has it back.`],
  [
    { state: 'cancelled', paidBehindLineAt: SENT_AT },
    'attention',
    `${WHAT} had been charged. The customer has the money back.`,
  ],
  [
    { state: 'cancelled', chargedText: '1.23 USD' },
    'attention',
    `${WHAT} had been charged. The customer has the money back.`,
  ],
  [{ state: 'declined' }, 'info', `${WHAT} was not charged.`],
  [{ state: 'notSent' }, 'info', `${WHAT} was not charged.`],
  [
    { state: 'cancelled', cases: [opened('paidAfterAll')] },
    'attention',
    `${WHAT} was charged after all. It is being sent back. Call a manager if the customer asks.`,
  ],
  [
    { state: 'cancelled', cases: [opened('wrongAmountAfterAll', '1.23 USD')] },
    'attention',
    `1.23 USD was charged after all for ${WHAT}. It is being sent back. Call a manager if the customer asks.`,
  ],
  [
    { state: 'cancelled', cases: [opened('paidAfterAll')], refunds: [refund('stuck')] },
    'attention',
    `${WHAT} was charged after all. It is not sure that it went back. The till keeps asking. Do not give it back in cash. Call a manager.`,
  ],
  [
    { state: 'paid', cases: [opened('notPaidAfterAll')] },
    'attention',
    `${WHAT} counted as paid, and the wallet denies it now. Call a manager.`,
  ],
  [
    { state: 'paid', cases: [opened('wrongAmountAfterAll', '1.23 USD')] },
    'attention',
    `${WHAT} was paid, and the wallet says now 1.23 USD. Call a manager.`,
  ],
  [
    {
      state: 'cancelled',
      cases: [closed('paidAfterAll')],
      moneyBackAt: SENT_AT,
      paidBehindLineAt: SENT_AT,
      refunds: [refund('done', 1230, { purpose: 'reversal' })],
    },
    'attention',
    `${WHAT} had been charged after all. The customer has the money back.`,
  ],
  [
    { state: 'cancelled', cases: [closed('paidAfterAll')] },
    'info',
    `${WHAT} had been charged after all. The customer keeps the money, or has it back.`,
  ],
  [{ state: 'stuck', settlement: settlement('paid') }, 'info', `${WHAT}: Ann decided: the money came in.`],
  [
    { state: 'stuck', settlement: settlement('paid', { agreedAt: SENT_AT + 90_000 }) },
    'info',
    `${WHAT}: Ann decided: the money came in. The wallet says the same now.`,
  ],
  [
    { state: 'cancelled', settlement: settlement('notPaid') },
    'info',
    `${WHAT}: Ann decided: no money came in. The wallet says the same now.`,
  ],
  [
    {
      state: 'paid',
      cases: [closed('notPaidAfterAll', SENT_AT + 30_000)],
      settlement: settlement('notPaid'),
    },
    'attention',
    `${WHAT}: Ann decided: no money came in.`,
  ],
  [
    { state: 'stuck', settlement: settlement('notPaid'), cases: [opened('paidAfterAll')] },
    'attention',
    `${WHAT} was charged after all. It is being sent back. Call a manager if the customer asks.`,
  ],
  [
    {
      state: 'stuck',
      settlement: settlement('notPaid'),
      cases: [closed('paidAfterAll')],
      moneyBackAt: SENT_AT,
    },
    'info',
    `${WHAT} had been charged after all. The customer has the money back.`,
  ],
  [{ state: 'paid', refunds: [refund('submitting')] }, 'attention', `${WHAT} is going back to the customer.`],
  [{ state: 'paid', refunds: [refund('done')] }, 'info', `${WHAT} went back to the customer.`],
  [
    { state: 'paid', refunds: [refund('done', 500)] },
    'info',
    `5.00 USD of ${WHAT} went back to the customer.`,
  ],
  [
    { state: 'paid', refunds: [refund('done', 500, { outside: true })] },
    'info',
    `5.00 USD of ${WHAT} was given back another way.`,
  ],
  [
    { state: 'paid', refunds: [refund('failed', 500, tooLow)] },
    'attention',
    `5.00 USD of ${WHAT} could not be sent back. The wallet says: Balance too low. Call a manager.`,
  ],
  [
    { state: 'paid', refunds: [refund('stuck')] },
    'attention',
    `It is not sure that ${WHAT} went back to the customer. Call a manager.`,
  ],
];

test.each(NOTICES)('of %j beside the lane the newest truth is told', (changes, tone, text) => {
  const order = orderOf({ orderNo: 'N1', ...changes });
  expect(screenFor({ view: { notices: [{ at: SENT_AT, order }] } }).notices).toEqual([
    { id: 'N1', tone, text, at: SENT_AT },
  ]);
});

test("times are the shop's own, amounts have their currency's decimals", () => {
  const order = orderOf({ state: 'paid', amountMinor: 1234, currency: 'JPY', digits: 0 });
  const view = { notices: [{ at: SENT_AT, order }] };
  const { notices: told } = screenFor({
    view,
    setting: { timeZone: 'Asia/Tokyo', shop: () => cornerShop({ locale: 'ko' }) },
  });
  expect(told[0]?.text).toBe('1,234 JPY from 17:00 was paid.');
});
