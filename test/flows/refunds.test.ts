import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { atRest, keptByBooks, paidSale, refunded, refundShop } from '../support/refunding.ts';

/** Money that goes back, lived through over real HTTP. In the end the books say what the gateway's ledger says. */

const eventsOf = ({ history }: { history: readonly { event: string }[] }) =>
  history.map(({ event }) => event).filter((event) => event.startsWith('refund'));

test('a paid sale goes back as a whole: asked for, sent, followed to its end, told and booked', async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const { orderNo } = await paidSale(engine);
  const refund = await refunded(engine, orderNo, 1230);
  expect(refund).toMatchObject({ purpose: 'customer', amountMinor: 1230, reason: 'returned' });
  const order = await atRest(engine, orderNo);
  expect(order).toMatchObject({ state: 'paid', refunds: [{ refundNo: refund.refundNo, state: 'done' }] });
  expect(eventsOf(order)).toEqual(['refundAsked', 'refundSent', 'refundUnderWay', 'refundDone']);
  expect(order.bookings?.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ['paid', 1230],
    ['refunded', 1230],
  ]);
  expect(await engine.payments.order(refund.refundNo)).toMatchObject({ orderNo });
  expect(shop.sandbox.truthOf(orderNo)).toMatchObject({ state: 'paid', keptMinor: 0, refundedMinor: 1230 });
});

test('a sale goes back in parts, to the last cent and not a cent more', async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const { orderNo } = await paidSale(engine);
  for (const [nth, amountMinor] of [500, 729, 1].entries()) {
    const refund = await refunded(engine, orderNo, amountMinor);
    expect(refund.refundNo).toMatch(new RegExp(`^${orderNo}R`));
    if (nth > 0) continue;
    // The second is asked for while the first is done, the third while the second is under way.
    await atRest(engine, orderNo);
    expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(730);
  }
  const more = await engine.payments.refund(orderNo, { amountMinor: 1, reason: 'more', key: 'more' });
  expect(more).toEqual({ ok: false, why: 'tooMuch' });
  const order = await atRest(engine, orderNo);
  expect(order.refunds?.map(({ state, sends }) => [state, sends])).toEqual(Array(3).fill(['done', 1]));
  expect(new Set(order.refunds?.map(({ refundNo }) => refundNo)).size).toBe(3);
  expect(keptByBooks(order)).toBe(0);
  expect(shop.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 0, refundedMinor: 1230 });
});

test('what is asked for twice at once is given once: two taps with one key, or two keys for more than is there', async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const { orderNo } = await paidSale(engine);
  const wish = { amountMinor: 700, reason: 'returned', key: 'tap' };
  const ask = (more: object = {}) => engine.payments.refund(orderNo, { ...wish, ...more });
  const [first, second, other] = await Promise.all([ask(), ask(), ask({ key: 'other' })]);
  // Either key may be the first to reach the order.
  const winner = first.ok ? first : other;
  const refundNo = winner.ok && winner.refund.refundNo;
  expect(refundNo).toBeTruthy();
  expect([first.ok, second.ok, other.ok]).toEqual(first.ok ? [true, true, false] : [false, false, true]);
  if (second.ok) expect(second.refund.refundNo).toBe(refundNo);
  const done = await atRest(engine, orderNo);
  expect(done.refunds).toMatchObject([{ refundNo }]);

  const again = (more: object = {}) => ask({ key: first.ok ? 'tap' : 'other', ...more });
  expect(await again()).toMatchObject({ ok: true, refund: { refundNo, state: 'done' } });
  for (const changed of [{ amountMinor: 701 }, { reason: 'another' }, { outside: true }]) {
    expect(await again(changed)).toEqual({ ok: false, why: 'keyReused' });
  }
  expect(shop.requests.filter(({ method }) => method === 'order.refund.submit')).toHaveLength(1);
  expect(shop.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 530, refundedMinor: 700 });
});

test('no more refunds than configured are taken on, whatever is left, and a failed one does not count', async () => {
  const shop = await refundShop();
  const engine = await shop.open({ payment: { maxRefundsPerOrder: 2 } });
  const { orderNo } = await paidSale(engine);
  await refunded(engine, orderNo, 1);
  await refunded(engine, orderNo, 1);
  const wish = { amountMinor: 1, reason: 'a third', key: 'third' };
  expect(await engine.payments.refund(orderNo, wish)).toEqual({ ok: false, why: 'tooManyRefunds' });
  expect(keptByBooks(await atRest(engine, orderNo))).toBe(1228);
  expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(1228);

  const failing = await paidSale(engine, 'refund-fails');
  await refunded(engine, failing.orderNo, 1);
  await refunded(engine, failing.orderNo, 1);
  expect(await engine.payments.refund(failing.orderNo, wish)).toMatchObject({ ok: false });
  await atRest(engine, failing.orderNo);
  expect(await engine.payments.refund(failing.orderNo, wish)).toMatchObject({ ok: true });
  await atRest(engine, failing.orderNo);
});

test('nothing goes back of what was not paid, of nothing, or of an order nobody knows', async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const declined = await paidSale(engine, 'declined');
  const paid = await paidSale(engine);
  const ask = (orderNo: string, amountMinor: number) =>
    engine.payments.refund(orderNo, { amountMinor, reason: 'returned', key: `${orderNo} ${amountMinor}` });
  expect(await ask(declined.orderNo, 1230)).toEqual({ ok: false, why: 'notRefundable' });
  expect(await ask(paid.orderNo, 1231)).toEqual({ ok: false, why: 'tooMuch' });
  for (const odd of [0, -1, 0.5, Number.NaN]) {
    expect(await ask(paid.orderNo, odd)).toEqual({ ok: false, why: 'amountInvalid' });
  }
  expect(await ask('P261120NOBODY00000000000', 1)).toEqual({ ok: false, why: 'noSuchOrder' });
  expect(shop.requests.filter(({ method }) => method.startsWith('order.refund'))).toEqual([]);
});

test('a refund whose answer is lost is asked about, never sent again, and done when the gateway says so', async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const { orderNo } = await paidSale(engine, 'refund-lost');
  await refunded(engine, orderNo, 500);
  const order = await atRest(engine, orderNo);
  expect(order.refunds).toMatchObject([{ state: 'done', sends: 1 }]);
  expect(shop.requests.filter(({ method }) => method === 'order.refund.submit')).toHaveLength(1);
  expect(keptByBooks(order)).toBe(730);
  expect(shop.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 730 });
});

test("a refund the wallet does not take fails in the gateway's words, and what was given in cash is recorded beside it", async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const { orderNo } = await paidSale(engine, 'refund-fails');
  await refunded(engine, orderNo, 1230);
  const failed = await atRest(engine, orderNo);
  expect(failed.refunds).toMatchObject([
    { state: 'failed', gatewayCode: 'SBX_REFUND_FAILED', gatewayMessage: expect.stringContaining('closed') },
  ]);
  expect(failed.history.at(-1)).toMatchObject({
    event: 'refundFailed',
    detail: expect.stringContaining('the account is closed'),
  });
  expect(keptByBooks(failed)).toBe(1230);
  expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(1230);

  const sent = shop.requests.length;
  const cash = await engine.payments.refund(orderNo, {
    amountMinor: 1230,
    reason: 'wallet closed, paid in cash',
    key: 'cash',
    by: 'Ada',
    outside: true,
  });
  expect(cash).toMatchObject({ ok: true, refund: { state: 'done', outside: true, by: 'Ada', sends: 0 } });
  const order = await atRest(engine, orderNo);
  expect(order.bookings?.at(-1)).toMatchObject({ kind: 'refundedOutside', amountMinor: 1230, by: 'Ada' });
  expect(shop.requests.slice(sent).filter(({ method }) => method.startsWith('order.refund'))).toEqual([]);
  expect(await engine.payments.refund(orderNo, { amountMinor: 1, reason: 'more', key: 'more' })).toEqual({
    ok: false,
    why: 'tooMuch',
  });
});

test("answers by the sale's number are told apart by the gateway's own number, of two refunds of one amount too", async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const { orderNo } = await paidSale(engine, 'refund-odd');
  await refunded(engine, orderNo, 500);
  await refunded(engine, orderNo, 500);
  const order = await atRest(engine, orderNo);
  expect(order.refunds).toMatchObject([{ state: 'done' }, { state: 'done' }]);
  expect(new Set(order.refunds?.map(({ transNo }) => transNo)).size).toBe(2);
  expect(keptByBooks(order)).toBe(230);
  expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(230);
});

test('a discount goes back with the whole: the wallet decides whose it is', async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const { orderNo } = await paidSale(engine, 'discount');
  await refunded(engine, orderNo, 1230);
  expect(keptByBooks(await atRest(engine, orderNo))).toBe(0);
  expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(0);
});

test('a sale of last year is found by its number and by its refund, goes back, and is booked today', async () => {
  const base = scaledClock(40);
  let aheadMs = 0;
  const shop = await refundShop({ ...base, now: () => base.now() + aheadMs });
  const before = await shop.open();
  const { orderNo } = await paidSale(before);
  await before.stop();
  aheadMs = 365 * 24 * 3_600_000;
  const till = await shop.open();
  const refund = await refunded(till, orderNo, 1230);
  const order = await atRest(till, orderNo);
  const [paid, back] = order.bookings ?? [];
  expect([paid?.kind, back?.kind]).toEqual(['paid', 'refunded']);
  expect(Date.parse(back?.period ?? '') - Date.parse(paid?.period ?? '')).toBe(aheadMs);
  expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(0);
  await till.stop();
  // Nothing is left to do, so it is read from its own day's file.
  expect(readdirSync(join(shop.folder, 'data', 'open'))).toEqual([]);
  const after = await shop.open();
  for (const number of [orderNo, refund.refundNo]) {
    expect(await after.payments.order(number)).toEqual(order);
  }
});
