import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { scanOn } from '../support/till-api.ts';

const openTablet = browserForAll();

inBrowser('each task of a day takes as many touches as the list says', async () => {
  const { url } = await openShop(temporaryFolder());
  const tablet = await openTablet(url);
  const { page } = tablet;
  const tap = (testId: string) => page.getByTestId(testId).first().click();
  const scan = (outcome: 'paid' | 'declined' | 'never') => scanOn(url, { wallet: 'alipay', outcome });
  const counted: Record<string, number> = {};
  await page.evaluate("window.touches = 0; addEventListener('pointerdown', () => { touches += 1 }, true)");
  const task = async (name: string, steps: () => Promise<unknown>) => {
    await page.evaluate('touches = 0');
    await steps();
    counted[name] = await page.evaluate<number>('touches');
  };
  const charge = async (digits: string) => {
    await tablet.type(digits);
    await tablet.charge();
    await tablet.shows('ready');
  };

  await task('sell 12.30', async () => {
    await charge('1230');
    await scan('paid');
    await tablet.shows('paid');
    await tap('action-dismiss');
    await tablet.shows('idle');
  });
  await tablet.type('999');
  await task('wrong amount typed', async () => {
    await page.getByTestId('key-back').click({ delay: 900 });
    expect(await tablet.text('amount')).toBe('$0.00');
  });
  await charge('999');
  await task('wrong amount, charged, nothing scanned', async () => {
    await tablet.tap('cancel');
    await tablet.shows('idle');
  });
  await charge('500');
  await scan('declined');
  await tablet.shows('declined');
  await task('declined: a fresh code', async () => {
    await tap('action-retry');
    await tablet.shows('ready');
    await scan('paid');
    await tablet.shows('paid');
  });
  await task('wrong amount, already scanned and paid', async () => {
    await tap('take-back');
    await tap('confirm-giveBack');
    await tablet.shows('refunded');
  });
  await tap('action-dismiss');
  await charge('700');
  await task('practise a situation (sandbox)', async () => {
    await tap('practice-door');
    await tap('practise-never');
    await tablet.shows('paying');
  });
  await task('"my phone says paid"', async () => {
    await tap('help');
    await tap('check-now');
    await expect.poll(() => page.locator('.help-answer').innerText()).not.toBe('');
  });
  await page.keyboard.press('Escape');
  await task('the customer leaves', async () => {
    await tablet.tap('cancel');
    await tablet.shows('cancelled');
    await tap('action-dismiss');
    await tablet.shows('idle');
  });
  await task('a copy of a receipt', async () => {
    await tap('menu');
    await page.getByTestId('sale-row').filter({ hasText: '$12.30' }).click();
    await tap('receipt');
    await expect.poll(() => tablet.text('receipt')).toMatch(/printed/i);
  });
  await page.getByTestId('back-to-till').click();
  await task('half of 12.30 back', async () => {
    await tap('menu');
    await page.getByTestId('sale-row').filter({ hasText: '$12.30' }).click();
    await tap('refund-part');
    for (const digit of ['6', '1', '5']) await tap(`refund-key-${digit}`);
    await tap('refund-confirm');
    await expect.poll(() => tablet.text('order-page')).toContain('$6.15 stays with the shop');
  });
  await page.getByTestId('back-to-till').click();
  await task('close the day', async () => {
    await tap('menu');
    await tap('place-day');
    await tap('close-day');
    await tap('close-yes');
    await expect.poll(() => page.locator('main').innerText()).toContain('Closed as no. 1');
  });

  expect(counted).toEqual(listed());
});

/** The tasks of the list whose touches are counted here. */
function listed(): Record<string, number> {
  const rows = readFileSync('docs/cashier-tasks.md', 'utf8').matchAll(
    /^\| (.+?) \| .* \| \*\*(\d+)\*\* \|$/gm,
  );
  return Object.fromEntries([...rows].map(([, task, touches]) => [task, Number(touches)]));
}
