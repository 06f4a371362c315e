import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { businessDayAt, createDiskStore, type Order } from '../../src/payment/index.ts';
import { print, spread } from './figures.ts';

const dayRule = { timeZone: 'UTC', startsAt: '04:00' };

/** The three durable writes of a sale, with so many finished orders in the day already. */
export async function benchStoreGrowth(finishedOrders: readonly number[], sales: number): Promise<void> {
  for (const finished of finishedOrders) {
    const folder = mkdtempSync(join(tmpdir(), 'scantill-bench-'));
    fillDay(folder, finished);
    const store = createDiskStore({ folder, clock: systemClock, dayRule });
    const loadedFrom = performance.now();
    await store.load();
    const loadMs = performance.now() - loadedFrom;
    const samples: number[] = [];
    for (let i = 0; i < sales; i += 1) {
      const order = orderOf(`N${i}`);
      const startedAt = performance.now();
      await store.saveOpen(order);
      await store.finish({ ...order, state: 'paid', rev: 2 });
      await store.forget(order.orderNo);
      samples.push(performance.now() - startedAt);
    }
    await store.close();
    rmSync(folder, { recursive: true });
    print({
      name: `writes of one sale at ${finished.toLocaleString('en')} finished orders`,
      values: { ...spread(samples), 'load at start': `${loadMs.toFixed(0)} ms` },
      aim: 'flat',
    });
  }
}

/** Puts finished orders into today's file, as that many sales leave them. */
export function fillDay(folder: string, count: number): void {
  const days = join(folder, 'days');
  mkdirSync(days, { recursive: true });
  const file = join(days, `${businessDayAt(systemClock.now(), dayRule)}.jsonl`);
  const line = (index: number) => `${JSON.stringify({ ...orderOf(`F${index}`), state: 'paid', rev: 2 })}\n`;
  for (let from = 0; from < count; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, count - from) }, (_, index) => line(from + index));
    appendFileSync(file, lines.join(''));
  }
}

function orderOf(name: string): Order {
  const now = systemClock.now();
  const day = businessDayAt(now, dayRule).slice(2).replaceAll('-', '');
  const at = (event: string) => ({ at: now, event });
  return {
    schema: 1,
    rev: 1,
    orderNo: `P${day}ABCD${name.padEnd(13, 'Z')}`,
    saleId: `S${day}${name.padEnd(13, 'Z')}`,
    lane: '1',
    state: 'submitting',
    amountMinor: 1230,
    currency: 'USD',
    digits: 2,
    gateway: { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' },
    nonce: 'ABCDEFGH12345678',
    wallet: 'alipay',
    codeMask: '28************1500',
    codeHash: `${name}-zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz`,
    createdAt: now,
    sentAt: now,
    cancels: 0,
    queries: 0,
    denials: [],
    transNo: '501795231021819088878',
    payChannelTransNo: '50179523102181908887801',
    payPlatformTransNo: '50179523102181908887802',
    paidAmountMinor: 1230,
    gatewayCode: '0',
    gatewayMessage: 'success',
    psn: '11210317014138538407',
    traceId: '11210317010123456789',
    history: [at('created'), at('sendDecided'), at('paid')],
  };
}
