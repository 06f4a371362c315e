import { expect } from 'vitest';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const openTablet = browserForAll();

inBrowser('a new cashier practises a sale and a customer who leaves, and sees what is done', async () => {
  const till = await openShop(temporaryFolder());
  const { page, ...tablet } = await openTablet(till.url);
  const practise = async (situation: string) => {
    await page.getByTestId('practice-door').click();
    await page.getByTestId(`practise-${situation}`).click();
  };
  await tablet.type('1230');
  await tablet.charge();
  await tablet.shows('ready');
  await practise('paid');
  await tablet.shows('paid');
  expect(await tablet.text('lesson')).toContain('The usual sale');
  await tablet.tap('dismiss');

  await tablet.type('500');
  await tablet.charge();
  await tablet.shows('ready');
  await practise('never');
  await tablet.shows('paying');
  await tablet.tap('cancel');
  await tablet.shows('cancelled');
  expect(await tablet.text('lesson')).toContain('nothing is charged');
  await tablet.tap('dismiss');
  await tablet.shows('idle');

  await page.getByTestId('menu').click();
  await page.getByTestId('place-settings').click();
  await page.getByTestId('section-practice').check({ force: true });
  await expect.poll(() => page.getByTestId('exercises').innerText()).toContain('2 of 9');
  expect(await tablet.text('exercise-sell')).toContain('Done');
  expect(await tablet.text('exercise-leaves')).toContain('Done');
  expect(await tablet.text('exercise-decline')).not.toContain('Done');

  await page.reload();
  await page.getByTestId('menu').click();
  await page.getByTestId('place-settings').click();
  await page.getByTestId('section-practice').check({ force: true });
  await expect.poll(() => page.getByTestId('exercises').innerText()).toContain('2 of 9');
});
