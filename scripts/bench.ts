import { cpus } from 'node:os';
import { Command } from 'commander';
import { benchAnswerToPaint } from './bench/answer-to-paint.ts';
import { benchCounting } from './bench/counting.ts';
import { benchGarbage } from './bench/garbage.ts';
import { benchLanesPaced, benchManyLanes } from './bench/many-lanes.ts';
import { benchNotices } from './bench/notices.ts';
import { benchPage } from './bench/page.ts';
import { benchResultDelay } from './bench/result-delay.ts';
import { benchScanLatency } from './bench/scan-latency.ts';
import { benchScanToGateway } from './bench/scan-to-gateway.ts';
import { openShop, type Shop, type ShopOptions } from './bench/shop.ts';
import { benchStartAfterCut } from './bench/start-after-cut.ts';
import { benchStartUp } from './bench/start-up.ts';
import { benchStoreGrowth } from './bench/store-growth.ts';
import { benchYear } from './bench/year.ts';

/** The till's figures on this machine: `npm run bench`. Nothing here passes or fails; the aims stand beside. */

const options = new Command('bench')
  .description('Measures the built till: real TCP scans, real HTTP to a sandbox, real sockets, a real disk.')
  .option('--quick', 'a tenth of the samples')
  .option('--sales <number>', 'how many sales the lanes make together', '10000')
  .option(
    '--only <names>',
    'some of: scan, scans, garbage, paint, page, delay, store, start, cut, year, notices, counting, lanes (comma between)',
  )
  .parse()
  .opts<{ quick?: boolean; only?: string; sales: string }>();

const scale = options.quick ? 0.1 : 1;
const count = (full: number) => Math.max(1, Math.round(full * scale));
const isWanted = (name: string) => options.only === undefined || options.only.split(',').includes(name);

async function inShop(shopOptions: ShopOptions, measure: (shop: Shop) => Promise<void>): Promise<void> {
  const shop = await openShop(shopOptions);
  try {
    await measure(shop);
  } finally {
    await shop.close();
  }
}

const [cpu] = cpus();
console.log(`${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.version}\n`);
if (isWanted('scan')) await inShop({ lanes: 1 }, (shop) => benchScanToGateway(shop, count(1000)));
if (isWanted('scans')) await benchScanLatency(count(1000));
if (isWanted('garbage')) benchGarbage();
if (isWanted('paint')) await inShop({ lanes: 1 }, (shop) => benchAnswerToPaint(shop, count(200)));
if (isWanted('page')) {
  await inShop({ lanes: 1 }, (shop) => benchPage(shop, { taps: count(400), sales: count(1000) }));
}
if (isWanted('delay')) {
  const customerDelayMs = (random: { fraction(): number }) => 2000 + random.fraction() * 2000;
  await inShop({ lanes: 10, customerDelayMs }, (shop) => benchResultDelay(shop, count(12)));
}
if (isWanted('store')) await benchStoreGrowth([100, 10_000, 100_000], count(500));
if (isWanted('start')) await benchStartUp(count(10));
if (isWanted('cut')) await benchStartAfterCut(count(200_000), count(10));
if (isWanted('year')) await benchYear(count(200_000), count(200));
if (isWanted('counting')) await benchCounting(count(20_000));
if (isWanted('notices')) await inShop({ lanes: 1 }, (shop) => benchNotices(shop, count(1000)));
if (isWanted('lanes')) {
  await inShop({ lanes: 50 }, async (shop) => {
    await benchLanesPaced(shop, { rounds: count(10), everyMs: 2000 });
    await benchManyLanes(shop, count(Number(options.sales)));
  });
}
