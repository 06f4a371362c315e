import type { Clock } from '../../src/clock.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import type { Payments } from '../../src/payment/payments.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { OUTCOMES, type OutcomeId } from '../../src/sandbox/outcomes.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Watch } from './watch.ts';

export interface CashierParts {
  lane: string;
  clock: Clock;
  random: SeededRandom;
  watch: Watch;
  /** The till, while it runs. */
  till(): Payments | undefined;
  /** False when the shop is closed. */
  isOpen(): boolean;
  /** A customer's sale began. */
  onSale(): void;
  /** Codes shown so far, on all lanes. */
  codes: string[];
  /** Never cancels, never lets an order go, never scans a wrong thing. */
  isPatient: boolean;
}

const EVERYTHING = OUTCOMES.map(({ id }) => id);
const ORDINARY: readonly OutcomeId[] = ['paid', 'paid', 'paid', 'password', 'discount', 'slow'];

/** One person at one lane: acts every few seconds on what the lane shows, and not always wisely. */
export function startCashier(parts: CashierParts): void {
  const { clock, random } = parts;
  /** A sale that nobody scanned leaves nothing on disk: its key is known to the process that took it alone. */
  let hasKey: { till: Payments; key: string; saleId: string; amountMinor: number } | undefined;
  let lastSaleId = 'S000000';

  const act = async (till: Payments): Promise<void> => {
    const view = till.view(parts.lane);
    if (!view) return;
    parts.watch.seen(view);
    for (const { order } of view.notices) {
      if (random.chance(0.5)) till.dismissNotice(parts.lane, order.orderNo);
    }
    if (!parts.isPatient && random.chance(0.05)) staleCommands(till);
    switch (view.phase.kind) {
      case 'idle':
        return charge(till);
      case 'ready':
        return atReady(till, view.phase.sale);
      case 'order':
        return atOrder(till, view.phase.order, view.canRelease);
    }
  };

  /** Commands painted for a sale that is over do nothing. */
  const staleCommands = (till: Payments) => {
    const current = till.view(parts.lane)?.phase;
    if (current?.kind !== 'idle' && current?.sale.saleId === lastSaleId) return;
    const results = [till.cancel(parts.lane, lastSaleId), till.dismiss(parts.lane, lastSaleId)];
    parts.watch.demand(
      results.every(({ ok }) => !ok),
      'l',
      'a command for an old sale did something',
    );
  };

  const charge = async (till: Payments) => {
    if (hasKey?.till === till && random.chance(0.1)) {
      const { key, amountMinor } = hasKey;
      const again = await till.charge(parts.lane, { key, amountMinor });
      const isSame = !again.ok || again.sale.saleId === hasKey?.saleId;
      parts.watch.demand(isSame, 'l', 'one command id made two sales');
      return;
    }
    if (!parts.isOpen()) return;
    const amountMinor = random.between(1, 100_000);
    const key = random.chance(0.3) ? `key-${parts.lane}-${clock.now()}` : undefined;
    const result = await till.charge(parts.lane, key === undefined ? { amountMinor } : { amountMinor, key });
    if (result.ok) parts.onSale();
    hasKey =
      result.ok && key !== undefined ? { till, key, saleId: result.sale.saleId, amountMinor } : undefined;
  };

  const atReady = (till: Payments, sale: { saleId: string; amountMinor: number }) => {
    if (!parts.isPatient && random.chance(0.05)) {
      till.cancel(parts.lane, sale.saleId);
      return;
    }
    if (!parts.isPatient && random.chance(0.05)) {
      till.scan(parts.lane, { text: makeCode({ wallet: 'ean13' }, random) });
      return;
    }
    const text = codeToScan();
    parts.watch.codeShown(text);
    const result = till.scan(parts.lane, { text, firstByteAt: clock.monotonic() });
    const phase = till.view(parts.lane)?.phase;
    if (result.ok && phase?.kind === 'order') parts.watch.scanned(phase.order.orderNo, sale.amountMinor);
  };

  const codeToScan = (): string => {
    const [first, ...others] = parts.codes;
    if (first !== undefined && !parts.isPatient && random.chance(0.05))
      return random.pick([first, ...others]);
    const outcomes = parts.isPatient || random.chance(0.4) ? ORDINARY : EVERYTHING;
    const outcome = outcomes[random.between(0, outcomes.length - 1)] ?? 'paid';
    const wallet = random.pick(['alipay', 'alipay', 'wechat', 'unionpay', 'emv'] as const);
    const text = makeCode({ wallet, outcome }, random);
    parts.codes.push(text);
    return text;
  };

  const atOrder = async (till: Payments, order: Order, canRelease: boolean) => {
    const { lane } = parts;
    const { saleId } = order;
    if (isFinal(order)) {
      if (order.state !== 'paid' && random.chance(0.3)) till.retry(lane, saleId);
      else if (random.chance(0.8) && till.dismiss(lane, saleId).ok) lastSaleId = saleId;
      return;
    }
    if (parts.isPatient) return;
    if (random.chance(0.05)) till.cancel(lane, saleId);
    if (canRelease && random.chance(0.3)) {
      await till.release(lane, saleId, random.pick(['nextCustomer', 'paidAnotherWay'] as const));
      lastSaleId = saleId;
    }
  };

  const again = () => {
    clock.after(random.between(100, random.chance(0.9) ? 4_000 : 30_000), () => {
      const till = parts.till();
      // A command may never be answered, where the till dies over it: the cashier goes on all the same.
      if (till) act(till).catch((error) => parts.watch.demand(false, 'i', `a command failed: ${error}`));
      again();
    });
  };
  again();
}
