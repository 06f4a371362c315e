import { expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { businessDayAt } from '../../../src/payment/index.ts';
import type { PrintAnswer, Receipt } from '../../../src/ui/receipt-messages.ts';
import { api, expectProblem } from '../../support/api-client.ts';
import { decodePrint, type FakePrinterOptions, fakePrinter } from '../../support/fake-printer.ts';
import { readPaper } from '../../support/papers.ts';
import { settableShop } from '../../support/shop.ts';

const DAY_RULE = { timeZone: 'America/New_York', startsAt: '04:00' };

/** A till with one paid and one declined sale, and a printer as told; without one, it has none. */
async function withSales(options?: FakePrinterOptions) {
  const printer = options && (await fakePrinter(options));
  const shop = settableShop({ stored: { name: 'Corner Shop', printer: printer?.place ?? '' } });
  const rest = await api({ shop });
  const { engine } = rest.till;
  const sell = async (outcome: 'paid' | 'declined') => {
    const { orderNo } = await engine.sell('1', outcome, 1230);
    await engine.orderWhen(orderNo, ({ state }) => state === outcome);
    return orderNo;
  };
  const paid = await sell('paid');
  const declined = await sell('declined');
  const print = (orderNo: string, body: object = {}) => rest.post(`/orders/${orderNo}/receipts`, body);
  return { ...rest, printer, paid, declined, print, day: businessDayAt(systemClock.now(), DAY_RULE) };
}

const paperOf = (body: object): string[] => {
  const { receipt } = body as { receipt?: Receipt };
  return receipt ? readPaper(receipt) : [];
};

test('without a printer who asked draws the receipt, and the second one is a copy', async () => {
  const { print, paid } = await withSales();
  const first = await print(paid);
  expect(first).toMatchObject({
    status: 201,
    body: { printed: false, isCopy: false, receipt: { kind: 'sale' } },
  });
  expect(paperOf(first.body)).toEqual(
    expect.arrayContaining(['# Corner Shop', '# PRACTICE: NOT A RECEIPT', '** Total: $12.30', `[${paid}]`]),
  );
  const second = await print(paid, { to: 'browser' });
  expect(second.body).toMatchObject({ isCopy: true });
  expect(paperOf(second.body)).toContain('# COPY');
});

test('a declined sale has a slip that says so, as often as somebody wants it', async () => {
  const { print, declined } = await withSales();
  for (const _ of [1, 2]) {
    const { body } = await print(declined);
    expect(body).toMatchObject({ isCopy: false, receipt: { kind: 'notice' } });
    expect(paperOf(body)).toEqual(expect.arrayContaining(['# NO PAYMENT', 'This is not a receipt.']));
  }
});

test('a refund has its own original', async () => {
  const { print, post, till, paid } = await withSales();
  const { body } = await post(`/orders/${paid}/refunds`, { amount: '2.30', reason: 'broken' }, 'R1');
  const refundNo = String(body.refund?.refundNo);
  await till.engine.orderWhen(paid, ({ refunds }) => refunds?.[0]?.state === 'done');
  const isCopy: unknown[] = [];
  for (const wanted of [{}, { refundNo }, { refundNo }, {}])
    isCopy.push((await print(paid, wanted)).body.isCopy);
  expect(isCopy).toEqual([false, false, true, true]);
  expect(paperOf((await print(paid, { refundNo })).body)).toContain('** Given back: $2.30');
});

test('with a printer the receipt comes out of it, and a program that wants to draw still may', async () => {
  const { print, paid, printer } = await withSales({ status: [0x12, 0x12], done: 0 });
  expect((await print(paid)).body).toEqual({ printed: true, isCopy: false } satisfies PrintAnswer);
  const { lines, qr } = decodePrint(printer?.jobs[0] ?? Buffer.alloc(0));
  expect(lines.join('\n')).toContain('$12.30');
  expect(qr).toBe(paid);
  expect((await print(paid, { to: 'browser' })).body).toMatchObject({ printed: false, isCopy: true });
});

test('each trouble of a printer is a refusal with its cure, and the original is still to come', async () => {
  const { print, paid } = await withSales({ status: [0x32, 0x12] });
  const refused = await print(paid);
  expectProblem(refused, 503, 'printerNoPaper');
  expect(refused.body.detail).toContain('put a roll in');
  expect((await print(paid, { to: 'browser' })).body).toMatchObject({ isCopy: false });
});

test('without a printer none can be tested or asked for, and a test counts for no sale', async () => {
  const none = await withSales();
  expectProblem(await none.post('/printer/test'), 409, 'noPrinter');
  expectProblem(await none.print(none.paid, { to: 'printer' }), 409, 'noPrinter');
  const { post, printer } = await withSales({ status: [0x12, 0x12], done: 0 });
  expect(await post('/printer/test')).toMatchObject({ status: 201, body: { printed: true } });
  expect(decodePrint(printer?.jobs[0] ?? Buffer.alloc(0)).lines.join()).toContain('Printer test');
});

test('what does not exist is not printed', async () => {
  const { print, post, paid, day } = await withSales();
  expectProblem(await print('P999999XXXX0000000000000'), 404, 'noSuchOrder');
  expectProblem(await print(paid, { refundNo: `${paid}RAAAAAAA` }), 404, 'noSuchRefund');
  expectProblem(await print(paid, { to: 'fax' }), 400, 'badRequest');
  expectProblem(await post(`/days/${day}/report`, { period: '2001-01-01' }), 404, 'noSuchPeriod');
  expectProblem(await post('/days/2126-01-01/report'), 404, 'noSuchPeriod');
  expectProblem(await post('/days/someday/report'), 400, 'badRequest');
});

test('the totals so far are a report, and a closed day has its number on it', async () => {
  const { post, day } = await withSales();
  const running = paperOf((await post(`/days/${day}/report`)).body);
  expect(running).toEqual(
    expect.arrayContaining([
      '# Totals so far',
      'Paid (1): $12.30',
      '** Takings: $12.30',
      'Alipay (1): $12.30',
    ]),
  );
  await post(`/days/${day}/close`, { by: 'Ann' });
  const closed = paperOf((await post(`/days/${day}/report`, { period: day })).body);
  expect(closed).toEqual(
    expect.arrayContaining(['# Close no. 1', 'Closed by: Ann', '** Takings: $12.30', 'Nothing is open.']),
  );
});

test('today is the day that is open, told by hours too', async () => {
  const { get, day } = await withSales();
  const { body } = await get('/days/today');
  expect(body).toMatchObject({ day, today: day });
  const [period] = body.periods as { totals: { byHour: Record<string, object> }[] }[];
  expect(Object.values(period?.totals[0]?.byHour ?? {})).toEqual([{ paid: { count: 1, amount: '12.30' } }]);
});
