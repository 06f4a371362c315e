import { expect } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { scanOnPage } from '../support/page-gun.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, scanOn, screenOf } from '../support/till-api.ts';

const openTablet = browserForAll();

inBrowser(
  'an amount is typed, a code is scanned, and the tablet says that it was paid, in practice',
  async () => {
    const till = await openShop(temporaryFolder());
    const tablet = await openTablet(till.url);

    await tablet.type('1230');
    await tablet.charge();
    await tablet.shows('ready');
    await scanOn(till.url, { wallet: 'alipay' });
    await tablet.shows('paid');

    expect(await tablet.text('amount')).toContain('12.30');
    expect(await tablet.text('state')).toMatch(/practice/i);
    expect(await tablet.text('sandbox-banner')).toMatch(/no money/i);
    expect(await ordersOf(till.url)).toMatchObject([{ state: 'paid', amount: '12.30' }]);

    await tablet.tap('dismiss');
    await tablet.shows('idle');
  },
);

inBrowser(
  'a declined code says so, and the next try with a fresh one is paid as an order of its own',
  async () => {
    const till = await openShop(temporaryFolder());
    const tablet = await openTablet(till.url);

    await tablet.type('500');
    await tablet.charge();
    await scanOn(till.url, { wallet: 'wechat', outcome: 'declined' });
    await tablet.shows('declined');
    await tablet.tap('retry');
    await tablet.shows('ready');
    expect(await tablet.text('amount')).toContain('5.00');
    await scanOn(till.url, { wallet: 'wechat', outcome: 'paid' });
    await tablet.shows('paid');

    const orders = await ordersOf(till.url);
    expect(orders.map(({ state }) => state)).toEqual(['paid', 'declined']);
    expect(new Set(orders.map(({ saleId }) => saleId)).size).toBe(1);
  },
);

inBrowser('a payment that the customer never confirms is cancelled by the cashier', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await openTablet(till.url);

  await tablet.type('999');
  await tablet.charge();
  await scanOn(till.url, { wallet: 'unionpay', outcome: 'never' });
  await tablet.shows('paying');
  await tablet.tap('cancel');
  await tablet.shows('cancelled');

  expect(await ordersOf(till.url)).toMatchObject([{ state: 'cancelled', amount: '9.99' }]);
});

inBrowser('a gun in keyboard mode pays a sale that is ready, and types no amount otherwise', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await openTablet(till.url);
  const scanAsKeys = () => scanOnPage(tablet.page, makeCode({ wallet: 'alipay' }, systemRandom));

  await tablet.type('42');
  await scanAsKeys();
  expect(await tablet.text('amount')).toContain('0.42');
  expect((await screenOf(till.url)).mode).toBe('idle');

  await tablet.charge();
  await tablet.shows('ready');
  await scanAsKeys();
  await tablet.shows('paid');
  expect(await ordersOf(till.url)).toMatchObject([{ state: 'paid', amount: '0.42' }]);
});

inBrowser('the largest amount stands whole on Charge, on a small page too', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await openTablet(till.url);

  await tablet.page.setViewportSize({ width: 400, height: 300 });
  await tablet.type('99999999');
  expect(await tablet.text('charge')).toContain('999,999.99');
  const cut = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.charge'))`;
  expect(await tablet.page.evaluate(cut)).toBeLessThanOrEqual(0);
});

inBrowser('two tablets on a lane show the same, whoever taps', async () => {
  const till = await openShop(temporaryFolder());
  const front = await openTablet(till.url);
  const back = await openTablet(till.url);

  await front.type('700');
  await front.charge();
  await back.shows('ready');
  expect(await back.text('amount')).toContain('7.00');
  await scanOn(till.url, { wallet: 'alipay' });
  await Promise.all([front.shows('paid'), back.shows('paid')]);

  await back.tap('dismiss');
  await Promise.all([front.shows('idle'), back.shows('idle')]);
});

inBrowser('a tap on the screen of an old sale does nothing to the new one', async () => {
  const till = await openShop(temporaryFolder());
  const live = await openTablet(till.url);
  const late = await openTablet(till.url, { isLate: true });

  await live.type('100');
  await live.charge();
  await late.shows('ready');
  late.holdScreens();
  await live.tap('cancel');
  await live.shows('idle');
  expect(await chargeOn(till.url, '2.00')).toBe(201);
  await live.shows('ready');
  const before = await screenOf(till.url);

  await late.tap('cancel');
  await late.page.getByText(/over/i).first().waitFor();

  const after = await screenOf(till.url);
  expect(after).toMatchObject({ mode: 'ready', saleId: before.saleId, rev: before.rev });
  await scanOn(till.url, { wallet: 'alipay' });
  await live.shows('paid');
});
