import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inBrowser, openShop, sharedBrowser } from '../support/browser-till.ts';
import { PAGE_CLOCKS } from '../support/page-clocks.ts';
import { openTablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const browser = sharedBrowser();

const connected = (page: Page) => page.locator('html[data-connected="true"]').waitFor({ state: 'attached' });

inBrowser(
  'a tablet left among the sales comes back to its keypad, and one on which something is typed stays',
  async () => {
    const till = await openShop(temporaryFolder());
    const { page } = await openTablet(browser(), till.url);
    await page.clock.install();
    await page.reload();
    await connected(page);
    const goToSales = async () => {
      await page.getByTestId('menu').click();
      await page.getByTestId('place-sales').click();
      await page.getByTestId('page-sales').waitFor();
    };
    await goToSales();
    await page.clock.runFor(119_000);
    expect(await page.getByTestId('page-sales').count()).toBe(1);
    await page.clock.runFor(2_000);
    await page.getByTestId('key-1').waitFor();

    await connected(page);
    await goToSales();
    await page.locator('input').first().fill('12.30');
    await page.clock.fastForward(300_000);
    await page.clock.runFor(1_000);
    expect(await page.getByTestId('page-sales').count()).toBe(1);
  },
);

const HOUR = 3_600_000;

inBrowser(
  "the customer's page begins anew in the night once it is a day old, and is connected again",
  async () => {
    const till = await openShop(temporaryFolder());
    const page = await browser().newPage({ timezoneId: 'UTC' });
    await page.addInitScript(PAGE_CLOCKS);
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await page.goto(`${till.url}/customer/1`);
    await connected(page);
    const toTwo = ((26 - new Date().getUTCHours()) % 24) * HOUR;
    // On and on: how long nothing was on the lane counts from the page's first look at its clock, which may be after this.
    await page.evaluate(`{
      let ahead = ${toTwo + 24 * HOUR};
      window.putOn(ahead);
      setInterval(() => window.putOn((ahead += ${HOUR / 10})), 300);
    }`);
    await until(() => loads === 2, { what: 'it is loaded anew' });
    await connected(page);
    expect(await page.getByTestId('title').innerText()).toBe('Welcome');
    await page.close();
  },
);
