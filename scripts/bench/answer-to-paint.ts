import { chromiumPath, launchChromium } from '../../test/support/chromium.ts';
import { print, spread } from './figures.ts';
import type { Shop } from './shop.ts';

/** The final answer heard by the till → painted in Chromium. Both clocks are this machine's. */
export async function benchAnswerToPaint(shop: Shop, sales: number): Promise<void> {
  if ((await chromiumPath()) === undefined) {
    print({ name: 'final answer → painted in Chromium', values: { skipped: 'there is no Chromium here' } });
    return;
  }
  const lane = shop.lanes[0];
  if (!lane) throw new Error('no lane');
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  await page.goto(`${shop.url}/lanes/${lane.id}`);
  await page.waitForSelector('html[data-connected="true"]');
  const samples: number[] = [];
  for (let i = 0; i < sales; i += 1) {
    const { orderNo, screen } = await lane.sell('paid');
    const painted = await page.waitForFunction(paintedAt(screen.rev), undefined, { polling: 20 });
    const order = (await (await fetch(`${shop.url}/api/v1/orders/${orderNo}`)).json()) as { finalAt: string };
    samples.push(Number(await painted.jsonValue()) - Date.parse(order.finalAt));
  }
  await browser.close();
  print({ name: 'final answer → painted in Chromium', values: spread(samples), aim: 'p99 ≤ 50 ms' });
}

/** Runs in the page: when the screen of that revision, or a later one, was painted, epoch ms. */
function paintedAt(rev: number): string {
  return `(() => {
    const mark = performance.getEntriesByName('scantill-painted').find((each) => each.detail.rev >= ${rev});
    return mark ? performance.timeOrigin + mark.startTime : 0;
  })()`;
}
