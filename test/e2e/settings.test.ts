import { expect } from 'vitest';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const openTablet = browserForAll();

inBrowser(
  'what is set of the shop is on the other tablet at once, and what the file says is fixed',
  async () => {
    const till = await openShop(temporaryFolder(), undefined, {
      shop: { currency: 'EUR', name: 'Corner Shop' },
      lanes: [
        { id: '1', name: 'Front', scanners: [] },
        { id: '2', name: 'Back', scanners: [] },
      ],
    });
    const { page } = await openTablet(till.url, { lane: '1' });
    const other = await openTablet(till.url, { lane: '2' });
    await page.getByTestId('menu').click();
    await page.getByTestId('place-settings').click();
    await page.getByTestId('section-shop').check({ force: true });

    expect(await page.getByTestId('setting-name').isDisabled()).toBe(true);
    const amounts = page.getByTestId('setting-quickAmounts');
    await amounts.fill('5 ten');
    await page.getByTestId('save-register').click();
    await expect.poll(() => page.getByTestId('group-register').innerText()).toContain('Expected amounts');
    await amounts.fill('5 12,5');
    await page.getByTestId('save-register').click();
    await expect.poll(() => page.getByTestId('saved-register').innerText()).toContain('Saved');
    expect(await amounts.inputValue()).toBe('5.00 12.50');
    await expect.poll(() => other.page.locator('main').innerText()).toContain('12.50');

    await page.getByTestId('section-tablet').check({ force: true });
    await page.getByTestId('theme-dark').check({ force: true });
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.getByTestId('camera-state').innerText()).not.toBe('');
    await page.getByTestId('choose-register').click();
    await page.getByText('Which register is this tablet at?').waitFor();
  },
);
