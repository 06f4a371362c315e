import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { isFinal } from '../../src/payment/order.ts';
import { runUi } from '../support/running-ui.ts';

interface OrderPage {
  orders: { orderNo: string; lane: string; state: string }[];
  cursor?: string;
}

async function withOrders(count: number) {
  const till = await runUi({ lanes: ['1', '2'], engine: { clock: scaledClock(40) } });
  const orderNos: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const lane = made % 2 === 0 ? '1' : '2';
    const { orderNo } = await till.engine.sell(lane, lane === '1' ? 'paid' : 'declined', 100 + made);
    await till.engine.orderWhen(orderNo, isFinal);
    orderNos.push(orderNo);
  }
  const list = async (query: string): Promise<OrderPage> => {
    const response = await fetch(`${till.url}/api/v1/orders${query}`);
    expect(response.status, query).toBe(200);
    return (await response.json()) as OrderPage;
  };
  return { till, orderNos, list };
}

test('orders come newest first, page by page, none twice and none left out', async () => {
  const { orderNos, list } = await withOrders(5);
  const newestFirst = [...orderNos].reverse();
  expect((await list('')).orders.map(({ orderNo }) => orderNo)).toEqual(newestFirst);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(`?limit=2${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    expect(page.orders.length).toBeLessThanOrEqual(2);
    seen.push(...page.orders.map(({ orderNo }) => orderNo));
    cursor = page.cursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(newestFirst);
});

test('orders can be asked for by lane, state, day and words', async () => {
  const { orderNos, list } = await withOrders(3);
  const numbers = async (query: string) => (await list(query)).orders.map(({ orderNo }) => orderNo);
  expect(await numbers('?lane=2')).toEqual([orderNos[1]]);
  expect(await numbers('?state=paid')).toEqual([orderNos[2], orderNos[0]]);
  expect(await numbers(`?q=${orderNos[0]?.toLowerCase()}`)).toEqual([orderNos[0]]);
  expect(await numbers('?day=2001-01-01')).toEqual([]);
  expect(await numbers('?lane=9')).toEqual([]);
});

test('a question that makes no sense is refused, naming what is wrong', async () => {
  const { url } = await runUi();
  const limits = ['?limit=0', '?limit=501', '?limit=many'];
  const days = ['?day=yesterday', '?day=2026-13-01', '?day=2026-02-30'];
  for (const query of [...limits, ...days, '?state=payed', '?cursor=next', '?q=x', '?lanes=1']) {
    const response = await fetch(`${url}/api/v1/orders${query}`);
    expect(response.status, query).toBe(400);
    const [name = ''] = /\w+/.exec(query) ?? [];
    expect(await response.json()).toMatchObject({
      code: 'badRequest',
      detail: expect.stringContaining(name),
    });
  }
});

test('an order tells all that is known of it, and of the code its mask alone', async () => {
  const { till, orderNos } = await withOrders(1);
  const text = await (await fetch(`${till.url}/api/v1/orders/${orderNos[0]}`)).text();
  expect(JSON.parse(text)).toMatchObject({
    orderNo: orderNos[0],
    lane: '1',
    state: 'paid',
    amount: '1.00',
    paidAmount: '1.00',
    refundedAmount: '0.00',
    currency: 'USD',
    wallet: 'alipay',
    codeMask: expect.stringMatching(/^28\*{12}\d{4}$/),
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    finalAt: expect.stringMatching(/Z$/),
    transNo: expect.any(String),
    payPlatformTransNo: expect.any(String),
    gatewayCode: '0',
    psn: expect.any(String),
  });
  expect(JSON.parse(text).history.at(-1)).toMatchObject({ event: 'paid', at: expect.stringMatching(/Z$/) });
  for (const secret of ['codeHash', 'nonce', 'gateway":']) expect(text).not.toContain(secret);
});

test('"check" asks the gateway now and answers with what it said', async () => {
  const { till } = await withOrders(0);
  const { orderNo } = await till.engine.sell('1', 'never');
  const before = await till.engine.orderWhen(orderNo, ({ state }) => state === 'pending');
  const response = await fetch(`${till.url}/api/v1/orders/${orderNo}/check`, { method: 'POST' });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    orderNo,
    state: expect.stringMatching(/pending|cancelling/),
  });
  const after = await till.engine.payments.order(orderNo);
  // The answer may be that to a question of the order's own that was under way: it came after the asking.
  expect(after?.queries).toBeGreaterThanOrEqual(1);
  expect(after?.heardAt).toBeGreaterThan(before.heardAt ?? Number.POSITIVE_INFINITY);
});

test('"check" on a settled order answers with it', async () => {
  const { till, orderNos } = await withOrders(1);
  const response = await fetch(`${till.url}/api/v1/orders/${orderNos[0]}/check`, { method: 'POST' });
  expect(await response.json()).toMatchObject({ orderNo: orderNos[0], state: 'paid' });
});
