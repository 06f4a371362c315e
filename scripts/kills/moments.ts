import type { SeededRandom } from '../../test/simulation/seeded-random.ts';
import type { Call } from './wire.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** When a till is to end: twice as often at no moment in particular. */
export const MOMENTS = [
  'at any time',
  'at any time',
  'while it starts',
  'right after its start',
  'bscanc.pay.submit',
  'order.query',
  'order.revoker',
  'order.refund.submit',
] as const;

export type Moment = (typeof MOMENTS)[number];

/** Until the moment at which the till is to die: some time, or just when a request of a kind has arrived. */
export async function until(
  moment: Moment,
  random: SeededRandom,
  listeners: Set<(call: Call) => void>,
): Promise<void> {
  if (moment === 'right after its start') return void (await sleep(random.between(0, 150)));
  if (!moment.includes('.')) return void (await sleep(random.between(100, 2_200)));
  const arrived = new Promise<void>((resolve) => {
    let skip = random.between(0, 6);
    const listen = (call: Call) => {
      if (call.method !== moment || skip-- > 0) return;
      listeners.delete(listen);
      resolve();
    };
    listeners.add(listen);
  });
  await Promise.race([arrived, sleep(2_500)]);
  await sleep(random.between(0, 12));
}
