import { expect, test } from 'vitest';
import type { LaneView, Order, ScanRefusal } from '../../src/payment/index.ts';
import { type CustomerSetting, customerScreenOf } from '../../src/ui/customer-screen.ts';
import type { CustomerScreen } from '../../src/ui/messages.ts';
import { screenOf } from '../../src/ui/screen.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';
import { setting } from '../support/screen-setting.ts';

const customers: CustomerSetting = { customerLocale: () => 'en-GB', wallets: ['Alipay'] };

interface Shown {
  view?: Partial<LaneView>;
  order?: Partial<Order>;
  sandbox?: boolean;
}

function shown({ view, order: changes, sandbox = false }: Shown): CustomerScreen {
  const order = changes && orderOf(changes);
  const whole: LaneView = {
    lane: '1',
    phase: order ? { kind: 'order', sale: { ...order, orderNos: [order.orderNo] }, order } : { kind: 'idle' },
    isBusy: false,
    canRelease: false,
    notices: [],
    otherOpen: [],
    warnings: [],
    ...view,
  };
  const facts = { view: whole, scanners: [], rev: 7, now: SENT_AT + 20_000 };
  return customerScreenOf({ screen: screenOf(facts, { ...setting, sandbox }), view: whole }, customers);
}

const sale = { ...orderOf(), orderNos: [] };
const ready = (refusal?: ScanRefusal): Shown => ({
  view: {
    phase: { kind: 'ready', sale, since: SENT_AT, until: SENT_AT + 90_000, ...(refusal && { refusal }) },
  },
});
const unreachable: LaneView['block'] = { kind: 'unreachable', since: 0, detail: 'secret', cure: 'secret' };
const openCase = { kind: 'paidAfterAll', openedAt: SENT_AT, said: '12.30 USD' } as const;

const STATES: [string, Shown, CustomerScreen['mode'], CustomerScreen['say']][] = [
  ['nothing on the lane', {}, 'welcome', 'welcome'],
  ['nobody scanned', { view: { phase: { kind: 'idle', draftMinor: 1230 } } }, 'welcome', 'welcome'],
  [
    'it could not be written down',
    { view: { phase: { kind: 'idle', draftMinor: 1230, unsent: true } } },
    'notPaid',
    'notCharged',
  ],
  ['the wallets are off', { view: { block: unreachable } }, 'closed', 'closed'],
  ['the wallets go off at the scan', { view: { ...ready().view, block: unreachable } }, 'closed', 'closed'],
  ['the till starts', { view: { block: { kind: 'starting', since: 0 } } }, 'closed', 'starting'],
  ['the till starts anew', { view: { block: { kind: 'stopping', since: 0 } } }, 'closed', 'starting'],
  ['a code is awaited', ready(), 'show', 'showCode'],
  ['a product was scanned', ready('productBarcode'), 'show', 'codeOther'],
  ['a web address was scanned', ready('webAddress'), 'show', 'codeOther'],
  ['a receiving code was scanned', ready('merchantCode'), 'show', 'codeReceives'],
  ['half a code was read', ready('fragment'), 'show', 'codeUnread'],
  ['a code was not read', ready('unreadable'), 'show', 'codeUnread'],
  ['an old code was scanned', ready('codeUsed'), 'show', 'codeUsed'],
  ['a code came too early', ready('notReady'), 'show', 'showCode'],
  ['the order is new', { order: { state: 'created' } }, 'wait', 'asking'],
  ['the wallet is asked', { order: { state: 'submitting' } }, 'wait', 'asking'],
  ['a password is wanted', { order: { state: 'pending' } }, 'confirm', 'confirm'],
  [
    'a cancel is wanted',
    { order: { state: 'pending', cancelWanted: { at: SENT_AT, by: 'cashier' } } },
    'wait',
    'cancelling',
  ],
  ['it is being cancelled', { order: { state: 'cancelling' } }, 'wait', 'cancelling'],
  ['it goes back', { order: { state: 'reversing' } }, 'wait', 'goingBack'],
  ['nobody knows', { order: { state: 'pending' }, view: { canRelease: true } }, 'ask', 'unsure'],
  ['nobody will know soon', { order: { state: 'stuck' } }, 'ask', 'unsure'],
  ['another amount was charged', { order: { state: 'held', chargedText: '1.23 USD' } }, 'ask', 'ask'],
  ['paid', { order: { state: 'paid', finalAt: SENT_AT + 3_000 } }, 'paid', 'paid'],
  [
    'paid although cancelled',
    { order: { state: 'paid', cancelWanted: { at: SENT_AT, by: 'cashier' } } },
    'paid',
    'paidAsk',
  ],
  ['declined', { order: { state: 'declined', gatewayMessage: 'secret' } }, 'notPaid', 'declined'],
  ['cancelled', { order: { state: 'cancelled' } }, 'notPaid', 'cancelled'],
  ['not sent', { order: { state: 'notSent' } }, 'notPaid', 'notCharged'],
  [
    'given back',
    { order: { state: 'paid', refunds: [refundOf({ state: 'done', amountMinor: 500 })] } },
    'refunded',
    'refunded',
  ],
  [
    'being given back',
    { order: { state: 'paid', refunds: [refundOf({ state: 'refunding', amountMinor: 500 })] } },
    'wait',
    'goingBack',
  ],
  [
    'not given back',
    { order: { state: 'paid', refunds: [refundOf({ state: 'failed', amountMinor: 500 })] } },
    'ask',
    'ask',
  ],
  ['a case is open', { order: { state: 'cancelled', cases: [openCase] } }, 'ask', 'ask'],
  [
    'a person decided',
    {
      order: {
        state: 'stuck',
        settlement: { as: 'paid', by: 'secret', at: SENT_AT, reason: 'secret reason' },
      },
    },
    'ask',
    'ask',
  ],
];

test.each(STATES)('the customer sees what fits: %s', (_, state, mode, say) => {
  expect(shown(state)).toMatchObject({ mode, say });
});

test('the customer reads paid where the cashier reads paid, and nowhere else', () => {
  for (const [, state] of STATES) {
    const order = state.order && orderOf(state.order);
    const isPaid = order?.state === 'paid' && order.refunds === undefined;
    expect(shown(state).mode === 'paid').toBe(isPaid);
  }
});

test('a customer is never told "not paid" of what nobody knows, nor of what is held or contradicted', () => {
  for (const [, state] of STATES.filter(([, , mode]) => mode === 'notPaid')) {
    const { state: end, cases } = state.order ?? { state: 'notSent' };
    expect(['declined', 'cancelled', 'notSent']).toContain(end);
    expect(cases).toBeUndefined();
  }
});

test("nothing that is the shop's own is on it", () => {
  const view: Partial<LaneView> = {
    notices: [{ at: SENT_AT, order: orderOf({ orderNo: 'secret-order', state: 'stuck' }) }],
    otherOpen: [orderOf({ orderNo: 'secret-order', state: 'stuck', amountMinor: 77_700 })],
    warnings: [{ kind: 'lossPossible', file: 'secret.json' }],
  };
  const own = /secret|28\*|P261120TEST|S261120|Front|77700/;
  const allowed = [
    ...['bootId', 'rev', 'version', 'lane', 'shopName', 'mode', 'say', 'amount', 'paid', 'startedAt'],
    ...['deadlineAt', 'endedAt', 'wallets', 'language', 'locale', 'sandbox', 'serverTime'],
  ];
  for (const [, state] of STATES) {
    const screen = shown({ ...state, view: { ...view, ...state.view } });
    expect(JSON.stringify(screen)).not.toMatch(own);
    expect(Object.keys(screen).filter((key) => !allowed.includes(key))).toEqual([]);
  }
});

test('the amount is on it from the charge to the end, and none when nothing is to be paid', () => {
  for (const [, state, mode] of STATES) {
    const isOnLane = state.order !== undefined || (state.view?.phase && mode !== 'welcome');
    expect(shown(state).amount !== undefined, JSON.stringify(state)).toBe(Boolean(isOnLane));
  }
  expect(shown(ready()).amount).toEqual({ minor: 1230, currency: 'USD', digits: 2 });
  const back = shown({
    order: { state: 'paid', refunds: [refundOf({ state: 'done', amountMinor: 500 })] },
  });
  expect(back.amount?.minor).toBe(500);
});

test('the time left is told where the customer has to act, and not while it is being cancelled', () => {
  expect(shown(ready())).toMatchObject({ startedAt: SENT_AT, deadlineAt: SENT_AT + 90_000 });
  expect(shown({ order: { state: 'pending' } })).toMatchObject({ deadlineAt: SENT_AT + 50_000 });
  for (const state of ['cancelling', 'reversing', 'paid'] as const) {
    expect(shown({ order: { state } })).not.toHaveProperty('deadlineAt');
  }
});

test('a discount is told to who got it', () => {
  expect(shown({ order: { state: 'paid', paidAmountMinor: 1130 } }).paid?.minor).toBe(1130);
  expect(shown({ order: { state: 'paid', paidAmountMinor: 1230 } })).not.toHaveProperty('paid');
});

test('a result has the moment it came, so that it is not shown again as new', () => {
  expect(shown({ order: { state: 'paid', finalAt: SENT_AT + 3_000 } }).endedAt).toBe(SENT_AT + 3_000);
  const refunds = [refundOf({ state: 'done', amountMinor: 500, finalAt: SENT_AT + 9_000 })];
  expect(shown({ order: { state: 'paid', finalAt: SENT_AT + 3_000, refunds } }).endedAt).toBe(
    SENT_AT + 9_000,
  );
  expect(shown({ order: { state: 'pending' } })).not.toHaveProperty('endedAt');
});

test('a sandbox says that it is one', () => {
  expect(shown({ order: { state: 'paid' }, sandbox: true })).toMatchObject({ mode: 'paid', sandbox: true });
});

test("it is in the shop's language for customers, and of the cashier's own revision", () => {
  expect(shown({})).toMatchObject({
    language: 'en',
    locale: 'en-GB',
    rev: 7,
    bootId: 'BOOT',
    wallets: ['Alipay'],
  });
});
