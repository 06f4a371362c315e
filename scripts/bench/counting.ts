import { systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import { createWatch } from '../../src/watch/index.ts';
import { answerOf, orderOf, SENT_AT } from '../../test/support/orders.ts';
import { ms, percentile, print } from './figures.ts';

const LANES = 50;
const COLLECTIONS = 100;

/** What one sale costs for being counted and timed, and what it costs to collect it all. */
export async function benchCounting(sales: number): Promise<void> {
  const lanes = Array.from({ length: LANES }, (_, index) => String(index + 1));
  const watch = createWatch(
    {
      folder: process.cwd(),
      lanes,
      backupAt: async () => 0,
      version: '0',
      nodeVersion: process.version,
      ownsProcess: true,
    },
    { clock: systemClock, log: silentLog },
  );
  const bare = { submit: async () => answerOf('success') } as unknown as Gateway;
  const counted = watch.metered(bare);
  const request = { orderNo: 'N' } as Parameters<Gateway['submit']>[0];
  const options = { timeoutMs: 1000 };
  const { news } = watch;

  const sell = async (gateway: Gateway, index: number, isCounted: boolean) => {
    const lane = lanes[index % LANES] ?? '1';
    const created = orderOf({ lane, state: 'created' });
    const sent = orderOf({ lane });
    const paid = orderOf({ lane, state: 'paid', finalAt: SENT_AT + 1 });
    const isOn = isCounted ? 1 : 0;
    for (let once = 0; once < isOn; once += 1) {
      news.scanned?.({ lane, firstByteAt: systemClock.monotonic(), result: { ok: true } });
      watch.screenSent(lane, 1);
      news.saved?.(0.002);
      news.order(sent, created);
      watch.screenSent(lane, 2);
    }
    await gateway.submit(request, options);
    for (let once = 0; once < isOn; once += 1) {
      news.saved?.(0.002);
      news.order(paid, sent);
      watch.screenSent(lane, 3);
      watch.painted(lane, 1);
      watch.painted(lane, 3);
      watch.requestDone('/api/v1/lanes/:lane', 200);
    }
  };
  const timed = async (gateway: Gateway, isCounted: boolean) => {
    const startedAt = systemClock.monotonic();
    for (let index = 0; index < sales; index += 1) await sell(gateway, index, isCounted);
    return ((systemClock.monotonic() - startedAt) / sales) * 1000;
  };
  await timed(counted, true);
  const without = await timed(bare, false);
  const withAll = await timed(counted, true);
  const perSale = `${(withAll - without).toFixed(1)} µs`;
  print({
    name: 'counting and timing one sale',
    values: { cost: perSale, n: String(sales) },
    aim: 'under 100 µs',
  });

  const payments = {
    openOrders: 0,
    stuckOrders: 0,
    openCases: 0,
    openRefunds: 0,
    gatewayReachable: true,
    damaged: [],
  };
  const took: number[] = [];
  let size = 0;
  for (let index = 0; index < COLLECTIONS; index += 1) {
    const startedAt = systemClock.monotonic();
    const state = { payments, lanes: [], scanners: [], sockets: {} } as unknown as Parameters<
      typeof watch.metrics
    >[0];
    size = (await watch.metrics(state)).text.length;
    took.push(systemClock.monotonic() - startedAt);
  }
  print({
    name: `collecting /metrics of ${LANES} lanes`,
    values: {
      p50: ms(percentile(took, 0.5)),
      p95: ms(percentile(took, 0.95)),
      size: `${Math.round(size / 1024)} KB`,
    },
  });
}
