import { expect, test } from 'vitest';
import { faultsOfBooks, type VirtualShop, virtualShop } from './virtual-shop.ts';

/** A gateway that nobody can reach for an hour. */

const HOUR_MS = 3_600_000;

async function openShop(seed = 1): Promise<VirtualShop> {
  const shop = virtualShop(seed);
  await shop.start();
  await shop.passUntil('it sells', () => shop.screen().mode === 'idle');
  return shop;
}

async function expectUnreachable(shop: VirtualShop, since: string, lane = '1'): Promise<void> {
  expect(shop.screen(lane)).toMatchObject({
    mode: 'blocked',
    message: `Wallets unreachable since ${since}`,
    actions: [],
  });
  expect(shop.screen(lane).hint).toMatch(
    /^Take another payment\. For the technician: Simulated: connection refused\./,
  );
  expect(await shop.till().charge(lane, { amountMinor: 1230 })).toEqual({ ok: false, why: 'blocked' });
}

const timeOf = (shop: VirtualShop, lane = '1') => /\d\d:\d\d/.exec(shop.screen(lane).message)?.[0] ?? '';

test('a gateway that is down for an hour at the start: nothing is sold, and all is well by itself afterwards', async () => {
  const shop = virtualShop(1);
  shop.isCutOff = true;
  await shop.start();
  await shop.passUntil('it says so', () => shop.screen().mode === 'blocked' && timeOf(shop) !== '');
  const since = timeOf(shop);
  await shop.pass(HOUR_MS);
  await expectUnreachable(shop, since);
  shop.isCutOff = false;
  await shop.passUntil('it sells', () => shop.screen().mode === 'idle');
  await shop.sell('paid');
  await shop.passUntil('it is paid', () => shop.screen().mode === 'paid');
  expect(await faultsOfBooks(shop)).toEqual([]);
});

test('a gateway that is down for an hour between two sales: one sale finds out, and is not sent', async () => {
  const shop = await openShop();
  const first = await shop.sell('paid');
  await shop.passUntil('it is paid', () => shop.screen().mode === 'paid');
  shop.till().dismiss('1', first);
  shop.isCutOff = true;
  const second = await shop.sell('paid');
  await shop.passUntil('it is over', () => shop.screen().mode === 'notSent');
  await shop.passUntil('nothing is sold', () => !shop.screen().actions.includes('charge'));
  expect(shop.screen()).toMatchObject({ message: 'Not sent', actions: ['dismiss'] });
  shop.till().dismiss('1', second);
  const since = timeOf(shop);
  await shop.pass(HOUR_MS);
  await expectUnreachable(shop, since);
  shop.isCutOff = false;
  await shop.passUntil('it sells', () => shop.screen().mode === 'idle');
  await shop.sell('paid');
  await shop.passUntil('it is paid', () => shop.screen().mode === 'paid');
  expect(await faultsOfBooks(shop)).toEqual([]);
  expect((await shop.orders()).map(({ state }) => state)).toEqual(['paid', 'notSent', 'paid']);
});

test.each(['keepWaiting', 'nextCustomer', 'nothing'] as const)(
  'a gateway that is down for an hour in the middle of a payment (the cashier: %s): not confirmed in time, then the money goes back',
  async (choice) => {
    const shop = await openShop();
    const saleId = await shop.sell('password');
    await shop.passUntil(
      'the customer is asked',
      () => shop.screen().message === 'The customer confirms on the phone',
    );
    shop.isCutOff = true;
    await shop.pass(90_000);
    expect(shop.screen()).toMatchObject({
      mode: 'unknown',
      message: 'Not confirmed',
      actions: ['keepWaiting', 'nextCustomer', 'paidAnotherWay'],
    });
    const since = timeOf(shop, '2');
    if (choice === 'keepWaiting') shop.till().keepWaiting('1', saleId);
    if (choice === 'nextCustomer') {
      expect(await shop.settled(shop.till().release('1', saleId, 'nextCustomer'))).toEqual({ ok: true });
      await expectUnreachable(shop, since);
      expect(shop.screen().openOrders).toHaveLength(1);
    }
    await shop.pass(HOUR_MS);
    await expectUnreachable(shop, since, '2');
    const [order] = await shop.orders();
    expect(shop.gateway.truthOf(order?.orderNo ?? '')).toMatchObject({ state: 'paid', keptMinor: 1230 });
    expect(shop.till().health()).toMatchObject({ openOrders: 1, stuckOrders: 1 });

    shop.isCutOff = false;
    await shop.passUntil('lane 2 sells', () => shop.screen('2').mode === 'idle');
    await shop.sell('paid', '2');
    await shop.passUntil('it is paid', () => shop.screen('2').mode === 'paid');
    await shop.passUntil(
      'the first is over',
      () =>
        shop.screen().openOrders.length === 0 &&
        shop.screen().mode !== 'unknown' &&
        shop.screen().mode !== 'cancelling',
    );
    if (choice === 'nextCustomer') {
      expect(shop.screen()).toMatchObject({
        mode: 'idle',
        notices: [{ text: expect.stringContaining('The customer has the money back.') }],
      });
    } else {
      expect(shop.screen()).toMatchObject({
        mode: 'cancelled',
        hint: expect.stringContaining('has the money back'),
      });
    }
    await shop.pass(600_000);
    expect(await faultsOfBooks(shop)).toEqual([]);
    expect((await shop.orders()).map(({ state }) => state)).toEqual(['paid', 'cancelled']);
  },
);
