import { expect } from 'vitest';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import type { Tablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ordersOf, scanOn } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const openTablet = browserForAll();

/** A tablet on a till that died in mid-payment and was started again: the customer paid meanwhile. */
async function paidWhileOff(): Promise<{ tablet: Tablet; url: string }> {
  const folder = temporaryFolder();
  const till = await openShop(folder);
  const tablet = await openTablet(till.url);
  await tablet.type('1230');
  await tablet.charge();
  await scanOn(till.url, { wallet: 'alipay', outcome: 'password' });
  const isSent = async () => (await ordersOf(till.url)).some(({ state }) => state === 'pending');
  await until(isSent, { what: 'the gateway has the payment' });
  await till.kill();
  const again = await openShop(folder, till.port);
  await tablet.shows('paid');
  return { tablet, url: again.url };
}

inBrowser('a payment from while the till was off is asked about, and given back by two taps', async () => {
  const { tablet, url } = await paidWhileOff();
  expect(await tablet.text('message')).toBe('Paid while the till was off');
  expect(await tablet.text('hint')).toContain('Were the goods handed over?');
  expect(await tablet.text('action-dismiss')).toBe('Yes, keep');

  await tablet.page.keyboard.press('Enter');
  await tablet.page.getByTestId('action-giveBack').click();
  await tablet.page.getByTestId('go-back').click();
  await tablet.shows('paid');
  expect(await ordersOf(url)).toMatchObject([{ state: 'paid', refundedAmount: '0.00' }]);

  await tablet.tap('giveBack');
  await tablet.shows('refunded');
  expect(await tablet.text('state')).toBe('GIVEN BACK');
  expect(await tablet.text('message')).toBe('The customer has the money back');
  expect(await tablet.text('amount')).toContain('12.30');
  expect(await ordersOf(url)).toMatchObject([{ state: 'paid', refundedAmount: '12.30' }]);

  await tablet.tap('dismiss');
  await tablet.shows('idle');
});

inBrowser('a payment from while the till was off is kept by one tap', async () => {
  const { tablet, url } = await paidWhileOff();
  await tablet.tap('dismiss');
  await tablet.shows('idle');
  expect(await ordersOf(url)).toMatchObject([{ state: 'paid', refundedAmount: '0.00' }]);
});
