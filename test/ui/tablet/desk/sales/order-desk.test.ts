import { expect, test } from 'vitest';
import { saleAt, salesBench, TODAY } from '../../../../support/sales-bench.ts';

const HELD = saleAt(1, { state: 'held', chargedText: '1.23 USD' });
const WAITING = saleAt(2, { state: 'pending' });

async function opened(order = HELD) {
  const bench = salesBench();
  await bench.answerList([order]);
  bench.desk.opened.open(order.orderNo, order);
  await bench.rest.next(order.orderNo).answer({ kind: 'done', body: order });
  return { ...bench, opened: bench.desk.opened, settling: bench.desk.settling };
}

test('a sale is shown at once as the list had it, and is looked at more often while it moves', async () => {
  const { opened: desk, rest, pass } = await opened(WAITING);
  await pass(1_999);
  expect(rest.waiting(WAITING.orderNo)).toBe(0);
  await pass(1);
  const paid = { ...WAITING, state: 'paid' as const };
  await rest.next(WAITING.orderNo).answer({ kind: 'done', body: paid });
  expect(desk.order.value?.state).toBe('paid');
  await pass(9_000);
  expect(rest.waiting(`/orders/${WAITING.orderNo}`)).toBe(0);
});

test('what was said of something under way goes with it', async () => {
  const { opened: desk, rest, pass } = await opened(WAITING);
  desk.say({ tone: 'good', text: 'on its way' });
  await pass(2_000);
  await rest.next(`/orders/${WAITING.orderNo}`).answer({ kind: 'done', body: WAITING });
  expect(desk.remark.value?.text).toBe('on its way');
  await pass(2_000);
  await rest.next(`/orders/${WAITING.orderNo}`).answer({ kind: 'done', body: { ...WAITING, state: 'paid' } });
  expect(desk.remark.value).toBeUndefined();
});

test('what a sale has become shows in the list too', async () => {
  const { desk, rest, pass } = await opened(WAITING);
  await pass(2_000);
  await rest.next(`/orders/${WAITING.orderNo}`).answer({ kind: 'done', body: { ...WAITING, state: 'paid' } });
  expect(desk.list.sales.value?.map(({ state }) => state)).toEqual(['paid']);
});

test('an older answer never takes the place of a newer one', async () => {
  const { opened: desk, rest, pass } = await opened(WAITING);
  await pass(2_000);
  const old = rest.next(`/orders/${WAITING.orderNo}`);
  desk.check();
  const checked = rest.next(`${WAITING.orderNo}/check`);
  await checked.answer({ kind: 'done', body: { ...WAITING, state: 'declined' } });
  await old.answer({ kind: 'done', body: WAITING });
  expect(desk.order.value?.state).toBe('declined');
  expect(desk.remark.value?.text).toContain('has answered');
});

test.each([
  ['the wallet has nothing new', { kind: 'done', body: WAITING } as const, 'nothing new'],
  ['the till does not answer', { kind: 'unknown' } as const, 'No answer from the till'],
])('a check tells that %s', async (_, answer, text) => {
  const { opened: desk, rest } = await opened(WAITING);
  desk.check();
  desk.check();
  expect(rest.waiting('/check')).toBe(1);
  await rest.next('/check').answer(answer);
  expect(desk.remark.value?.text).toContain(text);
  expect(desk.isChecking.value).toBe(false);
});

test('a number that is nobody’s says so, and goes away with the way back', async () => {
  const { desk, rest } = salesBench();
  desk.opened.open('NOSUCH');
  await rest.next('/orders/NOSUCH').answer({ kind: 'refused', status: 404, code: 'noSuchOrder', detail: '' });
  expect(desk.opened.isMissing.value).toBe(true);
  desk.opened.close();
  expect(desk.opened.number.value).toBeUndefined();
});

test('a sale that another place wants to see is opened, once', async () => {
  const { till, desk, rest } = salesBench();
  till.showOrder(HELD.orderNo);
  expect(desk.opened.number.value).toBe(HELD.orderNo);
  await rest.next(`/orders/${HELD.orderNo}`).answer({ kind: 'done', body: HELD });
  desk.opened.close();
  expect(till.wantedOrder.value).toBeUndefined();
  expect(desk.opened.number.value).toBeUndefined();
});

test('what is scanned opens the only sale that bears it; more than one are listed', async () => {
  const bench = salesBench();
  const { desk, rest } = bench;
  await bench.answerList([]);
  desk.find(`${HELD.orderNo}\r`);
  await rest.next('limit=2').answer({ kind: 'done', body: { day: TODAY, orders: [HELD] } });
  expect(desk.opened.order.value).toEqual(HELD);
  expect(desk.list.query.value).toBe('');
  desk.opened.close();
  desk.find('7.70');
  await rest.next('limit=2').answer({ kind: 'done', body: { day: TODAY, orders: [HELD, WAITING] } });
  expect(desk.opened.order.value).toBeUndefined();
  expect(rest.waiting('q=7.70')).toBe(1);
});

test('the register’s gun reads a bill for the search; a payment code is told apart, and nobody is charged', async () => {
  const { desk, rest } = salesBench();
  desk.read();
  desk.read();
  expect(rest.waiting('/read')).toBe(1);
  await rest.next('/read').answer({ kind: 'done', body: { text: 'BILL-77' } });
  expect(rest.waiting('q=BILL-77&limit=2')).toBe(1);
  desk.read();
  await rest.next('/read').answer({ kind: 'refused', status: 422, code: 'paymentCode', detail: '' });
  expect(desk.remark.value).toContain('payment code');
  desk.read();
  desk.stopReading();
  await new Promise((done) => setImmediate(done));
  expect(desk.isReading.value).toBe(false);
  expect(desk.remark.value, 'who stops it knows').toBeUndefined();
});

test('nothing is settled before somebody has chosen what is true and said why', async () => {
  const { settling, rest } = await opened();
  settling.open({ orderNo: HELD.orderNo });
  settling.change({ reason: 'seen in the list' });
  settling.send();
  expect(rest.waiting('/resolve')).toBe(0);
  settling.change({ as: 'notPaid', reason: ' ' });
  settling.send();
  expect(rest.waiting('/resolve')).toBe(0);
  expect(settling.form.value?.problem).toContain('what you have seen');
  settling.change({ reason: 'seen in the list' });
  settling.send();
  settling.send();
  expect(rest.waiting('/resolve')).toBe(1);
  expect(rest.next('/resolve').request.body).toEqual({ as: 'notPaid', reason: 'seen in the list' });
});

test('where nobody has signed in the till wants a name, and gets it with the same decision', async () => {
  const { settling, rest, opened: desk } = await opened();
  settling.open({ orderNo: HELD.orderNo });
  settling.change({ as: 'paid', reason: 'agreed' });
  settling.send();
  await rest.next('/resolve').answer({ kind: 'refused', status: 400, code: 'badRequest', detail: 'by' });
  expect(settling.form.value).toMatchObject({ needsName: true, as: 'paid', reason: 'agreed' });
  settling.send();
  expect(rest.waiting('/resolve')).toBe(0);
  settling.change({ by: 'Ana' });
  settling.send();
  const sent = rest.next('/resolve');
  expect(sent.request.body).toEqual({ as: 'paid', reason: 'agreed', by: 'Ana' });
  await sent.answer({ kind: 'done', body: HELD });
  expect(settling.form.value).toBeUndefined();
  expect(desk.remark.value?.text).toBe('It is written down.');
});

test.each([
  [{ kind: 'unknown' } as const, 'doubt', 'No answer from the till'],
  [{ kind: 'refused', status: 409, code: 'notPossible', detail: '' } as const, 'plain', 'settled by itself'],
])('a decision whose answer is %o is told, and the sale is asked for', async (answer, tone, text) => {
  const { settling, rest, opened: desk } = await opened();
  settling.open({ orderNo: HELD.orderNo, refundNo: 'R1' });
  settling.change({ as: 'done', reason: 'seen' });
  settling.send();
  expect(rest.next('/resolve').path).toBe(`/orders/${HELD.orderNo}/refunds/R1/resolve`);
  await rest.next('/resolve').answer(answer);
  expect(desk.remark.value).toEqual({ tone, text: expect.stringContaining(text) });
  expect(rest.waiting(`/orders/${HELD.orderNo}`)).toBe(1);
});
