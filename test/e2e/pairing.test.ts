import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inBrowser, sharedBrowser } from '../support/browser-till.ts';
import { codeFor, networkTablet, openNetworkShop } from '../support/network-tablet.ts';
import { openTechnician } from '../support/technician-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const browser = sharedBrowser();

/** In the page: whether the code is whole in the window. */
const IN_SIGHT = `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(
  document.querySelector('[data-testid=pair-code]').getBoundingClientRect())`;

/** Makes a code on the technician's page as a person does. */
async function makeCodeOn(technician: Page, name: string): Promise<string> {
  await technician.setViewportSize({ width: 390, height: 500 });
  const show = technician.getByTestId('show-devices');
  if (await show.isVisible()) await show.click();
  const form = technician.getByTestId('let-tablet-in');
  if (!(await technician.getByTestId('tablet-name').isVisible())) await form.click();
  await technician.getByTestId('tablet-name').fill(name);
  await technician.getByTestId('tablet-role').selectOption('cashier');
  await technician.getByTestId('tablet-lane').first().selectOption('1');
  await technician.getByTestId('make-code').click();
  await technician.getByTestId('code-state').getByText('Waiting').waitFor();
  const code = technician.getByTestId('pair-code');
  expect(await technician.evaluate(IN_SIGHT), 'the code is in sight of who made it').toBe(true);
  return (await code.innerText()).trim();
}

inBrowser(
  'a tablet off the machine is led to pairing, comes in with a code once, and stays in over reloads and restarts',
  async () => {
    const folder = temporaryFolder();
    const shop = await openNetworkShop(folder);
    const technician = await openTechnician(browser(), shop.own);
    await technician.isLive();
    const tablet = await networkTablet(browser());
    await tablet.page.goto(`${shop.far}/lanes/1`);
    await tablet.page.waitForURL('**/pair?away');
    await tablet.page.getByTestId('why').getByText('not paired yet').waitFor();

    const code = await makeCodeOn(technician.page, 'Front tablet');
    await tablet.type(code.toLowerCase().replace('-', ' '));
    await tablet.page.waitForURL('**/lanes/1');
    await tablet.isLive();
    await technician.page.getByTestId('code-state').getByText('“Front tablet” is in.').waitFor();
    await technician.page.getByTestId('device').getByText('Front tablet').waitFor();
    for (const digit of '1230') await tablet.page.getByTestId(`key-${digit}`).click();
    await tablet.page.getByTestId('charge').click();
    await tablet.page.locator('html[data-mode="ready"]').waitFor({ state: 'attached' });

    const other = await networkTablet(browser());
    await other.page.goto(shop.far);
    await other.page.waitForURL('**/pair?away');
    await other.type(code);
    await other.page
      .getByTestId('problem')
      .getByText('That code was used already. Make another one.')
      .waitFor();
    await other.type('AAAA-AAAA');
    await other.page.getByTestId('problem').getByText('That is not the code').waitFor();

    await tablet.page.reload();
    await tablet.isLive();
    expect(new URL(tablet.page.url()).pathname).toBe('/lanes/1');
    expect(await shop.stop()).toBe(0);
    await openNetworkShop(folder, shop.port);
    await tablet.page.locator('html[data-connected="false"]').waitFor({ state: 'attached' });
    await tablet.isLive();
    await tablet.page.reload();
    await tablet.isLive();
    expect(new URL(tablet.page.url()).pathname).toBe('/lanes/1');
  },
);

inBrowser(
  'a tablet that is shut out says so at once and stays there, and is paired anew; another page than its own is named so',
  async () => {
    const shop = await openNetworkShop(temporaryFolder());
    const technician = await openTechnician(browser(), shop.own);
    await technician.isLive();
    const tablet = await networkTablet(browser());
    await tablet.page.goto(`${shop.far}/pair`);
    await tablet.type(await makeCodeOn(technician.page, 'Front tablet'));
    await tablet.page.waitForURL('**/lanes/1');
    await tablet.isLive();
    const before = tablet.opened().length;

    await technician.page.getByTestId('device').getByTestId('revoke').click();
    await technician.page.getByTestId('revoke-sure').click();
    await tablet.page.getByTestId('why').getByText('does not let this tablet in any more').waitFor();
    await technician.page.getByTestId('device').getByText('shut out on').waitFor();
    // Whoever tries again lands there again, and nowhere else.
    await tablet.page.goto(`${shop.far}/lanes/1`);
    await tablet.page.waitForURL('**/pair?away');
    await tablet.page.getByTestId('why').getByText('does not let this tablet in any more').waitFor();
    await tablet.page.waitForLoadState('networkidle');
    expect(tablet.opened().slice(before)).toEqual(['/pair?away', '/lanes/1', '/pair?away']);

    const { code } = await codeFor(shop.own, { name: 'Display', role: 'customer', lanes: ['2'] });
    await tablet.type(code);
    await tablet.page.waitForURL('**/customer/2');
    await tablet.isLive();
    await tablet.page.goto(`${shop.far}/lanes/1`);
    await tablet.page.waitForURL('**/pair?away');
    await tablet.page.getByRole('heading').getByText('This tablet is paired: Display').waitFor();
    await tablet.page.getByTestId('why').getByText('not for this tablet').waitFor();
    await tablet.page.getByTestId('go-on').click();
    await tablet.page.waitForURL('**/customer/2');
    await tablet.isLive();
  },
);

inBrowser('the picture of a code brings each role in to the page that is its own', async () => {
  const shop = await openNetworkShop(temporaryFolder());
  const roles = [
    { role: 'cashier', lanes: ['2'], home: '/lanes/2' },
    { role: 'cashier', lanes: 'all' as const, home: '/' },
    { role: 'customer', lanes: ['1'], home: '/customer/1' },
    { role: 'technician', lanes: 'all' as const, home: '/technician' },
    { role: 'manager', lanes: ['1', '2'], home: '/' },
  ];
  for (const { role, lanes, home } of roles) {
    const tablet = await networkTablet(browser());
    const { code, qr } = await codeFor(shop.own, { name: `A ${role}`, role, lanes });
    expect(qr?.text).toContain(`/pair#${code}`);
    await tablet.page.goto(`${shop.far}/pair#${code}`);
    await until(() => new URL(tablet.page.url()).pathname === home, { what: `a ${role} is at ${home}` });
    // No history and no bookmark keeps the code.
    expect(tablet.opened().join()).not.toContain(code);
  }
});
