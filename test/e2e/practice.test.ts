import { expect, onTestFinished } from 'vitest';
import { inBrowser, openShop, sharedBrowser } from '../support/browser-till.ts';
import { openTablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const browser = sharedBrowser();

inBrowser('a new cashier practises a sale and a customer who leaves, and sees what is done', async () => {
  const till = await openShop(temporaryFolder());
  const { page, ...tablet } = await openTablet(browser(), till.url);
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

inBrowser('where money moves nothing offers to practise, and nothing of it is fetched', async () => {
  const till = await openShop(temporaryFolder());
  const context = await browser().newContext();
  onTestFinished(() => context.close());
  // The till's own screens, but for the one word that no page could be trusted to leave out.
  await context.routeWebSocket(/socket\.io/, (toPage) => {
    const toTill = toPage.connectToServer();
    toPage.onMessage((message) => toTill.send(message));
    toTill.onMessage((message) => toPage.send(String(message).replace('"sandbox":true', '"sandbox":false')));
  });
  const fetched: string[] = [];
  context.on('request', (request) => fetched.push(request.url()));
  const { page, ...tablet } = await openTablet(context, till.url);
  await page.getByTestId('menu').click();
  await page.getByTestId('place-settings').click();
  await page.getByTestId('section-tablet').waitFor({ state: 'attached' });
  expect(await page.getByTestId('section-practice').count()).toBe(0);
  await page.getByTestId('back-to-till').click();
  await tablet.type('1230');
  await tablet.charge();
  await tablet.shows('ready');
  expect(await page.getByTestId('help').count()).toBe(1);
  expect(await page.getByTestId('practice-door').count()).toBe(0);
  expect(fetched.filter((url) => /practice-/.test(url))).toEqual([]);
});
