import type { Clock } from '../../src/clock.ts';
import { isClosed, type Order } from '../../src/payment/order.ts';
import type { Payments } from '../../src/payment/payments.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import type { CodeMaker } from './codes.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Watch } from './watch.ts';

export interface CashierParts {
  lane: string;
  clock: Clock;
  random: SeededRandom;
  watch: Watch;
  codeMaker: CodeMaker;
  /** How often a customer's code makes the gateway do something odd, 0 to 1. */
  odd: number;
  /** The till, while it runs. */
  till(): Payments | undefined;
  /** Whether there is a customer. */
  hasCustomer(): boolean;
  /** A customer's sale began. */
  onSale(): void;
  /** Codes shown so far, on all lanes. */
  codes: string[];
  /** Never cancels, never lets an order go, never scans a wrong thing. */
  isPatient: boolean;
}

/** One person at one lane: acts on what the lane shows some seconds after it shows it, and not always wisely. */
export interface Cashier {
  /** The lane shows something new, or a customer came. */
  look(): void;
}

/** Nobody presses buttons for an order that is older. */
const PATIENCE_MS = 5 * 60_000;

export function createCashier(parts: CashierParts): Cashier {
  const { clock, random, lane, watch } = parts;
  /** A sale that nobody scanned leaves nothing on disk: its key is known to the process that took it alone. */
  let hasKey: { till: Payments; key: string; saleId: string; amountMinor: number } | undefined;
  let lastSaleId = 'S000000';
  let isAboutTo = false;
  let busySince = 0;

  /** Whether to act again although nothing new may be shown. */
  const act = async (till: Payments): Promise<boolean> => {
    const view = till.view(lane);
    if (!view) return false;
    for (const { order } of view.notices) {
      if (random.chance(0.5)) till.dismissNotice(lane, order.orderNo);
    }
    if (!parts.isPatient && random.chance(0.05)) staleCommands(till);
    switch (view.phase.kind) {
      case 'idle':
        await charge(till);
        return parts.hasCustomer();
      case 'ready':
        atReady(till, view.phase.sale);
        return true;
      case 'order':
        return atOrder(till, view.phase.order, view.canRelease);
    }
  };

  /** Commands painted for a sale that is over do nothing. */
  const staleCommands = (till: Payments) => {
    const current = till.view(lane)?.phase;
    if (current?.kind !== 'idle' && current?.sale.saleId === lastSaleId) return;
    const results = [till.cancel(lane, lastSaleId), till.dismiss(lane, lastSaleId)];
    const isHeld = results.every(({ ok }) => !ok);
    watch.demand(isHeld, 'l', 'a command for an old sale did something');
  };

  const charge = async (till: Payments) => {
    if (hasKey?.till === till && random.chance(0.1)) {
      const { key, amountMinor } = hasKey;
      const again = await till.charge(lane, { key, amountMinor });
      const isSame = !again.ok || again.sale.saleId === hasKey?.saleId;
      watch.demand(isSame, 'l', 'one command id made two sales');
      return;
    }
    if (!parts.hasCustomer()) return;
    const amountMinor = random.between(1, 100_000);
    const key = random.chance(0.3) ? `key-${lane}-${clock.now()}` : undefined;
    const result = await till.charge(lane, key === undefined ? { amountMinor } : { amountMinor, key });
    if (result.ok) parts.onSale();
    hasKey =
      result.ok && key !== undefined ? { till, key, saleId: result.sale.saleId, amountMinor } : undefined;
  };

  const atReady = (till: Payments, sale: { saleId: string; amountMinor: number }) => {
    if (!parts.isPatient && random.chance(0.04)) {
      till.cancel(lane, sale.saleId);
      return;
    }
    if (!parts.isPatient && random.chance(0.04)) {
      till.scan(lane, { text: makeCode({ wallet: 'ean13' }, random) });
      return;
    }
    const text = codeToScan();
    watch.secrets.codeShown(text);
    const result = till.scan(lane, { text, firstByteAt: clock.monotonic() });
    const phase = till.view(lane)?.phase;
    busySince = clock.now();
    if (result.ok && phase?.kind === 'order') watch.scanned(phase.order, sale.amountMinor);
  };

  const codeToScan = (): string => {
    const [first, ...others] = parts.codes;
    if (first !== undefined && !parts.isPatient && random.chance(0.05))
      return random.pick([first, ...others]);
    const text = parts.codeMaker.fresh(parts.odd);
    parts.codes.push(text);
    return text;
  };

  const atOrder = async (till: Payments, order: Order, canRelease: boolean): Promise<boolean> => {
    const { saleId } = order;
    if (isClosed(order)) {
      if (order.state !== 'paid' && random.chance(0.3)) return !till.retry(lane, saleId).ok;
      const isAway = random.chance(0.8) && till.dismiss(lane, saleId).ok;
      if (isAway) lastSaleId = saleId;
      return !isAway;
    }
    if (parts.isPatient) return false;
    if (random.chance(0.08)) till.cancel(lane, saleId);
    if (canRelease && random.chance(0.05) && till.keepWaiting(lane, saleId).ok) {
      watch.keptWaiting(order.orderNo);
      return true;
    }
    if (canRelease && random.chance(0.4)) {
      const { ok } = await till.release(
        lane,
        saleId,
        random.pick(['nextCustomer', 'paidAnotherWay'] as const),
      );
      if (ok) lastSaleId = saleId;
    }
    return canRelease || clock.now() < busySince + PATIENCE_MS;
  };

  const look = () => {
    if (isAboutTo) return;
    isAboutTo = true;
    clock.after(random.between(100, random.chance(0.9) ? 5_000 : 30_000), () => {
      isAboutTo = false;
      const till = parts.till();
      if (!till) return;
      // A command may never be answered, where the till dies over it: the cashier goes on all the same.
      act(till).then(
        (goesOn) => goesOn && look(),
        (error: unknown) => watch.demand(false, 'i', `a command failed: ${error}`),
      );
    });
  };
  return { look };
}
