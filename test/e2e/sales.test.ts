import { expect } from 'vitest';
import type { WireOrder } from '../../src/ui/order-messages.ts';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import type { Tablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, scanOn, screenOf } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const openTablet = browserForAll();

async function sell(
  url: string,
  amount: string,
  outcome: 'paid' | 'declined' | 'wrong-amount',
): Promise<WireOrder> {
  const isOn = async () => (await chargeOn(url, amount)) === 201;
  await until(isOn, { what: 'the lane takes the sale' });
  await scanOn(url, { wallet: 'alipay', outcome });
  const newest = async () => {
    const answer = await fetch(`${url}/api/v1/orders?q=${amount}`);
    const { orders } = (await answer.json()) as { orders: WireOrder[] };
    return orders.find(({ state }) => ['paid', 'declined', 'held'].includes(state));
  };
  return until(newest, { what: `${amount} has come to its end` });
}

async function goToSales({ page }: Tablet): Promise<void> {
  await page.getByTestId('menu').click();
  await page.getByTestId('sales-list').waitFor();
}

const rows = ({ page }: Tablet, group: string) => page.getByTestId(group).getByTestId('sale-row');

inBrowser(
  'a sale is found by the last four of its code, half of it goes back, and its story tells so',
  async () => {
    const { url } = await openShop(temporaryFolder());
    const tablet = await openTablet(url);
    const { page } = tablet;
    await sell(url, '4.50', 'declined');
    await sell(url, '20.00', 'paid');
    const wanted = await sell(url, '12.30', 'paid');
    await tablet.shows('paid');
    await tablet.tap('dismiss');
    await tablet.shows('idle');

    await goToSales(tablet);
    await until(async () => (await rows(tablet, 'sales-list').count()) === 3, {
      what: 'three sales are listed',
    });
    expect(await rows(tablet, 'sales-list').first().innerText()).toContain('$12.30');
    await page.getByTestId('search').fill(wanted.codeMask.slice(-4));
    await page.keyboard.press('Enter');
    await page.getByTestId('order-page').waitFor();
    expect(await tablet.text('order-amount')).toBe('$12.30');
    expect(await tablet.text('order-word'), 'never plainly paid on a sandbox').toBe('Practice paid');

    await page.getByTestId('refund-part').click();
    await page.keyboard.type('615', { delay: 150 });
    expect(await tablet.text('refund-amount')).toBe('$6.15');
    await page.getByTestId('refund-confirm').focus();
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('refund-dialog').count(), 'Enter never moves money: a gun sends it').toBe(
      1,
    );
    await page.getByTestId('refund-confirm').dblclick();
    await page.getByTestId('refund-row').waitFor();
    await until(async () => (await tablet.text('order-word')) === 'Paid, part given back', {
      what: 'the refund is made',
    });
    const story = await page.getByTestId('story').innerText();
    expect(story).toContain('$6.15 is to go back: “Goods came back”');
    expect(story).toContain('$6.15 went back to the customer.');
    const order = (await (await fetch(`${url}/api/v1/orders/${wanted.orderNo}`)).json()) as WireOrder;
    expect(order.refunds).toMatchObject([{ amount: '6.15', state: 'done' }]);

    await page.goBack();
    await page.getByTestId('sales-list').waitFor();
    const back = rows(tablet, 'sales-list').filter({ hasText: '$6.15 given back' });
    await until(async () => (await back.count()) === 1, { what: 'the list tells of the refund' });
    await back.click();
    await page.getByTestId('step-back').click();
    await page.getByTestId('sales-list').waitFor();
    const isBare = async () => (await page.evaluate('history.state === null')) === true;
    await until(isBare, { what: 'no step back is left behind' });
  },
);

inBrowser(
  'what needs a person stands on top until it is settled, and a sale on the lane comes before all of it',
  async () => {
    const { url } = await openShop(temporaryFolder());
    const tablet = await openTablet(url);
    const { page } = tablet;
    await sell(url, '20.00', 'paid');
    await sell(url, '7.70', 'wrong-amount');
    await tablet.shows('held');
    await tablet.tap('nextCustomer');
    await tablet.shows('idle');

    await goToSales(tablet);
    await rows(tablet, 'sales-waiting').first().click();
    expect(await tablet.text('order-word')).toBe('Wrong amount');
    await page.getByTestId('settle').click();
    await page.getByTestId('settle-as-notPaid').check();
    await page.getByTestId('settle-reason').fill('customer wants it back');
    await page.getByTestId('settle-confirm').click();
    await page.getByTestId('settle-by').fill('Ana');

    expect(await chargeOn(url, '3.00')).toBe(201);
    await tablet.shows('ready');
    expect(await page.getByTestId('settle-dialog').count(), 'the sale comes first').toBe(0);
    const { saleId } = await screenOf(url);
    await fetch(`${url}/api/v1/lanes/1/cancel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ saleId }),
    });
    await tablet.shows('idle');
    await page.getByTestId('menu').click();
    expect(await page.getByTestId('settle-by').inputValue(), 'as it was left').toBe('Ana');
    await page.getByTestId('settle-confirm').click();
    await until(async () => (await tablet.text('order-remark')) === 'It is written down.', {
      what: 'it is settled',
    });
    const isTold = async () =>
      (await tablet.text('story')).includes('Ana decided that no money stays: “customer wants it back”');
    await until(isTold, { what: 'the story tells who decided' });
    await page.getByTestId('step-back').click();
    await until(async () => (await page.getByTestId('sales-waiting').count()) === 0, {
      what: 'nobody is needed',
    });
  },
);
