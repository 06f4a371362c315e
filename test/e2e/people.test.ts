import { join } from 'node:path';
import { expect } from 'vitest';
import { openConsole } from '../../scripts/people/console.ts';
import { configAt } from '../../scripts/people/place.ts';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { scanOnPage } from '../support/page-gun.ts';
import { ADA_PIN, MIA_PIN } from '../support/staff.ts';
import type { Tablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ordersOf, scanOn } from '../support/till-api.ts';

const openTablet = browserForAll();

/** A shop in which everybody signs in: Ada is its manager, Mia and Jo its cashiers. */
async function staffedTill() {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const people = await openConsole(configAt({ dataDir }, {}));
  await people.add({ name: 'Ada', role: 'manager', pin: ADA_PIN });
  await people.add({ name: 'Mia', role: 'cashier', pin: MIA_PIN });
  await people.add({ name: 'Jo', role: 'cashier', pin: '4071' });
  await people.close();
  return openShop(folder, undefined, { shop: { signIn: true } });
}

/** On the pad, by finger; `enter` last. */
async function typePin({ page }: Tablet, pin: string): Promise<void> {
  for (const digit of pin) await page.getByTestId(`pin-${digit}`).click();
  await page.getByTestId('pin-enter').click();
}

inBrowser('a cashier signs in by name and PIN, once, and the sale is theirs', async () => {
  const { url } = await staffedTill();
  const tablet = await openTablet(url);
  const { page } = tablet;
  await tablet.type('1230');
  await tablet.charge();
  await page.getByTestId('who-p2').click();
  await typePin(tablet, '5050');
  await page.getByText('That PIN is not right.').waitFor();
  expect(await page.content(), 'no digit of a PIN is on the page').not.toContain('5050');
  for (const key of [...MIA_PIN, 'Enter']) await page.keyboard.press(key);
  await tablet.shows('ready');
  await scanOn(url, { wallet: 'alipay', outcome: 'paid' });
  await tablet.shows('paid');
  expect(await ordersOf(url)).toMatchObject([{ by: 'Mia' }]);
  await tablet.tap('dismiss');

  await page.getByTestId('menu').click();
  await page.getByTestId('sale-row').click();
  await page.getByTestId('refund-all').click();
  await page.getByTestId('refund-confirm').click();
  await page.getByTestId('sign-in').waitFor();
  expect(await page.getByTestId('refund-unsure').count(), 'nothing is in doubt before it was sent').toBe(0);
  expect((await tablet.text('refund-status')).trim()).toBe('');
  await typePin(tablet, ADA_PIN);
  await page.getByTestId('refund-row').waitFor();
  expect(await ordersOf(url)).toMatchObject([{ refunds: [{ by: 'Ada', amount: '12.30' }] }]);
  await page.getByTestId('back-to-till').click();

  await page.getByTestId('who').click();
  await page.getByTestId('sign-out').click();
  await tablet.type('500');
  await tablet.charge();
  await page.getByTestId('sign-in').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('sign-in').waitFor({ state: 'detached' });
  await tablet.shows('idle');
  expect(await tablet.text('amount'), 'it is not lost').toContain('5.00');
});

inBrowser('a gun types no PIN, and who walks away leaves no pad behind', async () => {
  const { url } = await staffedTill();
  const tablet = await openTablet(url);
  const { page } = tablet;
  await tablet.type('100');
  await tablet.charge();
  await page.getByTestId('who-p2').click();
  await scanOnPage(page, '281234567890123456');
  expect(await page.locator('.pin-dot-full').count()).toBe(0);
  expect(await tablet.text('pin-said')).toBe('');
});

inBrowser('a manager’s PIN lets somebody be added, and counts no longer once back at the till', async () => {
  const { url } = await staffedTill();
  const tablet = await openTablet(url);
  const { page } = tablet;
  const add = async (name: string, pin: string) => {
    await page.getByTestId('add-person').click();
    await page.getByTestId('person-name').fill(name);
    await page.getByTestId('person-pin').fill(pin);
    await page.getByTestId('person-pinAgain').fill(pin);
    await page.getByTestId('save-person').click();
  };
  const openPeople = async () => {
    await page.getByTestId('menu').click();
    await page.getByTestId('place-settings').click();
    await page.getByTestId('section-people').check({ force: true });
  };
  await openPeople();
  await add('Bo', '1234');
  await typePin(tablet, ADA_PIN);
  await page.getByText('Digits in a row are guessed first').waitFor();
  await page.getByTestId('person-pin').fill('7392');
  await page.getByTestId('person-pinAgain').fill('7392');
  await page.getByTestId('save-person').click();
  await page.getByTestId('person-p4').waitFor();
  await page.getByTestId('back-to-till').click();
  await openPeople();
  await add('Cy', '8264');
  await page.getByTestId('sign-in').waitFor();
});
