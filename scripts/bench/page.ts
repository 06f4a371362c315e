import type { Browser, CDPSession, Page } from 'playwright-core';
import { chromiumPath, launchChromium } from '../../test/support/chromium.ts';
import { mean, ms, percentile, print } from './figures.ts';
import { type Shop, TILL_NAME } from './shop.ts';

/** A tablet that was cheap five years ago, beside this machine. */
const SLOW_CPU = 6;
/** For loading: a slower processor and a shop's busy wireless network, bytes a second and ms. */
const LOADING = { cpu: 4, bytesPerSecond: (10 * 1_000_000) / 8, latencyMs: 40 };

/** The tablet's page in Chromium: its keys under a finger, its first load, and what a thousand sales leave behind. */
export async function benchPage(shop: Shop, { taps, sales }: { taps: number; sales: number }): Promise<void> {
  if ((await chromiumPath()) === undefined) {
    print({ name: "the tablet's page", values: { skipped: 'there is no Chromium here' } });
    return;
  }
  const browser = await launchChromium([`--host-resolver-rules=MAP ${TILL_NAME} 127.0.0.1`]);
  try {
    await benchTaps(browser, shop, taps);
    await benchFirstLoad(browser, shop, 10);
    await benchGrowth(browser, shop, sales);
  } finally {
    await browser.close();
  }
}

/** Over plain HTTP from another machine, as a shop's tablets do: a browser then takes gzip alone, and much is missing. */
function asTabletSees(url: string): string {
  return url.replace('127.0.0.1', TILL_NAME);
}

async function openPage(browser: Browser, url?: string): Promise<{ page: Page; cdp: CDPSession }> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    hasTouch: true,
    bypassCSP: true,
  });
  const cdp = await page.context().newCDPSession(page);
  if (url !== undefined) {
    await page.goto(url);
    await page.waitForSelector('html[data-connected="true"]');
  }
  return { page, cdp };
}

async function benchTaps(browser: Browser, shop: Shop, taps: number): Promise<void> {
  const { page, cdp } = await openPage(browser, `${shop.url}/lanes/1`);
  await page.evaluate(TIME_TAPS);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
  for (let tap = 0; tap < taps; tap += 1) {
    await page.getByTestId(tap % 5 === 4 ? 'key-back' : `key-${1 + (tap % 4)}`).tap();
    if (tap % 10 === 9) for (let i = 0; i < 6; i += 1) await page.keyboard.press('Backspace');
  }
  const samples = (await page.evaluate<number[]>('window.tapTimes')).slice(5);
  await page.close();
  const values = { p50: ms(percentile(samples, 0.5)), p95: ms(percentile(samples, 0.95)) };
  const name = `finger down → key painted, ${SLOW_CPU}× slower processor`;
  print({ name, values: { ...values, n: String(samples.length) }, aim: 'p95 < 50 ms' });
}

/** Runs in the page: from each finger that lands to the end of the frame in which its effect is drawn. */
const TIME_TAPS = `(() => {
  window.tapTimes = [];
  addEventListener('pointerdown', ({ timeStamp }) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    // A message that is posted in a frame's callback comes after that frame's drawing.
    port1.onmessage = () => window.tapTimes.push(performance.now() - timeStamp);
    port2.postMessage(undefined);
  }), { capture: true });
})()`;

async function benchFirstLoad(browser: Browser, shop: Shop, loads: number): Promise<void> {
  const usable: number[] = [];
  let bytes = 0;
  for (let load = 0; load < loads; load += 1) {
    const { page, cdp } = await openPage(browser);
    bytes = 0;
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LOADING.latencyMs,
      downloadThroughput: LOADING.bytesPerSecond,
      uploadThroughput: LOADING.bytesPerSecond,
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: LOADING.cpu });
    await page.goto(`${asTabletSees(shop.url)}/lanes/1`);
    const painted = await page.waitForFunction(FIRST_PAINTED);
    usable.push(Number(await painted.jsonValue()));
    await page.close();
  }
  print({
    name: 'first load → a key can be pressed, throttled',
    values: { p50: ms(percentile(usable, 0.5)), max: ms(Math.max(...usable)), n: String(usable.length) },
    aim: '< 1 s',
  });
  const compressed = `${(bytes / 1000).toFixed(1)} KB`;
  print({ name: 'first load, over the wire (gzip, with headers)', values: { compressed }, aim: '< 100 KB' });
}

/** Runs in the page: when the first screen was painted, ms after the address was called. */
const FIRST_PAINTED = `performance.getEntriesByName('scantill-painted')[0]?.startTime`;

interface Held {
  heapMb: number;
  nodes: number;
  listeners: number;
}

async function benchGrowth(browser: Browser, shop: Shop, sales: number): Promise<void> {
  const lane = shop.lanes[0];
  if (!lane) throw new Error('no lane');
  const { page, cdp } = await openPage(browser, `${shop.url}/lanes/${lane.id}`);
  await cdp.send('Performance.enable');
  const marks: Held[] = [];
  const tenth = Math.max(1, Math.floor(sales / 10));
  for (let sale = 0; sale < sales; sale += 1) {
    const { screen } = await lane.sell('paid');
    await page.waitForFunction(`Number(document.documentElement.dataset.rev) >= ${screen.rev}`);
    // By its key: a finger would wait until the view has settled, a third of a second at each sale.
    await page.keyboard.press('Enter');
    await page.waitForSelector('html[data-mode="idle"]');
    if ((sale + 1) % tenth === 0) marks.push(await heldBy(cdp));
  }
  await page.close();
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last) return;
  const change = (key: keyof Held, digits = 0) =>
    `${first[key].toFixed(digits)} → ${last[key].toFixed(digits)}`;
  print({
    name: `one page, sale ${tenth} → sale ${sales}`,
    values: {
      heap: `${change('heapMb', 2)} MB`,
      'mean heap': `${mean(marks.map(({ heapMb }) => heapMb)).toFixed(2)} MB`,
      'DOM nodes': change('nodes'),
      listeners: change('listeners'),
    },
    aim: 'flat',
  });
}

/** What the page holds once everything that it let go is collected. */
async function heldBy(cdp: CDPSession): Promise<Held> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  return {
    heapMb: metric('JSHeapUsedSize') / 1_000_000,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
  };
}
