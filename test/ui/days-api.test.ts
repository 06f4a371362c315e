import { expect, test } from 'vitest';
import { parseCsv } from '../../scripts/reconcile/csv.ts';
import { scaledClock } from '../../src/clock.ts';
import { businessDayAt } from '../../src/payment/business-day.ts';
import { isFinal } from '../../src/payment/order.ts';
import { askRaw, runUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

const DAY_RULE = { timeZone: 'America/New_York', startsAt: '04:00' };

/** A till with a paid, a discounted and a declined sale, on a clock that runs 40 times as fast. */
async function soldTill() {
  const till = await runUi({ lanes: ['1', '2'], engine: { clock: scaledClock(40) } });
  const { engine } = till;
  const orderNos: string[] = [];
  for (const [lane, outcome, amount] of [
    ['1', 'paid', 1230],
    ['2', 'discount', 1000],
    ['1', 'declined', 500],
  ] as const) {
    const { orderNo } = await engine.sell(lane, outcome, amount);
    await engine.orderWhen(orderNo, isFinal);
    orderNos.push(orderNo);
  }
  const day = businessDayAt(engine.clock.now(), DAY_RULE);
  const ask = (path: string, body?: object) =>
    fetch(`${till.url}/api/v1/days/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    });
  const json = async (path: string, body?: object) => {
    const answer = await ask(path, body);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  return { ...till, day, orderNos, ask, json };
}

const paid = (count: number, amount: string) => ({ paid: { count, amount } });

test('the running totals of today are told in decimals, by wallet, lane and cashier', async () => {
  const { json, day } = await soldTill();
  expect(await json(day)).toMatchObject({
    status: 200,
    body: {
      day,
      periods: [
        {
          period: day,
          status: 'open',
          openedAt: expect.stringMatching(/Z$/),
          totals: [
            {
              currency: 'USD',
              events: 2,
              ...paid(2, '22.30'),
              discounts: '1.00',
              fees: '0.00',
              customersPaid: '21.30',
              net: '22.30',
              byWallet: { alipay: paid(2, '22.30') },
              byLane: { 1: paid(1, '12.30'), 2: paid(1, '10.00') },
              byCashier: { unknown: paid(2, '22.30') },
              late: [],
            },
          ],
          carried: [],
        },
      ],
    },
  });
});

test('a refund lowers the net of the day, on a line of its own', async () => {
  const { json, day, url, orderNos, engine } = await soldTill();
  const refund = await fetch(`${url}/api/v1/orders/${orderNos[0]}/refunds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'R1' },
    body: JSON.stringify({ amount: '2.30', reason: 'broken' }),
  });
  expect(refund.status).toBe(201);
  await engine.orderWhen(orderNos[0] ?? '', ({ refunds }) => refunds?.[0]?.state === 'done');
  expect((await json(day)).body).toMatchObject({
    periods: [{ totals: [{ ...paid(2, '22.30'), refunded: { count: 1, amount: '2.30' }, net: '20.00' }] }],
  });
});

test('a close answers with a numbered Z, a second one with the same, and the day tells of it', async () => {
  const { json, day } = await soldTill();
  const close = await json(`${day}/close`, { by: 'Ann' });
  expect(close).toMatchObject({
    status: 200,
    body: {
      z: 1,
      period: day,
      status: 'closed',
      by: 'Ann',
      closedAt: expect.stringMatching(/Z$/),
      totals: [paid(2, '22.30')],
    },
  });
  expect(await json(`${day}/close`, {})).toEqual(close);
  expect((await json(day)).body).toMatchObject({
    periods: [{ z: 1 }, { period: `${day}.2`, status: 'open' }],
  });
});

test('a close needs no body at all', async () => {
  const { port, day } = await soldTill();
  const { status, body } = await askRaw(port, { path: `/api/v1/days/${day}/close`, method: 'POST' });
  expect([status, JSON.parse(body).z]).toEqual([200, 1]);
});

test('the export is a CSV file with one line for each money event', async () => {
  const { ask, day, orderNos } = await soldTill();
  const answer = await ask(`${day}.csv`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/csv');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename=${day}.csv`);
  const [header = [], ...rows] = parseCsv(await answer.text());
  const cell = (row: string[], name: string) => row[header.indexOf(name)];
  expect(rows.map((row) => [cell(row, 'order_no'), cell(row, 'amount'), cell(row, 'discount')])).toEqual([
    [orderNos[0], '12.30', '0.00'],
    [orderNos[1], '10.00', '1.00'],
  ]);
});

test.each([
  ['yesterday', 400, 'badRequest'],
  ['2026-02-30', 400, 'badRequest'],
  ['2026-02-30.csv', 400, 'badRequest'],
  ['2126-01-01', 404, 'dayNotBegun'],
  ['2126-01-01.csv', 404, 'dayNotBegun'],
  ['2026-11-01/reconcile', 404, 'notReconciled'],
])('GET /days/%s is refused with %i %s', async (path, status, code) => {
  const { url } = await runUi();
  const answer = await fetch(`${url}/api/v1/days/${path}`);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
});

test.each([
  ['2126-01-01/close', '{}', 409, 'dayNotBegun'],
  ['2001-01-01/close', '{}', 404, 'beforeTheBooks'],
  ['today/close', '{}', 400, 'badRequest'],
  ['2026-11-01/close', '{"by":""}', 400, 'badRequest'],
  ['2026-11-01/close', '{"who":"Ann"}', 400, 'badRequest'],
  ['2026-11-01/reconcile', '{"statement":1}', 400, 'badRequest'],
  ['2126-01-01/reconcile', '', 404, 'dayNotBegun'],
])('POST /days/%s with %s is refused with %i %s', async (path, body, status, code) => {
  const { url } = await runUi();
  const answer = await fetch(`${url}/api/v1/days/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
});

test('a reconciliation asks the gateway for each order of the day, and tells how it stands', async () => {
  const { json, day } = await soldTill();
  expect(await json(`${day}/reconcile`, {})).toMatchObject({ status: 202, body: { day, total: 3 } });
  const finished = await until(
    async () => {
      const { body } = await json(`${day}/reconcile`);
      return body.status === 'finished' && body;
    },
    { what: 'the day is reconciled' },
  );
  expect(finished).toMatchObject({ asked: 3, total: 3, differences: [], foreign: [] });
});

test('an order is found by any number of its receipt, by its sale and by its refunds', async () => {
  const { url, orderNos, engine } = await soldTill();
  const order = await engine.payments.order(orderNos[0] ?? '');
  const find = async (q: string | undefined) => {
    const answer = await fetch(`${url}/api/v1/orders?q=${encodeURIComponent(q ?? '')}`);
    return ((await answer.json()) as { orders: { orderNo: string }[] }).orders.map(({ orderNo }) => orderNo);
  };
  for (const q of [
    order?.orderNo,
    order?.saleId,
    order?.transNo,
    order?.payChannelTransNo,
    order?.payPlatformTransNo,
  ]) {
    expect(await find(q), q).toEqual([orderNos[0]]);
  }
  expect(await find('50179523102181908887899')).toEqual([]);
});
