import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { ms, print, spread } from './figures.ts';
import type { Shop } from './shop.ts';
import { noticeSigner } from './signed-notice.ts';

/** Forgers that knock without a pause. */
const FORGERS = 20;

/** A burst of notifications until each is acknowledged, and what a flood of forged ones does to sales. */
export async function benchNotices(shop: Shop, count: number): Promise<void> {
  const lane = shop.lanes[0];
  if (!lane) throw new Error('no lane');
  const orderNos: string[] = [];
  for (let i = 0; i < count / 10; i += 1) orderNos.push((await lane.sell('paid')).orderNo);
  const sign = noticeSigner(shop);
  for (const connections of [50, count]) {
    const bodies = await Promise.all(
      Array.from({ length: count }, (_, i) =>
        sign({
          merchant_order_no: orderNos[i] ?? `OTHER-${i}`,
          trans_no: `${connections}-${i}`,
          trans_status: '2',
        }),
      ),
    );
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const startedAt = performance.now();
    const taken: number[] = [];
    const answers = await Promise.all(
      bodies.map(async (body) => {
        const answer = await post(shop.url, body, agent);
        taken.push(performance.now() - startedAt);
        return answer;
      }),
    );
    agent.destroy();
    const others = answers.filter((answer) => answer !== '200 success');
    print({
      name: `${count.toLocaleString('en')} notifications at once on ${connections} connections`,
      values: { all: ms(performance.now() - startedAt), ...spread(taken), refused: String(others.length) },
      aim: 'each < 5 s',
    });
  }
  await benchFlood(shop, Math.max(20, count / 5));
}

async function benchFlood(shop: Shop, sales: number): Promise<void> {
  const lane = shop.lanes[0];
  if (!lane) throw new Error('no lane');
  const sign = noticeSigner(shop);
  const genuine = await sign({ merchant_order_no: 'FORGED', trans_status: '2' });
  const forged = genuine.replace('"trans_status":"2"', '"trans_status":"3"');
  const sell = async (): Promise<number[]> => {
    const samples: number[] = [];
    for (let i = 0; i < sales; i += 1) {
      const { orderNo, scannedAt } = await lane.sell('paid');
      samples.push((shop.arrivedAt.get(orderNo) ?? Number.NaN) - scannedAt);
    }
    return samples;
  };
  print({ name: "scan's last byte → gateway, in quiet", values: spread(await sell()) });
  const agent = new Agent({ keepAlive: true, maxSockets: FORGERS });
  let isOver = false;
  let forgeries = 0;
  const forge = async () => {
    for (; !isOver; forgeries += 1) await post(shop.url, forged, agent);
  };
  const forgers = Array.from({ length: FORGERS }, forge);
  const startedAt = performance.now();
  const samples = await sell();
  const perSecond = (forgeries / (performance.now() - startedAt)) * 1000;
  isOver = true;
  await Promise.all(forgers);
  agent.destroy();
  print({
    name: `scan's last byte → gateway, ${FORGERS} forgers at the door`,
    values: { ...spread(samples), 'forgeries/s': perSecond.toFixed(0) },
  });
}

function post(url: string, body: string, agent: Agent): Promise<string> {
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const posting = request(`${url}/webhooks/codepay`, { method: 'POST', headers, agent }, (response) => {
      text(response).then((answer) => resolve(`${response.statusCode} ${answer}`), reject);
    });
    posting.on('error', reject);
    posting.end(body);
  });
}
