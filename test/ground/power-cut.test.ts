import { expect, test, vi } from 'vitest';
import type { Payments } from '../../src/payment/index.ts';
import { faultsOfBooks, type VirtualShop, virtualShop } from './virtual-shop.ts';

/** The power is cut before each single operation on the disk: what was not synced stays, goes, or is torn. */

vi.setConfig({ testTimeout: 90_000 });

const SEEDS = [1, 2];

/** What is done in the shop, while there is power. */
type Story = (shop: VirtualShop) => Promise<void>;

const isShown = (shop: VirtualShop, mode: string) => () => shop.screen().mode === mode;

/** Waits until it is so, and does what then is to be done, unless the power goes before. */
async function whilePowered(
  shop: VirtualShop,
  isSo: () => boolean,
  act: (till: Payments) => void,
): Promise<void> {
  await shop.passUntil('it is so, or the power is cut', () => !shop.isOn() || isSo());
  if (shop.isOn()) act(shop.till());
}

const paidAndSeen: Story = async (shop) => {
  const saleId = await shop.sell('password');
  await whilePowered(shop, isShown(shop, 'paid'), (till) => till.dismiss('1', saleId));
};

const cancelledTooLate: Story = async (shop) => {
  const saleId = await shop.sell('race');
  await whilePowered(
    shop,
    () => shop.screen().order !== undefined,
    (till) => till.cancel('1', saleId),
  );
  await whilePowered(shop, isShown(shop, 'cancelled'), (till) => till.dismiss('1', saleId));
};

const letGo: Story = async (shop) => {
  const saleId = await shop.sell('no-answer');
  await whilePowered(
    shop,
    () => shop.submits.length > 0,
    () => {
      shop.isCutOff = true;
    },
  );
  const canLetGo = () => shop.screen().actions.includes('nextCustomer');
  await whilePowered(shop, canLetGo, (till) => void till.release('1', saleId, 'nextCustomer'));
  shop.isCutOff = false;
};

const stories: [string, Story][] = [
  ['a payment', paidAndSeen],
  ['a payment cancelled too late', cancelledTooLate],
  ['a payment let go undecided', letGo],
];

async function openShop(seed: number): Promise<VirtualShop> {
  const shop = virtualShop(seed);
  await shop.start();
  await shop.passUntil('it sells', isShown(shop, 'idle'));
  return shop;
}

/** Lets the power come back, everything come to rest, and one more sale be made. */
async function comeToRest(shop: VirtualShop): Promise<void> {
  shop.cutPowerBefore(Number.POSITIVE_INFINITY);
  if (!shop.isOn()) {
    await shop.pass(2000);
    await shop.start();
  }
  await shop.passUntil('lane 2 sells', () => shop.screen('2').mode === 'idle');
  await shop.sell('paid', '2');
  await shop.passUntil('it is paid', () => shop.screen('2').mode === 'paid');
  await shop.passUntil('all is settled', () => shop.till().health().openOrders === 0);
  await shop.pass(120_000);
}

test.each(stories)(
  'the power cut before each disk operation of %s: it is lost or doubled by none',
  async (_, story) => {
    for (const seed of SEEDS) {
      const whole = await openShop(seed);
      const before = whole.operations();
      await story(whole);
      await whole.pass(120_000);
      const operations = whole.operations() - before;
      expect(operations).toBeGreaterThan(20);
      for (let operation = 1; operation <= operations; operation += 1) {
        const shop = await openShop(seed);
        shop.cutPowerBefore(operation);
        await story(shop);
        await shop.pass(120_000);
        await comeToRest(shop);
        expect(await faultsOfBooks(shop), `seed ${seed}, cut before operation ${operation}`).toEqual([]);
      }
    }
  },
);

test('the power cut before each disk operation of a refund, and the refund asked for again: it is made once', async () => {
  const paid = async (seed: number) => {
    const shop = await openShop(seed);
    await shop.sell('paid');
    await shop.passUntil('it is paid', isShown(shop, 'paid'));
    const orderNo = shop.submits[0] ?? '';
    const refund = () => shop.till().refund(orderNo, { amountMinor: 500, reason: 'broken', key: 'K1' });
    return { shop, orderNo, refund };
  };
  for (const seed of SEEDS) {
    const whole = await paid(seed);
    const before = whole.shop.operations();
    await whole.shop.settled(whole.refund());
    await whole.shop.pass(120_000);
    const operations = whole.shop.operations() - before;
    expect(operations).toBeGreaterThan(10);
    for (let operation = 1; operation <= operations; operation += 1) {
      const { shop, orderNo, refund } = await paid(seed);
      shop.cutPowerBefore(operation);
      void refund();
      await shop.pass(120_000);
      await comeToRest(shop);
      expect(await shop.settled(refund())).toMatchObject({ ok: true });
      // One of which nothing is known is sent again only when a delayed request cannot arrive any more.
      await shop.pass(30 * 60_000);
      const where = `seed ${seed}, cut before operation ${operation}`;
      expect(shop.gateway.truthOf(orderNo), where).toMatchObject({
        paidMinor: 1230,
        refundedMinor: 500,
        keptMinor: 730,
      });
      expect(await faultsOfBooks(shop), where).toEqual([]);
    }
  }
});

test('the power cut before each disk operation of a start: the next start finds everything', async () => {
  for (const seed of SEEDS) {
    for (let operation = 1; operation <= 40; operation += 1) {
      const shop = await openShop(seed);
      await shop.sell('password');
      shop.cutPowerBefore(14);
      await shop.passUntil('the power is cut', () => !shop.isOn());
      await shop.pass(1000);
      shop.cutPowerBefore(operation);
      await shop.start();
      await comeToRest(shop);
      expect(await faultsOfBooks(shop), `seed ${seed}, cut before operation ${operation}`).toEqual([]);
    }
  }
});
