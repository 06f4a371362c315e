import { owedBookings } from '../../../src/payment/booking.ts';
import { isFinal, needsPerson, type Order } from '../../../src/payment/order.ts';
import { isOpenRefund } from '../../../src/payment/refund.ts';
import type { Truth } from '../../../src/sandbox/ledger.ts';
import type { OutcomeId } from '../../../src/sandbox/outcomes.ts';
import type { BooksWatch } from './books.ts';
import type { Report } from './promises.ts';
import type { WireWatch } from './wire.ts';

const MINUTE = 60_000;

export interface AtRestParts {
  books: BooksWatch;
  wire: WireWatch;
  report: Report;
  truthOf(orderNo: string): Truth;
  /** What its code made the gateway do. */
  outcomeOf(orderNo: string): OutcomeId | undefined;
  /** Whether the till was cut off, ended, or failed by its disk in that time; the world's own, epoch ms. */
  wasDisturbed(from: number, to: number): boolean;
  /** Whether a person finds it on its lane's screen. */
  isAlarmed(order: Order): boolean;
}

/** Once nothing moves any more: the books against the gateway's ledger, order by order and sale by sale. */
export function holdAtRest(parts: AtRestParts): void {
  const { books, wire, report } = parts;
  for (const orderNo of wire.submittedAt.keys()) {
    if (!books.saved.has(orderNo)) report('d', `${orderNo} was submitted and is not in the books`);
  }
  const onDisk = books.onDisk();
  for (const order of books.saved.values()) {
    if ((onDisk.get(order.orderNo)?.rev ?? 0) < order.rev) report('d', 'it is not on the disk', order);
    holdOrder(order, parts);
    holdCancels(order, parts);
  }
  holdSales(parts);
}

function holdOrder(order: Order, parts: AtRestParts): void {
  const { report, isAlarmed } = parts;
  const truth = parts.truthOf(order.orderNo);
  const owed = owedBookings(order);
  if (owed.length > 0) report('m', `${owed.map(({ id }) => id).join(', ')} is not booked`, order);
  // A person's word, or an alarm that waits for one, stands where the gateway's and ours differ.
  if (needsPerson(order)) {
    if (!isAlarmed(order)) report('i', 'it waits for a person, and no screen says so', order);
    return;
  }
  if (order.state === 'paid') holdPaid(order, truth, parts);
  else if (isFinal(order) && truth.keptMinor > 0)
    report('b', `booked as ${order.state}, kept ${truth.keptMinor}`, order);
  else if (order.settlement) holdSettled(order, truth, report);
  else if (!isFinal(order)) report('i', `it is ${order.state}, and waits for nobody`, order);
}

/** Wallets take no cancel after this age; two are tried before it, unless the order ends first. */
const CANCEL_BY_MS = 110_000;
/** Two cancels and their looks take that long at most. */
const TWO_CANCELS_MS = 35_000;

function holdCancels(order: Order, { wire, report, wasDisturbed }: AtRestParts): void {
  const { sentAt, firstCancelAt, finalAt = Number.POSITIVE_INFINITY, orderNo, history } = order;
  const leftAt = wire.submittedAt.get(orderNo);
  if (sentAt === undefined || firstCancelAt === undefined || leftAt === undefined) return;
  const isTooLate = firstCancelAt > sentAt + CANCEL_BY_MS - TWO_CANCELS_MS;
  if (isTooLate || finalAt < sentAt + CANCEL_BY_MS || order.settlement) return;
  if (wasDisturbed(leftAt - MINUTE, leftAt + CANCEL_BY_MS)) return;
  const tried = history.filter(({ at, event }) => event === 'cancelDecided' && at < sentAt + CANCEL_BY_MS);
  if (tried.length < 2) report('g', `${tried.length} cancel was tried in time`, order);
}

function holdPaid(order: Order, truth: Truth, { report, outcomeOf }: AtRestParts): void {
  const refunds = order.refunds ?? [];
  if (refunds.some(isOpenRefund)) report('i', 'a refund never ends', order);
  const back = refunds.filter(({ state, outside }) => state === 'done' && !outside);
  const backMinor = back.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const discount = order.amountMinor - (order.paidAmountMinor ?? order.amountMinor);
  const isDiscounted = outcomeOf(order.orderNo) === 'discount';
  const expected = isDiscounted ? Math.floor(order.amountMinor / 10) : 0;
  if (truth.state !== 'paid' || truth.paidMinor !== order.amountMinor) {
    report('a', `booked as paid, at the gateway ${truth.state} with ${truth.paidMinor}`, order);
  }
  if (truth.refundedMinor !== backMinor) {
    report('a', `${backMinor} refunded in the books, ${truth.refundedMinor} at the gateway`, order);
  }
  if (discount !== expected) report('a', `a discount of ${expected} is booked as ${discount}`, order);
}

function holdSettled(order: Order, truth: Truth, report: Report): void {
  if (order.settlement?.as === 'notPaid' && truth.keptMinor > 0) {
    report('b', `a person said not paid, kept ${truth.keptMinor}, and no case`, order);
  }
}

function holdSales({ books, report, truthOf, isAlarmed }: AtRestParts): void {
  const keeping = new Map<string, Order>();
  for (const order of books.saved.values()) {
    const { keptMinor } = truthOf(order.orderNo);
    if (keptMinor === 0 || (needsPerson(order) && isAlarmed(order)) || order.settlement) continue;
    if (books.unwanted.get(order.orderNo)?.unwanted?.reason === 'paidAnotherWay')
      report('c', 'kept, though paid another way', order);
    if (keeping.has(order.saleId)) report('c', 'two orders of a sale keep money', order);
    keeping.set(order.saleId, order);
  }
}
