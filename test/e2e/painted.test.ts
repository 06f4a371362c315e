import { expect } from 'vitest';
import { browserForAll, inBrowser, openShop } from '../support/browser-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { scanOn } from '../support/till-api.ts';
import { until } from '../support/until.ts';
import { metricOf } from '../support/watched.ts';

const openTablet = browserForAll();

inBrowser(
  'a tablet tells what it has painted, and the till knows how long a sale took to be seen',
  async () => {
    const till = await openShop(temporaryFolder());
    const tablet = await openTablet(till.url);
    await tablet.type('1230');
    await tablet.charge();
    await tablet.shows('ready');
    await scanOn(till.url, { wallet: 'alipay' });
    await tablet.shows('paid');

    const metrics = await until(
      async () => {
        const text = await (await fetch(`${till.url}/metrics`)).text();
        return metricOf(text, 'scantill_stage_seconds_count{stage="total"}') === 1 && text;
      },
      { what: 'the painted result is told' },
    );
    for (const stage of ['shown', 'total']) {
      const seconds = metricOf(metrics, `scantill_stage_seconds_sum{stage="${stage}"}`) ?? 0;
      // Two frames at least, and no more than anybody would wait.
      expect(seconds, stage).toBeGreaterThan(0.01);
      expect(seconds, stage).toBeLessThan(10);
    }
    expect(metricOf(metrics, 'scantill_sockets{view="cashier"}')).toBe(1);
    expect(metricOf(metrics, 'process_start_time_seconds')).toBeGreaterThan(1_600_000_000);
    expect(metricOf(metrics, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  },
);
