import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';
import { systemClock } from '../../src/clock.ts';
import { businessDayAt, type Order } from '../../src/payment/index.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { ms, percentile, print } from './figures.ts';
import { DAYS, fillYear, orderAt } from './year.ts';

const LANES = 50;
/** Sales on each of the last three days: 50 lanes at a sale each two seconds for ten minutes. */
const BUSY_DAY = 15_000;
const dayRule = { timeZone: 'UTC', startsAt: '00:00' };

/**
 * The start of a busy shop after its power was cut: a year of orders, three days of 15,000 sales put on by tablets, their
 * notices, an undecided order or an unseen result on each of 50 lanes. Until the first screen that shows one of them.
 */
export async function benchStartAfterCut(orders: number, starts: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-bench-'));
  const config = writeConfig(folder);
  const data = join(folder, 'data');
  // The first makes the folder, the second its books.
  await kill(await startTill(config));
  fillYear(data, Math.ceil(orders / DAYS));
  const today = fillBusyDays(data);
  await kill(await startTill(config));
  const samples = { ready: [] as number[], screen: [] as number[] };
  for (let i = 0; i < starts; i += 1) {
    leaveOpen(data, today, i);
    const till = await startTill(config);
    await kill(till);
    samples.ready.push(till.readyMs);
    samples.screen.push(till.screenMs);
  }
  rmSync(folder, { recursive: true });
  const of = (times: number[]) => ({
    p50: ms(percentile(times, 0.5)),
    max: ms(Math.max(...times)),
    n: String(times.length),
  });
  const name = `${LANES} lanes, 3 days of ${BUSY_DAY.toLocaleString('en')} sales`;
  print({
    name: `killed → its order on the first screen, ${name}`,
    values: of(samples.screen),
    aim: '< 2 s',
  });
  print({ name: '  until it says that it is ready', values: of(samples.ready), aim: '< 2 s' });
}

interface Started {
  readyMs: number;
  screenMs: number;
  child: ReturnType<typeof spawn>;
}

/** Until lane 1 shows the order that was left on it. */
async function startTill(config: string): Promise<Started> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['scripts/run.mjs', 'src/main', '--config', config], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (!child.stdout) throw new Error('no output');
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const found = /Till ready on (\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error('the till did not start; run `npm start` to see why')));
  });
  const readyMs = performance.now() - startedAt;
  const tablet = io(url, { transports: ['websocket'], auth: { lane: '1' } });
  await new Promise<Screen>((resolve) => tablet.once('screen', resolve));
  const screenMs = performance.now() - startedAt;
  tablet.close();
  return { readyMs, screenMs, child };
}

async function kill({ child }: Started): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function writeConfig(folder: string): string {
  const file = join(folder, 'scantill.json');
  const config = {
    server: { port: 0 },
    dataDir: 'data',
    shop: { timeZone: dayRule.timeZone, dayStartsAt: dayRule.startsAt },
    gateway: { kind: 'sandbox' },
    lanes: Array.from({ length: LANES }, (_, i) => ({ id: String(i + 1), scanners: [] })),
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** Today and the two days before, as tablets and a gateway that notifies leave them. */
function fillBusyDays(data: string): string {
  const now = systemClock.now();
  const days = [0, 1, 2].map((back) => businessDayAt(now - back * 86_400_000, dayRule));
  mkdirSync(join(data, 'notices'), { recursive: true });
  for (const day of days) {
    const orders = Array.from({ length: BUSY_DAY }, (_, i) => soldByTablet(orderAt(day, i), now));
    writeFileSync(join(data, 'days', `${day}.jsonl`), jsonLines(orders));
    writeFileSync(join(data, 'notices', `${day}.jsonl`), jsonLines(orders.map(noticeOf)));
  }
  return days[0] ?? '';
}

/** Every second lane has an undecided order, the others a result that nobody has seen. */
function leaveOpen(data: string, day: string, round: number): void {
  const now = systemClock.now();
  rmSync(join(data, 'open'), { recursive: true });
  mkdirSync(join(data, 'open'));
  for (let lane = 1; lane <= LANES; lane += 1) {
    const order = { ...soldByTablet(orderAt(day, BUSY_DAY + round * LANES + lane), now), lane: String(lane) };
    const { seenAt: _, ...unseen } = order;
    if (lane % 2 === 0) appendFileSync(join(data, 'days', `${day}.jsonl`), jsonLines([unseen]));
    const { finalAt, paidAmountMinor, bookings, ...undecided } = unseen;
    const live =
      lane % 2 === 0
        ? unseen
        : { ...undecided, rev: 2, state: 'pending', history: order.history.slice(0, 3) };
    writeFileSync(join(data, 'open', `${order.orderNo}.json`), `${JSON.stringify(live)}\n`);
  }
}

function soldByTablet(order: Order, now: number): Order {
  return { ...order, saleKey: `command:${order.orderNo}-0123456789`, createdAt: now, sentAt: now };
}

function noticeOf({ orderNo, transNo, amountMinor, createdAt }: Order): object {
  const facts = { orderNo, transType: 1, transNo, amount: (amountMinor / 100).toFixed(2), currency: 'USD' };
  return { at: createdAt, status: 'success', facts };
}

const jsonLines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
