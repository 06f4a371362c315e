import type { Clock } from '../../src/clock.ts';

/** It cannot go on; the message says why, what is open, and what to do. */
export class Stopped extends Error {}

/** The till that runs. Each call rejects with the till's own reason where it does not do it. */
export interface Till {
  ask<T>(method: 'GET' | 'POST', path: string, more?: { body?: object; key?: string }): Promise<T>;
}

export interface StepParts {
  till: Till;
  lane: string;
  /** Decimal text: the smallest there is. */
  amount: string;
  currency: string;
  practice: boolean;
  /** A key that was never used. */
  key(): string;
  say(text: string): void;
  clock: Pick<Clock, 'sleep'>;
  /** Somebody wants to stop. */
  signal: AbortSignal;
}

/** A payment that was made. */
export interface Paid {
  saleId: string;
  orderNo: string;
}

interface Sale {
  saleId: string;
  state: string;
  orderNos: string[];
}

/** What each end without money means for whoever holds the phone. */
const NOT_PAID: Readonly<Record<string, string>> = {
  expired:
    'no code was scanned in time. Nothing was charged. Try again, with the code on the phone ready before.',
  withdrawn: 'it was cancelled before a code was scanned. Nothing was charged.',
  declined:
    'the wallet declined it. Nothing was charged. Is there money on it, and is it one that the gateway takes?',
  cancelled: 'it was cancelled. Nothing is charged; what was, goes back by itself.',
  notSent: 'it never reached the gateway. Nothing was charged. Look at scantill doctor, and try again.',
};
/** A person decides of these, or the gateway does: nothing to wait for here. */
const OPEN_ENDS = ['stuck', 'held', 'reversing'];
const WAIT_SECONDS = 10;
/** The till itself tells its doubt by then. */
const MOST_WAITS = 30;

/** Puts the smallest sale on the lane, and waits for what becomes of it. Throws `Stopped`. */
export async function pay(parts: StepParts): Promise<Paid> {
  const { till, lane, amount, currency, practice, say, signal } = parts;
  const { sale } = await till.ask<{ sale: Sale }>('POST', `/lanes/${lane}/charge`, {
    body: { amount, reference: 'first payment' },
    key: parts.key(),
  });
  const { saleId } = sale;
  if (practice) await practise(parts, saleId);
  else say(`Lane ${lane} asks for ${amount} ${currency}. Show your phone's payment code to its gun now.`);
  let seen = '';
  let isCancelled = false;
  for (let waits = 0; waits < MOST_WAITS; waits += 1) {
    if (signal.aborted && !isCancelled) {
      isCancelled = true;
      say('Stopping: the payment is called off, and its end is waited for.');
      await till.ask('POST', `/lanes/${lane}/cancel`, { body: { saleId } }).catch(() => {});
    }
    const wait = signal.aborted || seen === '' ? 1 : WAIT_SECONDS;
    const { sale: now } = await till.ask<{ sale: Sale }>('GET', `/sales/${saleId}?waitSeconds=${wait}`);
    if (now.state !== seen) say(`  ${now.state}`);
    seen = now.state;
    const orderNo = now.orderNos.at(-1) ?? '';
    if (seen === 'paid') return { saleId, orderNo };
    const why = NOT_PAID[seen];
    if (why !== undefined) throw new Stopped(`Not paid: ${why}`);
    if (OPEN_ENDS.includes(seen)) break;
  }
  throw new Stopped(
    `Open: the payment ${saleId} is "${seen}". The till goes on by itself, and asks the gateway: watch it on the page, or with scantill orders list. Do not charge again before it has ended.`,
  );
}

async function practise({ till, lane, clock, signal, say }: StepParts, saleId: string): Promise<void> {
  say(`Lane ${lane}: the till makes up a customer's code, and scans it.`);
  for (let tries = 1; ; tries += 1) {
    try {
      await till.ask('POST', `/lanes/${lane}/practise`, { body: { saleId, outcome: 'paid' } });
      return;
    } catch (error) {
      // For an instant after the charge a lane does not listen yet.
      if (tries === 20) throw error;
      await clock.sleep(100, signal);
    }
  }
}

interface Refund {
  refundNo: string;
  state: string;
  gatewayMessage?: string;
}

/** Gives it all back, and waits for the gateway's word. Throws `Stopped`. */
export async function giveBack(parts: StepParts, { orderNo }: Paid): Promise<string> {
  const { till, amount, currency, say, clock, signal } = parts;
  const open = `Open: ${amount} ${currency} were paid and have not gone back yet.`;
  const byHand = `scantill orders refund ${orderNo} ${amount} --reason "first payment"`;
  if (signal.aborted) throw new Stopped(`${open} To give it back: ${byHand}`);
  const { refund } = await till
    .ask<{ refund: Refund }>('POST', `/orders/${orderNo}/refunds`, {
      body: { amount, reason: 'first payment' },
      key: parts.key(),
    })
    .catch((error: Error) => {
      throw new Stopped(
        `${open} The till says: ${error.message} Look at scantill orders show ${orderNo}; then: ${byHand}`,
      );
    });
  const { refundNo } = refund;
  let seen = '';
  for (let waits = 0; waits < MOST_WAITS * WAIT_SECONDS; waits += 1) {
    const { refunds } = await till.ask<{ refunds: Refund[] }>('GET', `/orders/${orderNo}/refunds`);
    const now = refunds.find((each) => each.refundNo === refundNo);
    if (now !== undefined && now.state !== seen) say(`  ${now.state}`);
    seen = now?.state ?? seen;
    if (seen === 'done') return refundNo;
    if (seen === 'failed') {
      const words = now?.gatewayMessage === undefined ? '' : ` The gateway says: ${now.gatewayMessage}.`;
      throw new Stopped(`${open} The refund failed.${words} Once that is mended: ${byHand}`);
    }
    if (seen === 'stuck' || signal.aborted) break;
    await clock.sleep(1000, signal).catch(() => {});
  }
  throw new Stopped(
    `${open} The refund ${refundNo} is "${seen}": the till goes on with it by itself. Watch it with scantill orders show ${orderNo}.`,
  );
}

interface DayOrders {
  periods: { totals: { paid?: { count: number }; refunded?: { count: number } }[] }[];
}

/** How many payments and refunds the open day's totals count. */
export async function counted({
  till,
}: Pick<StepParts, 'till'>): Promise<{ paid: number; refunded: number }> {
  const { periods } = await till.ask<DayOrders>('GET', '/days/today');
  const all = periods.flatMap(({ totals }) => totals);
  const of = (kind: 'paid' | 'refunded') => all.reduce((sum, each) => sum + (each[kind]?.count ?? 0), 0);
  return { paid: of('paid'), refunded: of('refunded') };
}
