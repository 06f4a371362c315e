import { expect, test } from 'vitest';
import type { ScannerStatus } from '../../src/devices/index.ts';
import type { Block, LanePhase, LaneView, Order, Sale, ScanRefusal } from '../../src/payment/index.ts';
import { isFinal, type OrderState } from '../../src/payment/order.ts';
import { FINAL_REFUND_STATES, OPEN_REFUND_STATES } from '../../src/payment/refund.ts';
import type { Screen, ScreenAction, ScreenMode } from '../../src/ui/messages.ts';
import { screenOf } from '../../src/ui/screen.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';
import { setting } from '../support/screen-setting.ts';

const NOW = SENT_AT + 20_000;

const sale: Sale = {
  saleId: 'S2611200000000000000',
  lane: '1',
  amountMinor: 1230,
  currency: 'USD',
  digits: 2,
  orderNos: [],
  state: 'ready',
  createdAt: SENT_AT,
};

function screenFor(
  phase: LanePhase,
  changes: Partial<LaneView> = {},
  scanners: ScannerStatus[] = [],
): Screen {
  const view: LaneView = {
    lane: '1',
    phase,
    isBusy: false,
    canRelease: false,
    notices: [],
    otherOpen: [],
    warnings: [],
    ...changes,
  };
  return screenOf({ view, scanners, rev: 7, now: NOW }, setting);
}

const withOrder = (order: Partial<Order>): LanePhase => ({
  kind: 'order',
  sale: { ...sale, state: order.state ?? 'submitting' },
  order: orderOf(order),
});
const ready: LanePhase = { kind: 'ready', sale, since: SENT_AT, until: SENT_AT + 90_000 };

const trouble = { since: SENT_AT, detail: 'no connection to pay.example', cure: 'check the cable' };
const blocks: { [kind in Block['kind']]: [Extract<Block, { kind: kind }>, message: string, hint: string] } = {
  starting: [{ kind: 'starting', since: SENT_AT }, 'Starting', 'Checking the connection to the wallets.'],
  stopping: [
    { kind: 'stopping', since: SENT_AT },
    'The till is restarting',
    'Payments that are running go on by themselves.',
  ],
  unreachable: [
    { kind: 'unreachable', ...trouble },
    'Wallets unreachable since 03:00',
    'Take another payment. For the technician: No connection to pay.example. Check the cable.',
  ],
  refused: [
    { kind: 'refused', ...trouble },
    'The wallets do not accept this till',
    'Take another payment. For the technician: No connection to pay.example. Check the cable.',
  ],
  untrusted: [
    { kind: 'untrusted', ...trouble },
    "The wallets' answers cannot be trusted",
    'Take another payment. For the technician: No connection to pay.example. Check the cable.',
  ],
  clockWrong: [
    { kind: 'clockWrong', since: SENT_AT, skewMs: -20 * 60_000 },
    "This till's clock is wrong",
    'Take another payment. For the technician: it is 20 minutes slow. Set it, and switch automatic time on.',
  ],
  storeFault: [
    { kind: 'storeFault', since: SENT_AT, detail: 'ENOSPC: no space left on device' },
    'The till cannot write sales down',
    'Take another payment. For the technician: ENOSPC: no space left on device. Free space on the disk, or mend it: the till goes on by itself then.',
  ],
};
const block = blocks.unreachable[0];
const blockRows = Object.values(blocks);

interface Shown {
  mode: ScreenMode;
  actions: ScreenAction[];
  /** Past the wait, or where the wallets cannot be reached, it may differ. */
  released?: { mode: ScreenMode; actions: ScreenAction[] };
  blocked?: ScreenAction[];
}

const again: Pick<Shown, 'actions' | 'blocked'> = {
  actions: ['retry', 'charge', 'dismiss'],
  blocked: ['dismiss'],
};
const choices: ScreenAction[] = ['keepWaiting', 'nextCustomer', 'paidAnotherWay'];
const released = { mode: 'unknown', actions: choices } as const;

const shown: Record<OrderState, Shown> = {
  created: { mode: 'paying', actions: ['cancel'], released: { ...released } },
  submitting: { mode: 'paying', actions: ['cancel'], released: { ...released } },
  pending: { mode: 'paying', actions: ['cancel'], released: { ...released } },
  cancelling: { mode: 'cancelling', actions: [], released: { ...released } },
  reversing: { mode: 'cancelling', actions: [], released: { ...released } },
  stuck: { mode: 'unknown', actions: [], released: { ...released } },
  held: { mode: 'held', actions: ['nextCustomer'] },
  paid: { mode: 'paid', actions: ['charge', 'dismiss'], blocked: ['dismiss'] },
  declined: { mode: 'declined', ...again },
  cancelled: { mode: 'cancelled', ...again },
  notSent: { mode: 'notSent', ...again },
};
const states = Object.keys(shown) as OrderState[];

test.each(states)(
  '%s has its mode and its buttons, in time, past it and while nothing can be sold',
  (state) => {
    const { mode, actions, blocked = actions } = shown[state];
    const phase = withOrder({ state });
    expect(screenFor(phase)).toMatchObject({ mode, actions });
    expect(screenFor(phase, { block })).toMatchObject({ mode, actions: blocked });
    const late = shown[state].released ?? { mode, actions };
    expect(screenFor(phase, { canRelease: true })).toMatchObject(late);
    expect(screenFor(phase, { canRelease: true, block })).toMatchObject(shown[state].released ?? { mode });
  },
);

test.each(states)('%s claims no result and offers nothing while none can be written down', (state) => {
  const screen = screenFor(withOrder({ state }), { canRelease: true, block: blocks.storeFault[0] });
  const { mode } = shown[state];
  if (isFinal({ state })) expect(screen).toMatchObject({ mode, actions: ['dismiss'] });
  else if (state === 'held') expect(screen).toMatchObject({ mode });
  else expect(screen).toMatchObject({ mode: 'unknown', message: 'Not confirmed', actions: [] });
});

test.each(states)('%s names its sale, its amount, its wallet and its masked code', (state) => {
  expect(screenFor(withOrder({ state, payPlatformTransNo: '2026112022001477' }))).toMatchObject({
    saleId: sale.saleId,
    amount: { minor: 1230, currency: 'USD', digits: 2 },
    order: { wallet: 'Alipay', codeMask: '28************1500', walletNumber: '2026112022001477' },
  });
});

const REFUND_STATES = [...OPEN_REFUND_STATES, ...FINAL_REFUND_STATES];
const CASES = ['paidAfterAll', 'wrongAmountAfterAll', 'notPaidAfterAll'] as const;

/** Whatever an order has been through, in every state it can stand in. */
const pasts: Partial<Order>[] = [
  {},
  { cancelWanted: { at: NOW, by: 'cashier' } },
  { firstCancelAt: NOW, cancels: 1 },
  { firstCancelAt: NOW, paidBehindLineAt: NOW },
  { unwanted: { at: NOW, reason: 'nextCustomer' } },
  { resumedAt: NOW, finalAt: NOW + 100 },
  { chargedText: '1.23 USD', paidAmountMinor: 123 },
  { gatewayMessage: 'balance too low' },
  ...REFUND_STATES.flatMap((state) =>
    [500, 1230].map((amountMinor) => ({ refunds: [refundOf({ state, amountMinor })] })),
  ),
  { refunds: [refundOf({ state: 'done', amountMinor: 1230, outside: true })] },
  ...CASES.map((kind) => ({ cases: [{ kind, openedAt: NOW, said: '1.23 USD' }] })),
  ...CASES.map((kind) => ({
    cases: [{ kind, openedAt: NOW, said: '1.23 USD' }],
    refunds: [refundOf({ state: 'failed', amountMinor: 1230 })],
  })),
  ...(['paid', 'notPaid'] as const).map((as) => ({
    settlement: { as, by: 'Ann', at: NOW, reason: 'asked the wallet' },
  })),
];
const everyScreen = [
  ...states.flatMap((state) =>
    pasts.flatMap((past) =>
      [{}, { canRelease: true }, { block }, { block: blocks.storeFault[0] }].map((changes) =>
        screenFor(withOrder({ ...past, state }), changes),
      ),
    ),
  ),
  ...[undefined, ...blockRows.map(([each]) => each)].flatMap((each) =>
    [{ kind: 'idle' } as const, { kind: 'idle', draftMinor: 5 } as const, ready].map((phase) =>
      screenFor(phase, each ? { block: each } : {}),
    ),
  ),
];

test('no screen says paid, or to hand over the goods, before its order is final and paid', () => {
  for (const { mode, message, hint = '' } of everyScreen) {
    const claims = /\bpaid\b/i.test(message) || /(^|\. )Hand over the goods/.test(hint);
    if (mode !== 'paid') expect(claims, `${mode}: ${message} / ${hint}`).toBe(false);
  }
});

test('a screen offers to charge or to try again only where no money is on its way', () => {
  for (const state of states.filter((each) => !isFinal({ state: each }))) {
    const { actions } = screenFor(withOrder({ state }), { canRelease: true });
    expect(actions, state).not.toContain('charge');
    expect(actions, state).not.toContain('retry');
  }
  expect(screenFor(withOrder({ state: 'paid' })).actions).not.toContain('retry');
});

test('every screen speaks to a cashier in whole sentences, without jargon', () => {
  for (const { message, hint = '.' } of everyScreen) {
    const toCashier = `${message}. ${hint.replace(/For the technician:.*/, '')}`;
    expect(toCashier).not.toMatch(
      /gateway|undefined|null|NaN|timeout|HTTP|submit|pending|stuck|unknown|error|order|E\d{5}|\[object/i,
    );
    expect(message).toMatch(/^([A-Z]|\d+\.\d\d USD ).*[^.]$/);
    expect(hint).toMatch(/[.?]$/);
  }
});

test.each(blockRows)('while %j nothing can be begun, and the screen says why', (each, message, hint) => {
  const idle = screenFor({ kind: 'idle' }, { block: each });
  expect(idle).toMatchObject({ mode: 'blocked', actions: [], message, hint });
  const begun = screenFor(ready, { block: each });
  expect(begun).toMatchObject({ mode: 'blocked', actions: ['cancel'], message, hint, saleId: sale.saleId });
});

test('an idle lane asks for the amount, and keeps one that nobody scanned for or that could not be saved', () => {
  expect(screenFor({ kind: 'idle' })).toMatchObject({
    mode: 'idle',
    actions: ['charge'],
    message: 'Type the amount',
  });
  expect(screenFor({ kind: 'idle' })).not.toHaveProperty('amount');
  const amount = { minor: 1230, currency: 'USD', digits: 2 };
  const expired = screenFor({ kind: 'idle', draftMinor: 1230 });
  expect(expired).toMatchObject({ mode: 'idle', amount, message: 'Nobody scanned a code' });
  const unsaved = screenFor({ kind: 'idle', draftMinor: 1230, unsent: true });
  expect(unsaved).toMatchObject({ mode: 'idle', amount, message: 'Nothing was sent, nothing was charged' });
});

const refusals: Record<ScanRefusal, string> = {
  productBarcode: 'That was a product barcode',
  webAddress: 'That code opens a website, it does not pay',
  merchantCode: 'That code is for receiving money',
  fragment: 'Only part of the code was read',
  unreadable: 'That code cannot be read',
  codeUsed: 'This code was used already',
  notReady: 'Scan again',
};

test.each(Object.entries(refusals) as [ScanRefusal, string][])(
  'a ready lane waits on after a scan refused as %s',
  (refusal, message) => {
    expect(screenFor(ready)).toMatchObject({ mode: 'ready', message: "Scan the customer's code" });
    expect(screenFor({ ...ready, refusal })).toMatchObject({
      mode: 'ready',
      actions: ['cancel'],
      message,
      startedAt: SENT_AT,
      deadlineAt: SENT_AT + 90_000,
    });
  },
);
