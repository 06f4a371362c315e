import { print, spread } from './figures.ts';
import type { Shop } from './shop.ts';

/** Scan's last byte → the request arriving at the gateway, the durable write included; and the parts of it. */
export async function benchScanToGateway(shop: Shop, sales: number): Promise<void> {
  const lane = shop.lanes[0];
  if (!lane) throw new Error('no lane');
  for (let i = 0; i < 20; i += 1) await lane.sell('paid');
  const from = shop.log.length;
  const toGateway: number[] = [];
  const toScreen: number[] = [];
  for (let i = 0; i < sales; i += 1) {
    const { orderNo, scannedAt } = await lane.sell('paid');
    toScreen.push(performance.now() - scannedAt);
    toGateway.push((shop.arrivedAt.get(orderNo) ?? Number.NaN) - scannedAt);
  }
  const saved = shop.log.slice(from).filter((line) => line.msg === 'order changed');
  const writes = saved
    .filter((line) => line.event === 'sendDecided')
    .map((line) => line.saveMs ?? Number.NaN);
  const ends = saved.filter((line) => line.state === 'paid').map((line) => line.saveMs ?? Number.NaN);
  const rest = toGateway.map((total, index) => total - (writes[index] ?? Number.NaN));
  print({ name: "scan's last byte → request at the gateway", values: spread(toGateway), aim: 'p99 ≤ 10 ms' });
  print({ name: '  of it the durable write of the intent', values: spread(writes) });
  print({ name: '  of it the rest (framing, signing, sockets)', values: spread(rest) });
  print({ name: '  the durable write of the result', values: spread(ends) });
  print({ name: "scan's last byte → PAID on the tablet's socket", values: spread(toScreen) });
}
