import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { inBrowser, openShop, sharedBrowser } from '../support/browser-till.ts';
import { PAGE_CLOCKS } from '../support/page-clocks.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ordersOf, scanOn } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const browser = sharedBrowser();

const DAYS = 7;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Kiosk {
  page: Page;
  shows(state: string): Promise<void>;
  /** What it holds once everything it let go is collected. */
  held(): Promise<{ nodes: number; listeners: number; timers: number }>;
  /** A day goes by on its clocks until it begins anew in the night. */
  overnight(): Promise<void>;
}

async function openKiosk(url: string): Promise<Kiosk> {
  const page = await browser().newPage({ timezoneId: 'UTC' });
  await page.addInitScript(PAGE_CLOCKS);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.goto(url);
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  return {
    page,
    shows: (state) => page.locator(`html[${state}]`).waitFor({ state: 'attached' }),
    held: async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      const { metrics } = await cdp.send('Performance.getMetrics');
      const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
      const timers = await page.evaluate<number>('window.openTimers');
      return { nodes: metric('Nodes'), listeners: metric('JSEventListeners'), timers };
    },
    overnight: async () => {
      const before = loads;
      const toNight = ((26 - new Date().getUTCHours()) % 24) * HOUR + 24 * HOUR;
      // Six minutes at each look of the page, until it is gone.
      await page.evaluate(`{
        let ahead = ${toNight};
        window.putOn(ahead);
        setInterval(() => window.putOn((ahead += ${6 * MINUTE})), 300);
      }`);
      await until(() => loads > before, { what: 'it begins anew in the night' });
    },
  };
}

inBrowser(
  'a week on the counter: sales by day, and each night a till and pages that begin anew, add nothing up',
  async () => {
    const folder = temporaryFolder();
    let till = await openShop(folder);
    const { url, port } = till;
    const cashier = await openKiosk(`${url}/lanes/1`);
    const customer = await openKiosk(`${url}/customer/1`);
    const pages = [cashier, customer];
    const marks: Awaited<ReturnType<Kiosk['held']>>[][] = [];

    for (let day = 0; day < DAYS; day += 1) {
      for (const { shows } of pages) await shows('data-connected="true"');
      for (const digit of '123') await cashier.page.getByTestId(`key-${digit}`).click();
      await cashier.page.getByTestId('charge').click();
      await cashier.shows('data-mode="ready"');
      await scanOn(url, { wallet: 'alipay' });
      for (const { shows } of pages) await shows('data-mode="paid"');
      await cashier.page.keyboard.press('Enter');
      await cashier.shows('data-mode="idle"');
      await customer.shows('data-mode="welcome"');
      marks.push(await Promise.all(pages.map(({ held }) => held())));

      await till.kill();
      for (const { shows } of pages) await shows('data-connected="false"');
      till = await openShop(folder, port);
      for (const { shows } of pages) await shows('data-connected="true"');
      const again = await Promise.all(pages.map(({ held }) => held()));
      for (const [index, now] of again.entries()) {
        const then = marks.at(-1)?.[index];
        expect(now.timers, 'timers, beside those before the till was gone').toBeLessThanOrEqual(
          (then?.timers ?? 0) + 2,
        );
        expect(now.listeners, 'listeners').toBeLessThanOrEqual((then?.listeners ?? 0) + 5);
      }
      for (const { overnight } of pages) await overnight();
    }

    await cashier.shows('data-mode="idle"');
    await customer.shows('data-mode="welcome"');
    expect(await cashier.page.getByTestId('amount').innerText()).toBe('$0.00');
    expect(await customer.page.getByTestId('title').innerText()).toBe('Welcome');
    expect(await ordersOf(url)).toHaveLength(DAYS);
    for (const [index] of pages.entries()) {
      const [first, last] = [marks[0]?.[index], marks.at(-1)?.[index]];
      for (const what of ['nodes', 'listeners', 'timers'] as const) {
        expect(last?.[what], what).toBeLessThanOrEqual((first?.[what] ?? 0) * 1.2 + 3);
      }
    }
    for (const { page } of pages) await page.close();
  },
);
