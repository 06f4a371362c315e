import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFinal, type Order } from '../../src/payment/order.ts';
import { noticeBench } from '../support/notice-bench.ts';
import { askRaw } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

/** What the gateway tells of its own accord, lived through over real HTTP in both directions. */

/** Each line that was kept of what was told. */
function keptIn(folder: string): { facts: { orderNo: string } }[] {
  const notices = join(folder, 'data', 'notices');
  return readdirSync(notices).flatMap((file) =>
    readFileSync(join(notices, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

const saleOf = ({ orderNo, nonce }: Order) => ({
  merchant_order_no: orderNo,
  attach: nonce,
  price_currency: 'USD',
});

test('a till tells its gateway where it listens, and a payment that is told of is paid and kept in the journal', async () => {
  const { engine, folder, counts } = await noticeBench();
  const { orderNo } = await engine.sell('1', 'notified');
  await until(async () => (await counts()).taken === 1, { what: 'the notification is taken' });
  expect(await engine.orderWhen(orderNo, isFinal)).toMatchObject({ state: 'paid' });
  expect(keptIn(folder)).toMatchObject([{ status: 'success', facts: { orderNo, orderAmount: '12.30' } }]);
  expect(engine.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 1230 });
});

test('a payment that is told of twice is kept once and paid once', async () => {
  const { engine, folder, counts } = await noticeBench();
  const { orderNo } = await engine.sell('1', 'notified-twice');
  await until(async () => (await counts()).duplicates > 0, { what: 'the second notification is taken' });
  expect(await engine.orderWhen(orderNo, isFinal)).toMatchObject({ state: 'paid' });
  expect(await counts()).toMatchObject({ taken: 1, foreign: 0, refused: 0 });
  expect(keptIn(folder)).toHaveLength(1);
});

test('a payment that is told of a minute late was found by asking; the notice changes nothing, and asks nothing', async () => {
  const { engine, counts } = await noticeBench();
  const { orderNo } = await engine.sell('1', 'notified-late');
  const paid = await engine.orderWhen(orderNo, isFinal);
  expect(paid).toMatchObject({ state: 'paid' });
  expect((await counts()).taken).toBe(0);
  await until(async () => (await counts()).taken === 1, { what: 'the late notification is taken' });
  expect(await engine.payments.order(orderNo)).toEqual(paid);
});

test('a forged notification is refused and counted, and pays nothing', async () => {
  const { engine, folder, counts } = await noticeBench();
  const { orderNo } = await engine.sell('1', 'notified-forged');
  await until(async () => (await counts()).refused === 1, { what: 'the forgery is refused' });
  const order = await engine.orderWhen(orderNo, isFinal, 30_000);
  expect(order).toMatchObject({ state: 'cancelled' });
  expect(order.history.map(({ event }) => event)).not.toContain('paid');
  expect(engine.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 0 });
  expect(await counts()).toEqual({ taken: 0, duplicates: 0, foreign: 0, refused: 1 });
  expect(readdirSync(join(folder, 'data'))).not.toContain('notices');
});

test('a success that the gateway signed and does not stand by pays nothing: the query decides', async () => {
  const { engine, tell } = await noticeBench();
  const order = await engine.sell('1', 'never');
  const paid = { ...saleOf(order), trans_status: '2', order_amount: '12.30' };
  expect(await tell(paid)).toMatchObject({ status: 200, body: 'success' });
  const ended = await engine.orderWhen(order.orderNo, isFinal, 30_000);
  expect(ended).toMatchObject({ state: 'cancelled' });
  expect(await tell({ ...paid, trans_no: '502' })).toMatchObject({ body: 'success' });
  const after = await engine.orderWhen(order.orderNo, ({ queries }) => queries > ended.queries);
  expect(after.cases ?? []).toEqual([]);
  expect(after).toMatchObject({ state: 'cancelled' });
});

test('a notice of another amount has the gateway asked, and what it says stays', async () => {
  const { engine, tell } = await noticeBench();
  const order = await engine.sell('1', 'paid');
  const paid = await engine.orderWhen(order.orderNo, isFinal);
  expect(paid.queries).toBe(0);
  const notice = { ...saleOf(order), trans_status: '2', order_amount: '1.23' };
  expect(await tell(notice)).toMatchObject({ status: 200, body: 'success' });
  const asked = await engine.orderWhen(
    order.orderNo,
    ({ queries, looksDue }) => queries > 0 && !looksDue?.length,
  );
  expect(asked).toMatchObject({ state: 'paid', amountMinor: 1230 });
  expect(asked.cases ?? []).toEqual([]);
});

test('a success that is told before the submit has answered ends the wait at once', async () => {
  let answer: () => void = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { engine, tell } = await noticeBench({
    engine: {
      payment: { queryBesideSubmitSeconds: 14 },
      wrap: (gateway) => ({
        ...gateway,
        submit: async (request, options) => {
          const told = await gateway.submit(request, options);
          await isAnswered;
          return told;
        },
      }),
    },
  });
  const order = await engine.sell('1', 'paid');
  await until(() => engine.sandbox.truthOf(order.orderNo).keptMinor === 1230, { what: 'it is charged' });
  const toldAt = engine.clock.now();
  expect(await tell({ ...saleOf(order), trans_status: '2', order_amount: '12.30' })).toMatchObject({
    body: 'success',
  });
  const paid = await engine.orderWhen(order.orderNo, isFinal);
  expect(paid).toMatchObject({ state: 'paid' });
  expect((paid.finalAt ?? 0) - toldAt).toBeLessThan(10_000);
  answer();
});

test('a payment that the till took for declined is found by its notification, and its money goes back', async () => {
  const { engine, tell } = await noticeBench({
    engine: {
      wrap: (gateway) => ({
        ...gateway,
        submit: async (request, options) => {
          const { traceId } = await gateway.submit(request, options);
          return { kind: 'declined', facts: {}, traceId };
        },
      }),
    },
  });
  const order = await engine.sell('1', 'paid');
  expect(await engine.orderWhen(order.orderNo, isFinal)).toMatchObject({ state: 'declined' });
  const paid = { ...saleOf(order), trans_status: '2', order_amount: '12.30' };
  expect(await tell(paid)).toMatchObject({ status: 200, body: 'success' });
  const mended = await engine.orderWhen(
    order.orderNo,
    ({ cases }) => cases?.[0]?.closedAt !== undefined,
    30_000,
  );
  expect(mended).toMatchObject({ state: 'declined', cases: [{ kind: 'paidAfterAll', closedBy: 'gateway' }] });
  expect(engine.sandbox.truthOf(order.orderNo)).toMatchObject({ keptMinor: 0 });
});

test('a notice of a refund pays no sale, and ends no refund: that is asked', async () => {
  const { engine, tell, counts } = await noticeBench({ lanes: ['1', '2'] });
  const open = await engine.sell('1', 'never');
  const sold = await engine.sell('2', 'paid');
  await engine.orderWhen(sold.orderNo, isFinal);
  const back = { ...saleOf(open), trans_type: '3', trans_status: '2', order_amount: '12.30' };
  expect(await tell(back)).toMatchObject({ body: 'success' });

  const refunded = await engine.payments.refund(sold.orderNo, {
    amountMinor: 500,
    reason: 'a return',
    key: 'K',
  });
  const refundNo = refunded.ok ? refunded.refund.refundNo : '';
  const done = { merchant_order_no: refundNo, trans_type: '3', order_amount: '5.00', price_currency: 'USD' };
  expect(await tell({ ...done, trans_status: '0' })).toMatchObject({ body: 'success' });
  expect(await tell({ ...done, trans_status: '2' })).toMatchObject({ body: 'success' });
  const after = await engine.orderWhen(sold.orderNo, ({ refunds }) => refunds?.[0]?.state === 'done');
  expect(after).toMatchObject({ state: 'paid', refunds: [{ amountMinor: 500, sends: 1 }] });
  expect(await engine.orderWhen(open.orderNo, isFinal, 30_000)).toMatchObject({ state: 'cancelled' });
  expect(await counts()).toMatchObject({ foreign: 0, refused: 0 });
  expect(engine.sandbox.truthOf(sold.orderNo)).toMatchObject({ keptMinor: 730 });
});

test('a notice about a stranger is acknowledged, and kept as foreign', async () => {
  const { folder, tell, counts } = await noticeBench();
  const stranger = {
    merchant_order_no: 'POS-7-000123',
    trans_no: '77',
    trans_status: '2',
    order_amount: '9.99',
  };
  expect(await tell(stranger)).toMatchObject({ status: 200, body: 'success' });
  expect(await tell(stranger)).toMatchObject({ status: 200, body: 'success' });
  expect(await counts()).toMatchObject({ taken: 1, foreign: 1, duplicates: 1 });
  expect(keptIn(folder)).toMatchObject([
    { status: 'success', facts: { orderNo: 'POS-7-000123', orderAmount: '9.99' }, foreign: true },
  ]);
});

test('both ports hear, by any name and without a token; the second serves nothing else', async () => {
  const bench = await noticeBench({
    token: 'a-token-of-some-length',
    webhookListen: { host: '127.0.0.1', port: 0 },
  });
  const { port, webhookPort = 0 } = bench;
  expect(webhookPort).toBeGreaterThan(0);
  const forged = JSON.stringify({ merchant_order_no: 'X', trans_status: '2', sign: 'AAAA' });
  const posted = (at: number, headers = {}) =>
    askRaw(at, {
      method: 'POST',
      path: '/webhooks/codepay',
      headers: {
        'Content-Type': 'application/json',
        Host: 'pay.shop.example',
        'X-Forwarded-For': '203.0.113.9',
        ...headers,
      },
      body: forged,
    });
  for (const at of [port, webhookPort]) {
    expect(await posted(at)).toMatchObject({ status: 401 });
    expect(await posted(at, { Origin: 'http://pay.shop.example' })).toMatchObject({ status: 403 });
  }
  expect(await bench.counts()).toMatchObject({ refused: 2 });
  expect((await askRaw(port, { path: '/webhooks/codepay' })).status).toBe(404);
  for (const path of ['/', '/healthz', '/api/v1/orders', '/webhooks/codepay']) {
    expect((await askRaw(webhookPort, { path })).status).toBe(404);
  }
});
