import { expect } from 'vitest';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { fakePrinter, WELL } from '../support/fake-printer.ts';
import type { Tablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ordersOf, scanOn } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const openTablet = browserForAll();

const SHOP = { name: 'Corner Shop', address: ['1 Main Street'], receiptWidthMm: 58 };
const POINTS_PER_MM = 72 / 25.4;

/** Counts what the page prints, in place of a print window that no test could close. */
async function withPrinter({ page }: Tablet): Promise<() => Promise<number>> {
  await page.evaluate('window.prints = 0; window.print = () => { window.prints += 1; }');
  return () => page.evaluate<number>('window.prints');
}

async function sell(tablet: Tablet, url: string): Promise<void> {
  await tablet.type('1230');
  await tablet.charge();
  await scanOn(url, { wallet: 'alipay' });
  await tablet.shows('paid');
}

inBrowser(
  'a receipt is printed from the result, its reprint is a copy, and the day is closed and printed',
  async () => {
    const { url } = await openShop(temporaryFolder(), undefined, { shop: SHOP });
    const tablet = await openTablet(url);
    const { page } = tablet;
    const prints = await withPrinter(tablet);
    const paper = page.getByTestId('paper');
    await sell(tablet, url);
    const [order] = await ordersOf(url);

    await page.getByTestId('receipt').click();
    await until(async () => (await prints()) === 1, { what: 'the receipt is printed' });
    await page.emulateMedia({ media: 'print' });
    const text = await paper.innerText();
    expect(text).toContain('Corner Shop');
    expect(text).toContain('$12.30');
    expect(text).toContain('PRACTICE: NOT A RECEIPT');
    expect(text).not.toContain('COPY');
    expect(await paper.locator('svg').getAttribute('aria-label')).toBe(order?.orderNo);
    expect(await page.locator('#root').isVisible()).toBe(false);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    const [, width] = /MediaBox \[0 0 ([\d.]+)/.exec(pdf) ?? [];
    expect(Number(width) / POINTS_PER_MM).toBeCloseTo(58, 0);

    await page.emulateMedia({ media: 'screen' });
    await tablet.shows('paid');
    await page.getByTestId('receipt').click();
    await until(async () => (await prints()) === 2, { what: 'the receipt is printed again' });
    await page.emulateMedia({ media: 'print' });
    expect(await paper.innerText()).toContain('COPY');
    await page.emulateMedia({ media: 'screen' });

    await tablet.tap('dismiss');
    await tablet.shows('idle');
    await page.getByTestId('menu').click();
    await page.getByTestId('place-day').click();
    expect(await tablet.text('net')).toBe('$12.30');
    await page.getByTestId('close-day').click();
    await page.getByTestId('close-yes').click();
    await page.getByTestId('day-remark').getByText('Closed as no. 1.').waitFor();
    expect(await tablet.text('net')).toBe('$12.30');
    await page.getByRole('listitem').filter({ hasText: 'Close no. 1' }).getByRole('button').click();
    await until(async () => (await prints()) === 3, { what: 'the close is printed' });
    await page.emulateMedia({ media: 'print' });
    const report = (await paper.innerText()).replace(/\s+/g, ' ');
    expect(report).toMatch(/Close no\. 1 .* Takings \$12\.30/);
  },
);

inBrowser(
  'a printer without paper is told in words, and the receipt comes from the tablet instead',
  async () => {
    const printer = await fakePrinter({ ...WELL, status: [0x32, 0x12] });
    const { url } = await openShop(temporaryFolder(), undefined, {
      shop: { ...SHOP, printer: printer.place },
    });
    const tablet = await openTablet(url);
    const { page } = tablet;
    const prints = await withPrinter(tablet);
    await sell(tablet, url);

    await page.getByTestId('receipt').click();
    expect(await tablet.text('print-problem')).toContain('The printer has no paper.');
    expect(await prints()).toBe(0);
    await page.getByTestId('print-here').click();
    await until(async () => (await prints()) === 1, { what: 'the receipt is printed' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByTestId('paper').innerText()).not.toContain('COPY');
    await page.emulateMedia({ media: 'screen' });
    await tablet.tap('dismiss');
    await tablet.shows('idle');
  },
);
