import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { inBrowser, openShop } from '../support/browser-till.ts';
import { launchChromium } from '../support/chromium.ts';
import { filmOf, pictureOf } from '../support/code-picture.ts';
import { openTablet, type Tablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ordersOf } from '../support/till-api.ts';

/** What the camera is shown. */
const code = makeCode({ wallet: 'alipay' }, systemRandom);

/** A tablet whose camera sees the code, and on which somebody has answered whether the page may use it. */
async function tabletWithCamera(
  url: string,
  { mayLook, shown = code }: { mayLook: boolean; shown?: string },
): Promise<Tablet> {
  const browser = await launchChromium([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${filmOf(pictureOf(shown))}`,
  ]);
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ permissions: mayLook ? ['camera'] : [] });
  await context.addInitScript(REMEMBER_STREAMS);
  return openTablet(context, url);
}

/** Each camera that the page was lent, as the page has it. */
const REMEMBER_STREAMS = `
  globalThis.lent = [];
  const cameras = navigator.mediaDevices;
  const ask = cameras.getUserMedia.bind(cameras);
  cameras.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    globalThis.lent.push(stream);
    return stream;
  };
`;

/** Of each camera that the page was lent, whether it still looks. */
const lookingCameras = (page: Page) => page.evaluate<boolean[]>('lent.map((stream) => stream.active)');

inBrowser('a sale is paid by the camera of the tablet, which looks no longer than it must', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await tabletWithCamera(till.url, { mayLook: true });
  const fetched: string[] = [];
  tablet.page.on('request', (request) => fetched.push(new URL(request.url()).origin));
  await tablet.type('1230');
  await tablet.charge();
  await tablet.shows('ready');
  await tablet.page.getByTestId('camera-door').click();
  await tablet.shows('paid');
  expect(await tablet.page.getByTestId('camera').count()).toBe(0);
  expect(await lookingCameras(tablet.page)).toEqual([false]);
  const [order, ...more] = await ordersOf(till.url);
  expect(order).toMatchObject({ codeMask: expect.stringContaining(code.slice(-4)) });
  expect(more).toEqual([]);
  // The reader comes from the till itself, and only when it was asked for.
  expect([...new Set(fetched)]).toEqual([till.url]);
});

inBrowser('who may not use the camera is told so, and sells without it', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await tabletWithCamera(till.url, { mayLook: false });
  await tablet.type('1230');
  await tablet.charge();
  await tablet.shows('ready');
  await tablet.page.getByTestId('camera-door').click();
  await expect.poll(() => tablet.text('camera-said')).toContain('may not use the camera');
  await tablet.page.getByTestId('camera-close').click();
  expect(await tablet.page.getByTestId('camera').count()).toBe(0);
  await tablet.tap('cancel');
  await tablet.shows('idle');
  expect(await ordersOf(till.url)).toEqual([]);
});

inBrowser('a camera that is left open stops when its sale does', async () => {
  const till = await openShop(temporaryFolder());
  const tablet = await tabletWithCamera(till.url, { mayLook: true, shown: 'Not a payment code' });
  await tablet.type('1230');
  await tablet.charge();
  await tablet.shows('ready');
  await tablet.page.getByTestId('camera-door').click();
  // What is no payment code is refused by the till, with the sale still waiting; the camera closes all the same.
  await expect.poll(() => tablet.page.getByTestId('camera').count()).toBe(0);
  await tablet.shows('ready');
  await tablet.page.getByTestId('camera-door').click();
  await tablet.tap('cancel');
  await tablet.shows('idle');
  await expect.poll(() => lookingCameras(tablet.page)).not.toContain(true);
  expect(await ordersOf(till.url)).toEqual([]);
});
