import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { businessDayAt, type Order } from '../../src/payment/index.ts';
import { ms, print, spread } from './figures.ts';
import { startTill } from './start-up.ts';

/** The default of a till without any configuration. */
const dayRule = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, startsAt: '04:00' };
const DAY_MS = 86_400_000;
export const DAYS = 365;

/** A till with a year of finished orders: how soon it starts, finds any of them, and adds up a day. */
export async function benchYear(orders: number, lookUps: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-bench-'));
  // The first start makes keys and folder.
  await (await startTill(folder)).stop();
  const perDay = Math.ceil(orders / DAYS);
  const days = fillYear(folder, perDay);
  const name = `${(perDay * DAYS).toLocaleString('en')} orders of a year`;
  // These orders came from nowhere: the books do not know their periods, and are made anew at the first start after.
  const rebuilding = await startTill(folder);
  await rebuilding.stop();
  const till = await startTill(folder);
  print({ name: 'start with books to be made anew', values: { took: ms(rebuilding.tookMs) } });
  print({ name: `start → healthz, ${name}`, values: { took: ms(till.tookMs) }, aim: '< 2 s' });
  const any = () => ({
    day: days[Math.floor(Math.random() * days.length)] ?? '',
    index: Math.floor(Math.random() * perDay),
  });
  const get = (path: string) => fetch(`${till.url}/api/v1/${path}`);
  const timed = async (path: () => string, isRight: (body: string) => boolean) => {
    const samples: number[] = [];
    for (let i = 0; i < lookUps; i += 1) {
      const startedAt = performance.now();
      const body = await (await get(path())).text();
      samples.push(performance.now() - startedAt);
      if (!isRight(body)) throw new Error(`not found: ${body.slice(0, 200)}`);
    }
    return spread(samples);
  };
  const isFound = (body: string) => body.includes('"orderNo"');
  const number = (of: (order: Order) => string | undefined) => {
    const { day, index } = any();
    return of(orderAt(day, index)) ?? '';
  };
  const byNumber = await timed(() => `orders/${number(({ orderNo }) => orderNo)}`, isFound);
  print({ name: 'any order by its number', values: byNumber, aim: 'p99 < 50 ms' });
  const byRefund = await timed(
    () => `orders?q=${number(({ orderNo }) => `${orderNo}RABCDEFG`)}`,
    (body) => body.includes('[]') || isFound(body),
  );
  print({ name: 'any order by the number of a refund of it', values: byRefund, aim: 'p99 < 50 ms' });
  const bySale = await timed(() => `orders?q=${number(({ saleId }) => saleId)}`, isFound);
  print({ name: 'any order by its sale', values: bySale, aim: 'p99 < 50 ms' });
  const unindexed = await timed(() => `orders?q=${number(({ transNo }) => transNo)}`, isFound);
  print({ name: 'any order by its receipt, while the index is made', values: unindexed });
  const indexedMs = await untilIndexed(folder, days.length);
  print({ name: 'the index of the year, beside everything else', values: { took: ms(indexedMs) } });
  const byReceipt = await timed(
    () => `orders?q=${number(({ payChannelTransNo }) => payChannelTransNo)}`,
    isFound,
  );
  print({ name: 'any order by its receipt', values: byReceipt, aim: 'p99 < 50 ms' });
  const none = await timed(
    () => 'orders?q=59999999999999999999',
    (body) => body.includes('"orders":[]'),
  );
  print({ name: 'a receipt that is none of ours', values: none, aim: 'p99 < 50 ms' });
  const totals = await timed(
    () => `days/${any().day}`,
    (body) => body.includes(`"events":${perDay}`),
  );
  print({ name: `the totals of a day of ${perDay} orders`, values: totals, aim: 'p99 < 200 ms' });
  await till.stop();
  rmSync(folder, { recursive: true });
}

/** Waits until each day is in the index; gives how long that took since the till's start, about. */
async function untilIndexed(folder: string, days: number): Promise<number> {
  const startedAt = performance.now();
  const file = join(folder, 'index', 'state.json');
  for (;;) {
    if (existsSync(file)) {
      const state = JSON.parse(readFileSync(file, 'utf8')) as { days: object };
      if (Object.keys(state.days).length >= days) return performance.now() - startedAt;
    }
    await systemClock.sleep(100);
  }
}

/** Writes a file for each day of a year that ended so many days ago, as that many paid sales leave it. */
export function fillYear(folder: string, perDay: number, endedDaysAgo = 1): string[] {
  mkdirSync(join(folder, 'days'), { recursive: true });
  const now = systemClock.now();
  const days = Array.from({ length: DAYS }, (_, back) =>
    businessDayAt(now - (back + endedDaysAgo) * DAY_MS, dayRule),
  );
  for (const day of days) {
    const lines = Array.from({ length: perDay }, (_, index) => `${JSON.stringify(orderAt(day, index))}\n`);
    writeFileSync(join(folder, 'days', `${day}.jsonl`), lines.join(''));
  }
  return days;
}

/** The same order for the same day and index. */
export function orderAt(day: string, index: number): Order {
  const short = day.slice(2).replaceAll('-', '');
  const name = String(index).padStart(13, '0');
  const transNo = `5017${short}${String(index).padStart(11, '0')}`;
  const at = Date.parse(`${day}T12:00:00Z`) + index * 1000;
  const line = (event: string, detail?: string) => ({
    at,
    event,
    ...(detail === undefined ? {} : { detail }),
  });
  return {
    schema: 1,
    rev: 4,
    orderNo: `P${short}ABCD${name}`,
    saleId: `S${short}${name}`,
    lane: String(1 + (index % 4)),
    state: 'paid',
    amountMinor: 100 + index,
    currency: 'USD',
    digits: 2,
    gateway: { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' },
    nonce: 'ABCDEFGH12345678',
    wallet: index % 3 === 0 ? 'wechat' : 'alipay',
    codeMask: '28************1500',
    codeHash: `${short}${name}zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz`,
    createdAt: at,
    sentAt: at,
    cancels: 0,
    queries: 1,
    denials: [],
    finalAt: at,
    transNo,
    payChannelTransNo: `${transNo}01`,
    payPlatformTransNo: `${transNo}02`,
    paidAmountMinor: 100 + index,
    gatewayCode: '0',
    gatewayMessage: 'success',
    psn: '11210317014138538407',
    traceId: '11210317010123456789',
    bookings: [{ id: 'paid', kind: 'paid', at, amountMinor: 100 + index, period: day }],
    seenAt: at,
    history: [line('created'), line('sendDecided'), line('pending'), line('queryStarted'), line('paid')],
  };
}
