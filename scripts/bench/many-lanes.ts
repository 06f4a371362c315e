import { print, spread } from './figures.ts';
import type { Shop } from './shop.ts';

/** All lanes at once, each one sale after the other, without a pause: far more than any shop. */
export async function benchManyLanes(shop: Shop, sales: number): Promise<void> {
  const perLane = Math.ceil(sales / shop.lanes.length);
  const toGateway: number[] = [];
  let done = 0;
  const memory: string[] = [`0: ${shop.memoryMb().toFixed(0)}`];
  const startedAt = performance.now();
  await Promise.all(
    shop.lanes.map(async (lane) => {
      for (let i = 0; i < perLane; i += 1) {
        const { orderNo, scannedAt, screen } = await lane.sell('paid');
        if (screen.mode !== 'paid') throw new Error(`a sale ended ${screen.mode}`);
        toGateway.push((shop.arrivedAt.get(orderNo) ?? Number.NaN) - scannedAt);
        shop.arrivedAt.delete(orderNo);
        done += 1;
        if (done % Math.ceil(sales / 5) === 0) memory.push(`${done}: ${shop.memoryMb().toFixed(0)}`);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  print({
    name: `${shop.lanes.length} lanes at once, without a pause: last byte → gateway`,
    values: { ...spread(toGateway), rate: `${(done / seconds).toFixed(0)} sales/s` },
  });
  print({ name: '  memory of the till (sales: MB)', values: { rss: memory.join('  ') }, aim: 'flat' });
}

/** All lanes at once at a shop's pace: one sale each in every `everyMs`. */
export async function benchLanesPaced(shop: Shop, { rounds, everyMs }: { rounds: number; everyMs: number }) {
  const toGateway: number[] = [];
  await Promise.all(
    shop.lanes.map(async (lane, index) => {
      await pause((everyMs * index) / shop.lanes.length);
      for (let round = 0; round < rounds; round += 1) {
        const startedAt = performance.now();
        const { orderNo, scannedAt } = await lane.sell('paid');
        toGateway.push((shop.arrivedAt.get(orderNo) ?? Number.NaN) - scannedAt);
        await pause(everyMs - (performance.now() - startedAt));
      }
    }),
  );
  print({
    name: `${shop.lanes.length} lanes, one sale each every ${everyMs / 1000} s: last byte → gateway`,
    values: spread(toGateway),
  });
}

function pause(forMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, forMs));
  });
}
