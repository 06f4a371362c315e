import type { Clock } from '../../src/clock.ts';
import { systemCode } from '../../src/errors.ts';
import { businessDayAt } from '../../src/payment/business-day.ts';
import { needsPerson, type Order } from '../../src/payment/order.ts';
import type { Payments } from '../../src/payment/payments.ts';
import { refundableMinor } from '../../src/payment/refund.ts';
import type { SeededRandom } from './seeded-random.ts';
import { DAY_RULE } from './till.ts';
import type { Watch } from './watch.ts';

export interface ManagerParts {
  clock: Clock;
  random: SeededRandom;
  watch: Watch;
  lanes: readonly string[];
  till(): Payments | undefined;
  /** How often to do something, in all. */
  acts: number;
}

const DAY_MS = 86_400_000;

/** One person who gives money back, asks the gateway, and decides what it leaves open; not always rightly. */
export function startManager(parts: ManagerParts): void {
  const { clock, random, watch } = parts;
  let left = parts.acts;
  let keys = 0;

  const anyOrder = (isWanted: (order: Order) => boolean): Order | undefined => {
    const wanted = [...watch.books.saved.values()].filter(isWanted);
    return wanted[random.between(0, Math.max(0, wanted.length - 1))];
  };

  const act = async (till: Payments): Promise<void> => {
    const kind = random.between(0, 10);
    if (kind === 10) return random.chance(0.2) ? reconcile(till) : closeDay(till);
    if (kind < 4) return refund(till);
    if (kind < 6) return decide(till);
    if (kind < 8) return check(till);
    return giveBack(till);
  };

  const refund = async (till: Payments) => {
    const order = anyOrder(({ state }) => state === 'paid') ?? anyOrder(() => true);
    if (!order) return;
    const left = refundableMinor(order);
    const amountMinor = random.pick([left, left, Math.ceil(left / 3), 1, left + 1, order.amountMinor]);
    keys += 1;
    const outside = random.chance(0.05);
    const wish = { amountMinor, reason: 'returned', key: `refund-${keys}`, by: 'manager', outside };
    const asked = till.refund(order.orderNo, wish);
    const again = random.chance(0.3) ? till.refund(order.orderNo, wish) : asked;
    const [first, second] = await Promise.all([asked, again]);
    if (!first.ok) return;
    watch.answered(first);
    const { refundNo } = first.refund;
    const now = watch.books.saved.get(order.orderNo);
    const isDurable = now?.refunds?.some((each) => each.refundNo === refundNo) ?? false;
    watch.demand(isDurable, 'e', `refund ${refundNo} answered before it was saved`, first.order);
    watch.demand(amountMinor <= left, 'h', `${amountMinor} taken, ${left} were left`, first.order);
    const isOne = !second.ok || second.refund.refundNo === refundNo;
    watch.demand(isOne, 'l', 'one command id made two refunds', first.order);
    if (!random.chance(0.3)) return;
    const late = await till.refund(order.orderNo, { ...wish, amountMinor: amountMinor + 1 });
    watch.demand(!late.ok, 'l', 'a command id was taken for another amount', first.order);
  };

  /** Mostly as the customer's phone says, which a person may read wrongly. */
  const decide = async (till: Payments) => {
    const order = anyOrder(needsPerson);
    if (!order) return;
    const isKept = watch.truthOf(order.orderNo).keptMinor > 0;
    const as = isKept !== random.chance(0.2) ? 'paid' : 'notPaid';
    const result = await till.resolve(order.orderNo, { as, by: 'manager', reason: 'saw the phone' });
    if (!result.ok) return;
    const isDurable = watch.books.saved.get(order.orderNo)?.settlement !== undefined;
    watch.demand(isDurable, 'e', 'a decision was answered before it was saved', result.order);
  };

  const check = async (till: Payments) => {
    const order = anyOrder(() => true);
    const found = order && (await till.check(order.orderNo));
    if (order) watch.demand(found !== undefined, 'd', 'it is asked for, and not found', order);
  };

  /** Today's, early; yesterday's; a day that is not there yet; and the same one twice at once. */
  const closeDay = async (till: Payments) => {
    const day = businessDayAt(clock.now() + random.pick([0, 0, -1, 1]) * DAY_MS, DAY_RULE);
    const close = () => till.books.days.close(day, { by: 'manager' });
    const both = await Promise.all(random.chance(0.3) ? [close(), close()] : [close()]);
    for (const result of both) if (result.ok) watch.days.closed(result.z);
  };

  /** Asks the gateway about every order of the day, beside everything else. */
  const reconcile = async (till: Payments) => {
    await till.books.reconcile.start(businessDayAt(clock.now(), DAY_RULE));
  };

  const giveBack = async (till: Payments) => {
    const lane = parts.lanes[random.between(0, parts.lanes.length - 1)] ?? '1';
    const phase = till.view(lane)?.phase;
    if (phase?.kind === 'order') await till.giveBack(lane, phase.sale.saleId);
  };

  const again = () => {
    if (left <= 0) return;
    clock.after(random.between(1_000, 90_000), () => {
      const till = parts.till();
      if (till) {
        left -= 1;
        act(till).catch((error: unknown) => {
          // What the disk will not read cannot be answered; whoever asks is told so.
          if (systemCode(error) === undefined) watch.demand(false, 'i', `a command failed: ${error}`);
        });
      }
      again();
    });
  };
  again();
}
