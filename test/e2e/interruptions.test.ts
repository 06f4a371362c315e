import { expect } from 'vitest';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type ApiOrder, ordersOf, scanOn } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const openTablet = browserForAll();

inBrowser('a page reloaded in mid-payment comes back to the payment and sees it paid', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await openTablet(till.url);

  await tablet.type('1230');
  await tablet.charge();
  await scanOn(till.url, { wallet: 'alipay', outcome: 'slow' });
  await tablet.shows('paying');
  await tablet.page.reload();
  await tablet.shows('paying');
  expect(await tablet.text('amount')).toContain('12.30');
  await tablet.shows('paid');
  expect(await ordersOf(till.url)).toHaveLength(1);
});

inBrowser('a typed amount survives a reload', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await openTablet(till.url);

  await tablet.type('4321');
  await tablet.page.reload();
  await tablet.shows('idle');
  expect(await tablet.text('amount')).toContain('43.21');
});

inBrowser('a till that dies in mid-payment and starts again ends the same payment, once', async () => {
  const folder = temporaryFolder();
  const till = await openShop(folder);
  const tablet = await openTablet(till.url);

  await tablet.type('1230');
  await tablet.charge();
  await scanOn(till.url, { wallet: 'alipay', outcome: 'password' });
  const before = await sentOrder(till.url);
  await till.kill();
  expect(await tablet.text('offline-banner')).toMatch(/no connection/i);

  const again = await openShop(folder, till.port);
  await tablet.page.locator('html[data-connected="true"]').waitFor({ state: 'attached' });
  await tablet.shows('paid');
  expect(await tablet.text('amount')).toContain('12.30');
  expect(await ordersOf(again.url)).toMatchObject([{ orderNo: before.orderNo, state: 'paid' }]);
});

inBrowser(
  'a till that is stopped in mid-payment ends with 0 and goes on with it at the next start',
  async () => {
    const folder = temporaryFolder();
    const till = await openShop(folder);
    const tablet = await openTablet(till.url);

    await tablet.type('100');
    await tablet.charge();
    await scanOn(till.url, { wallet: 'wechat', outcome: 'password' });
    await sentOrder(till.url);
    expect(await till.stop()).toBe(0);
    expect(await tablet.text('offline-banner')).toMatch(/restarting/i);

    const again = await openShop(folder, till.port);
    await tablet.shows('paid');
    expect(await ordersOf(again.url)).toMatchObject([{ state: 'paid', amount: '1.00' }]);
  },
);

inBrowser('a tablet that loses the till tells what not to do meanwhile', async () => {
  const folder = temporaryFolder();
  const till = await openShop(folder);
  const tablet = await openTablet(till.url);

  await tablet.type('1230');
  await tablet.charge();
  await tablet.shows('ready');
  await till.kill();
  expect(await tablet.text('offline-banner')).toMatch(/do not scan/i);

  const again = await openShop(folder, till.port);
  await tablet.shows('idle');
  await tablet.type('1230');
  await tablet.charge();
  await scanOn(again.url, { wallet: 'alipay', outcome: 'never' });
  await tablet.shows('paying');
  await again.kill();
  expect(await tablet.text('offline-banner')).toMatch(/keep the goods/i);
});

/** The lane's order, once the gateway has it: a till that dies before has sent nothing and keeps nothing. */
function sentOrder(url: string): Promise<ApiOrder> {
  const sent = async () =>
    (await ordersOf(url)).find(({ state }) => state !== 'created' && state !== 'submitting');
  return until(sent, { what: 'the order was sent' });
}
