import { expect } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { scanOnPage } from '../support/page-gun.ts';
import type { Tablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ordersOf } from '../support/till-api.ts';

const openTablet = browserForAll();

const scanAsKeys = ({ page }: Tablet) => scanOnPage(page, makeCode({ wallet: 'alipay' }, systemRandom));

/** A person at the keyboard, who pauses longer than any gun. */
async function typeByHand({ page }: Tablet, keys: string): Promise<void> {
  await page.keyboard.type(keys, { delay: 200 });
}

inBrowser(
  'a whole sale takes six keys, and the next one begins with the first figure of its amount',
  async () => {
    const till = await openShop(temporaryFolder());
    const tablet = await openTablet(till.url);

    await typeByHand(tablet, '1230');
    await tablet.page.keyboard.press('Enter');
    await tablet.shows('ready');
    await scanAsKeys(tablet);
    await tablet.shows('paid');
    await tablet.page.keyboard.press('Enter');
    await tablet.shows('idle');

    await typeByHand(tablet, '75');
    await tablet.page.keyboard.press('Enter');
    await tablet.shows('ready');
    await scanAsKeys(tablet);
    await tablet.shows('paid');
    await typeByHand(tablet, '5');
    await tablet.shows('idle');
    expect(await tablet.text('amount')).toContain('0.05');
    expect((await ordersOf(till.url)).map(({ amount }) => amount)).toEqual(['0.75', '12.30']);
  },
);

inBrowser('a gun in keyboard mode makes no result go, and types no amount into the next sale', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await openTablet(till.url);

  await tablet.type('500');
  await tablet.charge();
  await tablet.shows('ready');
  await scanAsKeys(tablet);
  await tablet.shows('paid');
  await scanAsKeys(tablet);
  await scanAsKeys(tablet);
  // A key is held for longer than the page takes to tell hands from guns.
  await tablet.page.keyboard.press('Shift', { delay: 400 });
  expect(await tablet.text('state')).toMatch(/paid/i);
  await tablet.tap('dismiss');
  await tablet.shows('idle');
  expect(await tablet.text('amount')).toContain('0.00');
});

inBrowser('beside the till a gun in keyboard mode presses nothing, and the way back is one key', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await openTablet(till.url);
  const { page } = tablet;

  await tablet.type('500');
  await page.getByTestId('note-button').click();
  await page.getByTestId('note').waitFor();
  await page.keyboard.type('table 4', { delay: 60 });
  await scanAsKeys(tablet);
  await page.keyboard.press('Enter');
  await page.getByTestId('note-button').waitFor();
  expect(await tablet.text('note-button')).toBe('table 4');
  expect(await tablet.text('amount')).toContain('5.00');

  await page.getByTestId('menu').click();
  await page.getByTestId('page-sales').waitFor();
  await page.getByTestId('place-day').focus();
  await scanAsKeys(tablet);
  expect(await page.getByTestId('page-sales').isVisible()).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByTestId('page-day').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('charge').waitFor();

  await page.keyboard.press('Enter');
  await tablet.shows('ready');
  expect(await page.getByText('table 4').isVisible()).toBe(true);
});
