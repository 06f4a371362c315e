import { expect, test } from 'vitest';
import { connectTablet } from '../support/running-ui.ts';
import { staffedShop } from '../support/staffed-shop.ts';

/** A shop of two lanes with a paid sale on each, and what is bound to lane 2 alone. */
async function shop() {
  const all = await staffedShop({ asFound: true, lanes: ['1', '2'] });
  const paidOn = async (lane: string) => {
    const { orderNo } = await all.till.engine.sell(lane, 'paid', 1230);
    return all.till.engine.orderWhen(orderNo, ({ state }) => state === 'paid');
  };
  const [theirs, ours] = [await paidOn('1'), await paidOn('2')];
  const tablet = await all.device('manager', ['2']);
  const program = await all.program(['sell', 'look', 'refund'], ['2']);
  return { ...all, theirs, ours, tablet, program };
}

test('a tablet and a program of lane 2 touch no other lane by REST, whatever they ask for', async () => {
  const { ask, theirs, ours, tablet, program, till } = await shop();
  const refund = { amount: '1.00', reason: 'broken' };
  const asked: [string, (lane: string, order: string, sale: string) => string, object?][] = [
    ['POST', (lane) => `/lanes/${lane}/charge`, { amount: '1.00' }],
    ['POST', (lane) => `/lanes/${lane}/cancel`, { saleId: 'none' }],
    ['POST', (lane) => `/lanes/${lane}/scan`, { text: '13' }],
    ['GET', (lane) => `/lanes/${lane}`],
    ['GET', (lane) => `/orders?lane=${lane}`],
    ['GET', (_, order) => `/orders/${order}`],
    ['POST', (_, order) => `/orders/${order}/refunds`, refund],
    ['GET', (_, order) => `/orders/${order}/refunds`],
    ['POST', (_, order) => `/orders/${order}/receipts`, {}],
    ['GET', (_, _order, sale) => `/sales/${sale}`],
  ];
  for (const { headers } of [tablet, program]) {
    for (const [method, path, body] of asked) {
      const code = async (lane: string, order: typeof theirs) => {
        const how = { headers, key: `${path(lane, '', '')}${lane}` };
        return (await ask(method, path(lane, order.orderNo, order.saleId), body, how)).body.code;
      };
      const what = `${method} ${path('1', 'theirs', 'theirs')}`;
      expect(await code('1', theirs), what).toBe('otherLane');
      expect(await code('2', ours), what).not.toBe('otherLane');
    }
  }
  expect((await till.engine.payments.order(theirs.orderNo))?.refunds).toBeUndefined();
});

test('their lists leave out what is of other lanes, and the day’s table, which names each sale, is refused', async () => {
  const { ask, theirs, ours, tablet, program, till } = await shop();
  for (const { headers } of [tablet, program]) {
    const get = async (path: string) => (await ask('GET', path, undefined, { headers })).body;
    const orders = JSON.stringify(await get('/orders'));
    expect(orders).toContain(ours.orderNo);
    expect(orders).not.toContain(theirs.orderNo);
    expect((await get(`/orders?q=${theirs.orderNo.slice(-8)}`)).orders).toEqual([]);
    expect((await get('/lanes')).lanes).toEqual([{ id: '2', name: 'Lane 2' }]);
    const day = till.engine.payments.books.days.today();
    expect((await get(`/days/${day}.csv`)).code).toBe('otherLane');
    expect(await get(`/days/${day}`)).toMatchObject({ day });
  }
});

test('a tablet that lies about its lane gets no socket there, and its commands reach its own lane alone', async () => {
  const { till, tablet, program } = await shop();
  const token = program.headers.authorization.split(' ')[1];
  const { authorization: _, ...far } = program.headers;
  for (const view of ['cashier', 'customer']) {
    await expect(connectTablet(till.url, { lane: '1', view }, tablet.headers)).rejects.toMatchObject({
      data: { code: 'otherLane' },
    });
    await expect(connectTablet(till.url, { lane: '1', view, token }, far)).rejects.toMatchObject({
      data: { code: 'otherLane' },
    });
  }
  const own = await connectTablet(till.url, { lane: '2' }, tablet.headers);
  const lie = { commandId: 'lie-about-lane', amountMinor: 500, lane: '1' };
  expect(await own.command('charge', lie)).toMatchObject({ error: { code: 'badCommand' } });
  expect(till.engine.payments.view('1')?.phase.kind).not.toBe('ready');
});

test('guns of other lanes are neither shown nor moved', async () => {
  const { ask, tablet } = await shop();
  const code = async (method: string, path: string, body?: object) =>
    (await ask(method, path, body, { headers: tablet.headers })).body.code;
  expect(await code('POST', '/lanes/1/bind-by-scan', {})).toBe('otherLane');
  expect(await code('POST', '/scanners/none/bind', { lane: '1' })).toBe('otherLane');
  expect(await code('POST', '/scanners/none/bind', { lane: '2' })).toBe('noSuchScanner');
  expect(await code('POST', '/candidates/adopt', { key: 'x', lane: '1' })).toBe('otherLane');
  const view = (await ask('GET', '/scanners', undefined, { headers: tablet.headers })).body;
  expect(view.lanes).toMatchObject([{ id: '2' }]);
});
