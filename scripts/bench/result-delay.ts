import { systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import {
  createCodePayGateway,
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
} from '../../src/payment/index.ts';
import { systemRandom } from '../../src/random.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { mean, ms, percentile, print } from './figures.ts';
import type { Shop } from './shop.ts';

const FIXED_POLL_MS = 5000;

/** The gateway's final state → the till's, beside a client that asks every five seconds about the same orders. */
export async function benchResultDelay(shop: Shop, rounds: number): Promise<void> {
  const ours: number[] = [];
  const fixed: number[] = [];
  const gateway = clientOf(shop.sandbox);
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(
      shop.lanes.map(async (lane) => {
        const known = new Set(shop.arrivedAt.keys());
        const sale = lane.sell('password');
        const polled = pollFixed(shop, gateway, { lane: lane.id, known });
        const { orderNo } = await sale;
        const order = (await (await fetch(`${shop.url}/api/v1/orders/${orderNo}`)).json()) as {
          finalAt: string;
        };
        const since = shop.sandbox.truthOf(orderNo).since ?? Number.NaN;
        ours.push(Date.parse(order.finalAt) - since);
        fixed.push((await polled) - since);
      }),
    );
  }
  await gateway.close();
  const values = (delays: number[]) => ({
    mean: ms(mean(delays)),
    p50: ms(percentile(delays, 0.5)),
    p99: ms(percentile(delays, 0.99)),
    n: String(delays.length),
  });
  print({
    name: "customer pays after 3 ± 1 s: gateway's final state → ours",
    values: values(ours),
    aim: 'mean ≤ 600 ms',
  });
  print({ name: '  the same orders, asked every 5 s', values: values(fixed) });
  print({
    name: '  ratio of the means',
    values: { fixed: `${(mean(fixed) / mean(ours)).toFixed(1)} times ours` },
  });
}

/** Sleeps, asks, sleeps, asks: as the wallets' samples do. Resolves with when it knew (epoch ms). */
async function pollFixed(
  shop: Shop,
  gateway: ReturnType<typeof clientOf>,
  { lane, known }: { lane: string; known: ReadonlySet<string> },
): Promise<number> {
  const orderNo = await orderOnLane(shop, lane, known);
  for (;;) {
    await systemClock.sleep(FIXED_POLL_MS);
    const answer = await gateway.query(orderNo, { timeoutMs: 5000 });
    if (answer.kind === 'success') return Date.now();
  }
}

async function orderOnLane(shop: Shop, lane: string, known: ReadonlySet<string>): Promise<string> {
  for (;;) {
    const orderNo = shop.lanes.find(({ id }) => id === lane)?.screen.order?.orderNo;
    if (orderNo !== undefined && !known.has(orderNo) && shop.arrivedAt.has(orderNo)) return orderNo;
    await systemClock.sleep(5);
  }
}

function clientOf({ url, path, appId, merchantNo, merchantPrivateKey, gatewayPublicKey }: Sandbox) {
  return createCodePayGateway({
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    identity: { kind: 'codepay', baseUrl: url, merchantNo, appId },
    config: {
      kind: 'codepay',
      baseUrl: url,
      path,
      appId,
      merchantNo,
      refusalCodes: [],
      noRecordCodes: ['E04111'],
    },
    credentials: {
      type: 'rsa2',
      signer: rsa2Signer(readPrivateKey(merchantPrivateKey)),
      verifier: rsa2Verifier(readPublicKey(gatewayPublicKey)),
    },
  });
}
