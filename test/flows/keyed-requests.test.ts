import { expect, test } from 'vitest';
import { openTechnicianShop, type TechnicianShop } from '../support/technician-shop.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { scanOn } from '../support/till-api.ts';
import { until } from '../support/until.ts';

type Sale = { saleId: string; state: string; orderNos: string[] };

/** Puts an amount on a lane, as a program with that token, or as one on the till's own machine. */
async function charge(shop: TechnicianShop, key: string, options: { token?: string; lane?: string } = {}) {
  const { token, lane = '1' } = options;
  const { status, body } = await shop.ask(
    'POST',
    `/lanes/${lane}/charge`,
    { amount: '5.00', reference: 'table 4' },
    { 'idempotency-key': key, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  );
  return { status, code: body.code, sale: body.sale as Sale };
}

async function programOf(shop: TechnicianShop, name: string): Promise<string> {
  const { body } = await shop.ask('POST', '/programs', { name, scopes: ['sell', 'look', 'refund'] });
  return String(body.token);
}

async function paid(shop: TechnicianShop, saleId: string): Promise<Sale> {
  return until(
    async () => {
      const { sale } = (await shop.ask('GET', `/sales/${saleId}?waitSeconds=5`)).body as { sale: Sale };
      return sale.state === 'paid' && sale;
    },
    { what: 'the sale is paid' },
  );
}

test('the same key in quotes and without is the same request', async () => {
  const shop = await openTechnicianShop();
  const first = await charge(shop, '"bill-1"');
  const again = await charge(shop, 'bill-1');
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.sale.saleId).toBe(first.sale.saleId);
});

test('two programs that number their bills alike never get each other’s sale', async () => {
  const shop = await openTechnicianShop();
  const [one, other] = [await programOf(shop, 'POS one'), await programOf(shop, 'POS two')];
  const mine = await charge(shop, 'bill-1', { token: one });
  expect(await charge(shop, 'bill-1', { token: other })).toMatchObject({ status: 409, code: 'laneBusy' });
  const theirs = await charge(shop, 'bill-1', { token: other, lane: '2' });
  expect(theirs.status).toBe(201);
  expect(theirs.sale.saleId).not.toBe(mine.sale.saleId);
  expect((await charge(shop, 'bill-1', { token: one })).sale.saleId).toBe(mine.sale.saleId);
});

test('a key finds its sale and its refund after a restart, and neither is made again', async () => {
  const folder = temporaryFolder();
  const before = await openTechnicianShop({ folder });
  const token = await programOf(before, 'POS');
  const { sale } = await charge(before, 'bill-1', { token });
  await scanOn(before.url, { wallet: 'alipay' });
  const [orderNo = ''] = (await paid(before, sale.saleId)).orderNos;
  const refund = async (shop: TechnicianShop, amount = '1.00') =>
    shop.ask('POST', `/orders/${orderNo}/refunds`, { amount, reason: 'cold' }, { 'idempotency-key': '"R"' });
  const { refundNo } = (await refund(before)).body.refund as { refundNo: string };
  await before.stop();

  const after = await openTechnicianShop({ folder });
  const again = await charge(after, '"bill-1"', { token });
  expect(again).toMatchObject({ status: 201, sale: { saleId: sale.saleId, state: 'paid' } });
  expect((await charge(after, 'bill-1')).sale.saleId, 'another’s key').not.toBe(sale.saleId);
  expect((await refund(after)).body.refund).toMatchObject({ refundNo });
  expect(await refund(after, '2.00')).toMatchObject({ status: 422, body: { code: 'keyReused' } });
  const { refunds } = (await after.ask('GET', `/orders/${orderNo}/refunds`)).body as { refunds: object[] };
  expect(refunds).toHaveLength(1);
});

test('a refund without a key is refused, and one with a key that is none', async () => {
  const shop = await openTechnicianShop();
  const { sale } = await charge(shop, 'bill-1');
  await scanOn(shop.url, { wallet: 'alipay' });
  const [orderNo] = (await paid(shop, sale.saleId)).orderNos;
  const wish = { amount: '1.00', reason: 'cold' };
  const without = await shop.ask('POST', `/orders/${orderNo}/refunds`, wish);
  expect(without).toMatchObject({ status: 400, body: { code: 'keyNeeded' } });
  const open = await shop.ask('POST', `/orders/${orderNo}/refunds`, wish, { 'idempotency-key': '"open' });
  expect(open).toMatchObject({ status: 400, body: { code: 'badKey' } });
});
