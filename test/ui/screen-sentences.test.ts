import { expect, test } from 'vitest';
import { NO_COUNTS } from '../../src/devices/gun.ts';
import type { ScannerStatus } from '../../src/devices/index.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { screenFor } from '../support/screens.ts';

test('a screen says whose it is, and whether money moves at all', () => {
  expect(screenFor({})).toMatchObject({
    bootId: 'BOOT',
    rev: 7,
    version: '1.2.3',
    lane: '1',
    laneName: 'Front',
    shopName: 'Corner Shop',
    sandbox: false,
    serverTime: SENT_AT + 20_000,
    maxMinor: 99_999_999,
  });
  expect(screenFor({ setting: { sandbox: true } }).sandbox).toBe(true);
});

test('a payment in time is paid; one that beat the cancel says so; one of a time without a till asks', () => {
  expect(screenFor({ order: { state: 'paid', finalAt: SENT_AT } })).toMatchObject({
    message: 'Paid',
    hint: 'Hand over the goods.',
  });
  const cancelWanted = { at: SENT_AT, by: 'cashier' } as const;
  expect(screenFor({ order: { state: 'paid', cancelWanted } })).toMatchObject({
    message: 'Paid: the cancel came too late',
    hint: 'The customer has paid. Does the customer take the goods?',
    actions: ['dismiss', 'giveBack'],
  });
  // No cancel has left: the customer was given more time, and has used it.
  const cancelHeld = { at: SENT_AT + 1, until: SENT_AT + 80_000, by: 'Mia' };
  expect(screenFor({ order: { state: 'paid', cancelWanted, cancelHeld } })).toMatchObject({
    message: 'Paid',
    actions: ['charge', 'dismiss'],
  });
  const off = screenFor({ order: { state: 'paid', resumedAt: SENT_AT, finalAt: SENT_AT + 500 } });
  expect(off).toMatchObject({
    message: 'Paid while the till was off',
    hint: 'Were the goods handed over?',
    actions: ['dismiss', 'giveBack'],
  });
  const watched = screenFor({ order: { state: 'paid', resumedAt: SENT_AT, finalAt: SENT_AT + 30_000 } });
  expect(watched, 'the cashier stood there when it was paid').toMatchObject({
    message: 'Paid',
    actions: ['charge', 'dismiss'],
  });
});

test('on the sandbox no goods are handed over for a payment that moved no money', () => {
  const practice = screenFor({ order: { state: 'paid', finalAt: SENT_AT }, setting: { sandbox: true } });
  expect(practice).toMatchObject({ mode: 'paid', hint: 'This was practice. No money moved.' });
});

test('on the sandbox a cancel that came too late says so, as it would in the shop', () => {
  const cancelWanted = { at: SENT_AT, by: 'cashier' as const };
  const order = { state: 'paid' as const, finalAt: SENT_AT, cancelWanted };
  expect(screenFor({ order, setting: { sandbox: true } })).toMatchObject({
    message: 'Paid: the cancel came too late',
    hint: 'This was practice. No money moved. Does the customer take the goods?',
  });
});

test('a discount or a fee shows what the customer really paid', () => {
  const paid = (paidAmountMinor: number) => screenFor({ order: { state: 'paid', paidAmountMinor } }).order;
  expect(paid(1100)).toMatchObject({ paid: { minor: 1100, currency: 'USD', digits: 2 } });
  expect(paid(1230)).not.toHaveProperty('paid');
});

test('a held amount names both, and keeps the goods', () => {
  expect(screenFor({ order: { state: 'held', chargedText: '1.23 USD' } })).toMatchObject({
    message: 'Charged 1.23 USD instead of 12.30 USD',
    hint: 'Do not hand over the goods. Call a manager: it can be kept or given back.',
  });
});

test('a cancelled sale promises no more than is known: that nothing is kept, and what went back', () => {
  const never = screenFor({ order: { state: 'cancelled' } });
  expect(never).toMatchObject({
    message: 'Cancelled',
    hint: 'The customer keeps the money, or has it back. Do not hand over the goods.',
  });
  const back = { hint: 'The customer has the money back. Do not hand over the goods.' };
  expect(screenFor({ order: { state: 'cancelled', paidBehindLineAt: SENT_AT } })).toMatchObject(back);
  expect(screenFor({ order: { state: 'cancelled', chargedText: '1.23 USD' } })).toMatchObject(back);
});

test('a decline passes on what the wallet says, as a sentence', () => {
  const hint = (gatewayMessage?: string) =>
    screenFor({ order: { state: 'declined', ...(gatewayMessage === undefined ? {} : { gatewayMessage }) } })
      .hint;
  expect(hint()).toBe('Ask for a fresh code or another way to pay.');
  expect(hint('balance too low')).toBe(
    'Ask for a fresh code or another way to pay. The wallet says: Balance too low.',
  );
});

test('money that cannot be brought back calls for a manager', () => {
  const screen = screenFor({
    order: { state: 'stuck', paidBehindLineAt: SENT_AT },
    view: { canRelease: true },
  });
  expect(screen).toMatchObject({ mode: 'unknown', message: 'Charged, but not wanted any more' });
  expect(screen.hint).toContain('Call a manager');
});

test('what will not settle soon calls for a manager, who can settle it, and says that the till goes on asking', () => {
  expect(screenFor({ order: { state: 'stuck' }, view: { canRelease: true } })).toMatchObject({
    message: 'Not confirmed',
    hint: 'Do not hand over the goods, do not charge this sale again. The till keeps asking. Call a manager.',
  });
});

test('while the wallet is asked, the time left counts from the send', () => {
  expect(screenFor({ order: { state: 'pending' } })).toMatchObject({
    message: 'The customer confirms on the phone',
    startedAt: SENT_AT,
    deadlineAt: SENT_AT + 50_000,
  });
  expect(screenFor({ order: { state: 'submitting' } }).message).toBe('Asking the wallet');
  const asked = { state: 'pending', cancelWanted: { at: SENT_AT, by: 'cashier' } } as const;
  expect(screenFor({ order: asked })).toMatchObject({
    mode: 'cancelling',
    actions: [],
    message: 'Cancelling',
  });
});

const gun = (state: ScannerStatus['state'], id = 'front'): ScannerStatus => ({
  id,
  lane: '1',
  transport: 'serial',
  name: 'Xenon 1900',
  isConfigured: true,
  counters: NO_COUNTS,
  state,
  since: SENT_AT,
  ...(state === 'down' || state === 'absent'
    ? {
        finding: {
          code: state === 'down' ? 'LOST' : 'NOT_FOUND',
          message: 'it is unplugged',
          cure: 'plug it in again',
        },
      }
    : {}),
});

test('a gun that is down says what to do, in words for a cashier; one that was never there only where no other is', () => {
  const problem = 'Check its cable. It comes back by itself.';
  const seen = (...scanners: ScannerStatus[]) => screenFor({ scanners }).scanners;
  expect(seen(gun('up'))).toEqual([{ id: 'front', name: 'Xenon 1900', up: true }]);
  expect(seen(gun('down'))).toEqual([{ id: 'front', name: 'Xenon 1900', up: false, problem }]);
  expect(seen(gun('starting'))).toEqual([{ id: 'front', name: 'Xenon 1900', up: false }]);
  expect(seen(gun('disabled'))).toMatchObject([
    { up: false, problem: expect.stringContaining('switched off') },
  ]);
  expect(seen(gun('absent'))).toMatchObject([{ up: false, problem }]);
  expect(seen(gun('absent', 'a'), gun('up', 'b')).map(({ id }) => id)).toEqual(['b']);
  expect(seen(gun('absent', 'a'), gun('down', 'b')).map(({ id }) => id)).toEqual(['b']);
  expect(seen()).toEqual([]);
  const two = {
    ...gun('absent', 'a'),
    finding: { code: 'TWO_CANDIDATES' as const, message: 'which', cure: 'say which' },
  };
  expect(seen(two, gun('up', 'b')).map(({ id }) => id)).toEqual(['a', 'b']);
  const unlisted = { ...two, finding: { ...two.finding, code: 'LIBRARY_MISSING' as const } };
  expect(seen(unlisted, gun('up', 'b')).map(({ id }) => id)).toEqual(['b']);
});

test('a sale that no gun can scan says so with its sentence; one gun is enough to scan', () => {
  const sale = orderOf();
  const phase = {
    kind: 'ready' as const,
    sale: { ...sale, state: 'ready' as const, orderNos: [] },
    since: SENT_AT,
    until: SENT_AT + 90_000,
  };
  const hint = (...scanners: ScannerStatus[]) => screenFor({ view: { phase }, scanners }).hint;
  expect(hint(gun('down'))).toBe('Check its cable. It comes back by itself.');
  expect(hint(gun('down'), gun('up', 'b'))).toBeUndefined();
  expect(hint(gun('up'))).toBeUndefined();
  expect(hint()).toBeUndefined();
});

test('who has cancelled is led to the next sale, others to a fresh code', () => {
  const cancelled = (by?: 'cashier' | 'waitOver') =>
    screenFor({ order: { state: 'cancelled', ...(by && { cancelWanted: { at: SENT_AT, by } }) } }).actions;
  expect(cancelled('cashier')).toEqual(['dismiss', 'charge', 'retry']);
  expect(cancelled('waitOver')).toEqual(['retry', 'charge', 'dismiss']);
  expect(cancelled()).toEqual(['retry', 'charge', 'dismiss']);
});
