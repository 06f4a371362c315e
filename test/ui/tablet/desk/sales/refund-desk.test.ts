import { expect, test } from 'vitest';
import { wireOrder } from '../../../../support/desk-words.ts';
import { orderOf } from '../../../../support/orders.ts';
import { refundOf } from '../../../../support/refunds.ts';
import { saleAt, salesBench } from '../../../../support/sales-bench.ts';

const SALE = saleAt(1);
const refund = { refundNo: 'R', amount: '12.30' };

async function opened() {
  const bench = salesBench();
  await bench.answerList([SALE]);
  bench.desk.opened.open(SALE.orderNo, SALE);
  await bench.rest.next(SALE.orderNo).answer({ kind: 'done', body: SALE });
  const sent = () => bench.rest.asked.filter(({ request }) => request.method === 'POST');
  return { ...bench, sent, refunds: bench.desk.refunds };
}

test('all of it goes back by one tap and its confirmation, under one key however often it is tapped', async () => {
  const { refunds, sent, desk } = await opened();
  refunds.open(SALE, true);
  expect(sent()).toEqual([]);
  refunds.send();
  refunds.send();
  expect(sent().map(({ request }) => request)).toEqual([
    { method: 'POST', key: 'key-1', body: { amount: '12.30', reason: 'Goods came back' } },
  ]);
  await sent()[0]?.answer({ kind: 'done', body: { refund } });
  expect(refunds.form.value).toBeUndefined();
  expect(desk.opened.remark.value).toMatchObject({ tone: 'good', text: expect.stringContaining('$12.30') });
});

test('a part is typed from the right, never more than is left, and never nothing', async () => {
  const { refunds, sent } = await opened();
  refunds.open(wireOrder(orderOf({ state: 'paid', refunds: [refundOf()] })), false);
  expect(refunds.form.value).toMatchObject({ restMinor: 730 });
  refunds.send();
  expect(sent()).toEqual([]);
  expect(refunds.form.value?.problem).toBe('Type the amount.');
  for (const key of ['7', '3', '1'] as const) refunds.press(key);
  expect(refunds.form.value?.problem).toContain('$7.30');
  expect(refunds.form.value?.minor).toBe(73);
  refunds.press('0');
  refunds.send();
  expect(sent()[0]?.request.body).toEqual({ amount: '7.30', reason: 'Goods came back' });
});

test('another reason wants words, and money given in cash is only written down', async () => {
  const { refunds, sent } = await opened();
  refunds.open(SALE, true);
  refunds.change({ reason: 'other', outside: true });
  refunds.send();
  expect(refunds.form.value?.problem).toBe('Say why in a few words.');
  refunds.change({ text: '  cold soup ' });
  refunds.send();
  expect(sent()[0]?.request.body).toEqual({ amount: '12.30', reason: 'cold soup', outside: true });
});

test('where no answer comes nothing is sent again: the till is asked by the key, and its word ends the doubt', async () => {
  const { refunds, sent, rest, pass, desk } = await opened();
  refunds.open(SALE, true);
  refunds.send();
  await sent()[0]?.answer({ kind: 'unknown' });
  expect(refunds.form.value?.stage).toBe('unsure');
  refunds.send();
  expect(sent()).toHaveLength(1);
  await pass(2_000);
  await rest.next('refunds?key=key-1').answer({ kind: 'unknown' });
  await pass(2_000);
  await rest.next('refunds?key=key-1').answer({ kind: 'done', body: { refunds: [refund] } });
  expect(refunds.form.value).toBeUndefined();
  expect(desk.opened.remark.value?.tone).toBe('good');
  expect(sent()).toHaveLength(1);
});

test('where the till knows of none it may be sent again, with its own same key; one that comes late is found', async () => {
  const { refunds, sent, rest, pass } = await opened();
  refunds.open(SALE, true);
  refunds.send();
  await sent()[0]?.answer({ kind: 'unknown' });
  await pass(2_000);
  await rest.next('refunds?key=key-1').answer({ kind: 'done', body: { refunds: [] } });
  expect(refunds.form.value?.stage).toBe('notThere');
  refunds.send();
  expect(sent().map(({ request }) => request.key)).toEqual(['key-1', 'key-1']);
  await sent()[1]?.answer({ kind: 'unknown' });
  await pass(2_000);
  await rest.next('refunds?key=key-1').answer({ kind: 'done', body: { refunds: [refund] } });
  expect(refunds.form.value).toBeUndefined();
});

test('who looks away from a refund in doubt finds it again, and cannot begin another of that sale', async () => {
  const { refunds, sent } = await opened();
  refunds.open(SALE, false);
  for (const key of ['5', '00'] as const) refunds.press(key);
  refunds.send();
  await sent()[0]?.answer({ kind: 'unknown' });
  refunds.close();
  expect(refunds.form.value).toBeUndefined();
  expect(refunds.isUnsure(SALE.orderNo)).toBe(true);
  refunds.open(SALE, true);
  expect(refunds.form.value).toMatchObject({ key: 'key-1', minor: 500, whole: false, stage: 'unsure' });
});

test('a refusal says why in the page’s words, keeps what was typed, and the next try has the same key', async () => {
  const { refunds, sent } = await opened();
  refunds.open(SALE, true);
  refunds.send();
  await sent()[0]?.answer({ kind: 'refused', status: 403, code: 'managerNeeded', detail: 'x' });
  expect(refunds.form.value).toMatchObject({ stage: 'typing', problem: expect.stringContaining('PIN') });
  refunds.send();
  await sent()[1]?.answer({
    kind: 'refused',
    status: 422,
    code: 'ofAnotherVersion',
    detail: 'The till says so.',
  });
  expect(refunds.form.value?.problem).toBe('The till did not do it: The till says so.');
  expect(sent().map(({ request }) => request.key)).toEqual(['key-1', 'key-1']);
});

test('a refund that was closed before it was sent is forgotten; a new one has a new key', async () => {
  const { refunds, sent } = await opened();
  refunds.open(SALE, true);
  refunds.close();
  refunds.open(SALE, true);
  refunds.send();
  expect(sent()[0]?.request.key).toBe('key-2');
});

test('a sale on the lane takes everybody to the till, a refund already sent goes on, and is told afterwards', async () => {
  const { refunds, sent, page, till, desk } = await opened();
  refunds.open(SALE, true);
  refunds.send();
  page.show('ready');
  expect(till.place.value).toBe('till');
  await sent()[0]?.answer({ kind: 'done', body: { refund } });
  page.show('idle');
  till.goTo('sales');
  expect(refunds.form.value).toBeUndefined();
  expect(desk.opened.remark.value?.tone).toBe('good');
});

test('without a connection nothing is sent', async () => {
  const { refunds, sent, till } = await opened();
  refunds.open(SALE, true);
  till.link.value = { kind: 'lost', sinceMs: 0 };
  refunds.send();
  expect(sent()).toEqual([]);
});
