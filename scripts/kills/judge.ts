import { formatMinor } from '../../src/money.ts';
import { isFinal, type Order, openCase } from '../../src/payment/order.ts';
import { isMade, isOpenRefund, refundedMinor } from '../../src/payment/refund.ts';
import type { Truth } from '../../src/sandbox/index.ts';
import { newestOf, type StoredOrders } from './stored-orders.ts';
import { isFinalState, type ToldOrder, type ToldPeriod, type Violation } from './told.ts';
import type { Call } from './wire.ts';

export interface Evidence {
  /** What arrived at the gateway. */
  calls: readonly Call[];
  /** Whose money moved, by the gateway's own ledger. */
  truthOf(orderNo: string): Truth;
  /** What the REST interface lists at rest, day by day. */
  listed: readonly ToldOrder[];
  /** What lies in the data folder at rest. */
  stored: StoredOrders;
  /** The books of each day at rest. */
  periods: readonly ToldPeriod[];
  /** Orders anyone was ever told of. */
  told: ReadonlySet<string>;
  /** Decisions of a person that were acknowledged, by order. */
  settlements: ReadonlyMap<string, string>;
  /** What was to be charged, decimal text, by sale. */
  amounts: ReadonlyMap<string, string>;
  /** Sales that each idempotency key made. */
  keys: ReadonlyMap<string, ReadonlySet<string>>;
  /** Refunds that each idempotency key made. */
  refundKeys: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Holds the books of a till at rest against what its gateway knows. Pure: what it finds is all that is wrong. */
export function judge(evidence: Evidence): Violation[] {
  return [...onTheWire(evidence), ...inTheBooks(evidence), ...ofSales(evidence), ...ofPeriods(evidence)];
}

const SUBMIT = 'bscanc.pay.submit';
const REFUND = 'order.refund.submit';

function onTheWire({ calls, refundKeys }: Evidence): Violation[] {
  const submits = calls.filter(({ method }) => method === SUBMIT);
  const refunds = calls.filter(({ method }) => method === REFUND);
  return [
    ...repeated(submits.map(({ number }) => number)).map((orderNo) => ({
      orderNo,
      what: 'was submitted twice',
    })),
    ...repeated(submits.map(({ code }) => code ?? '')).map((code) => ({
      what: `a code was submitted twice, for ${submits.filter((call) => call.code === code).map(({ number }) => number)}`,
    })),
    ...[...amountsByNumber(refunds)]
      .filter(([, amounts]) => amounts.size > 1)
      .map(([number]) => ({ what: `refund ${number} was sent with two amounts` })),
    ...[...refundKeys]
      .filter(([, numbers]) => numbers.size > 1)
      .map(([key, numbers]) => ({ what: `key ${key} made two refunds: ${[...numbers]}` })),
  ];
}

function inTheBooks(evidence: Evidence): Violation[] {
  const { calls, listed, stored, told } = evidence;
  const submitted = calls.filter(({ method }) => method === SUBMIT).map(({ number }) => number);
  const known = new Set([...submitted, ...told, ...stored.keys()]);
  return [...known].flatMap((orderNo) => {
    const broken = (what: string): Violation => ({ orderNo, what });
    const rows = listed.filter((order) => order.orderNo === orderNo);
    const revisions = stored.get(orderNo) ?? [];
    const [row] = rows;
    const order = newestOf(revisions);
    if (row === undefined || order === undefined)
      return [broken(`is not in the books (${rows.length} listed)`)];
    const sent = calls.find(({ method, number }) => method === SUBMIT && number === orderNo);
    return [
      ...(rows.length > 1 ? [broken(`is listed ${rows.length} times`)] : []),
      ...(row.state === order.state ? [] : [broken(`is listed ${row.state}, stored ${order.state}`)]),
      ...(grows(revisions) ? [] : [broken('its stored revisions do not extend each other')]),
      ...(sent && sent.amount !== evidence.amounts.get(order.saleId)
        ? [broken(`sent ${sent.amount}, charged ${evidence.amounts.get(order.saleId)}`)]
        : []),
      ...(evidence.settlements.has(orderNo) && order.settlement?.as !== evidence.settlements.get(orderNo)
        ? [broken('a decision that was acknowledged is not in the books')]
        : []),
      ...ofMoney(order, evidence.truthOf(orderNo)).map(broken),
    ];
  });
}

function ofMoney(order: Order, truth: Truth): string[] {
  const open = (order.refunds ?? []).filter(isOpenRefund);
  // Of what was given back by other means, or by a person's word alone, the gateway knows nothing.
  const outside = (order.refunds ?? [])
    .filter((refund) => (refund.outside || refund.settledBy !== undefined) && isMade(refund))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const back = refundedMinor(order) - outside;
  const booked = (kinds: readonly string[]) =>
    (order.bookings ?? [])
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((sum, each) => sum + each.amountMinor, 0);
  if (order.settlement && !isFinal(order)) return ofSettled(order, truth);
  if (!isFinal(order)) return waitsForPerson(order, truth) ? [] : [`is ${order.state} at rest`];
  const waits = open.map(({ refundNo, state }) => `its refund ${refundNo} is ${state} at rest`);
  if (order.state !== 'paid') {
    const isAlarmed = openCase(order) !== undefined;
    return [
      ...waits,
      ...(truth.keptMinor > 0 && !isAlarmed
        ? [`is ${order.state}, and ${text(truth.keptMinor, order)} is kept`]
        : []),
      ...(booked(['paid']) > 0 ? [`is ${order.state}, and booked as paid`] : []),
    ];
  }
  return [
    ...waits,
    ...(truth.paidMinor === order.amountMinor ? [] : [`is paid, charged ${text(truth.paidMinor, order)}`]),
    ...(truth.refundedMinor === back
      ? []
      : [`gave back ${text(back, order)}, in truth ${text(truth.refundedMinor, order)}`]),
    ...(booked(['paid']) === order.amountMinor ? [] : [`is paid, booked ${text(booked(['paid']), order)}`]),
    ...(booked(['refunded', 'reversed']) === back
      ? []
      : [`gave back ${text(back, order)}, booked otherwise`]),
    ...repeated((order.bookings ?? []).map(({ id }) => id)).map((id) => `is booked twice as ${id}`),
  ];
}

/** What a person decided of an order that the gateway has not ended: money may stay where it was said to stay alone. */
function ofSettled({ settlement, state, ...order }: Order, truth: Truth): string[] {
  const isKept = truth.keptMinor > 0;
  if (settlement?.as === 'paid') return isKept ? [] : [`is ${state}, settled as paid, and nothing is kept`];
  const isAlarmed = openCase(order) !== undefined;
  return isKept && !isAlarmed ? [`is ${state}, settled as not paid, and money is kept`] : [];
}

/** What only a person can settle: another amount than asked, or money a gateway will not give back. */
export function waitsForPerson(order: Order, truth: Truth): boolean {
  if (order.settlement) return false;
  return order.state === 'held' || (order.state === 'stuck' && truth.keptMinor > 0);
}

function ofSales({ listed, keys }: Evidence): Violation[] {
  const paidSales = listed.filter(({ state }) => state === 'paid').map(({ saleId }) => saleId);
  const sales = new Set(listed.filter(({ state }) => isFinalState(state)).map(({ saleId }) => saleId));
  return [
    ...repeated(paidSales).map((saleId) => ({ what: `two orders of sale ${saleId} are paid` })),
    ...[...keys]
      .map(([key, made]) => ({ key, made: [...made].filter((saleId) => sales.has(saleId)) }))
      .filter(({ made }) => made.length > 1)
      .map(({ key, made }) => ({ what: `key ${key} charged two sales: ${made}` })),
  ];
}

/** Each booking is counted in its own period, and in no other. */
function ofPeriods({ stored, periods }: Evidence): Violation[] {
  const orders = [...stored.values()].flatMap((revisions) => newestOf(revisions) ?? []);
  const bookings = orders.flatMap(({ bookings: all = [], digits }) =>
    all.map((each) => ({ ...each, digits })),
  );
  const unknown = bookings.filter(({ period }) => !periods.some((each) => each.period === period));
  return [
    ...repeated(periods.map(({ period }) => period)).map((period) => ({
      what: `period ${period} is listed twice`,
    })),
    ...unknown.map(({ id, period }) => ({
      what: `booking ${id} is in period ${period}, which is in no book`,
    })),
    ...periods.flatMap(({ period, totals }) => {
      const mine = bookings.filter((each) => each.period === period);
      const counted = totals.reduce((sum, { events }) => sum + events, 0);
      const sums = [...new Set(mine.map(({ kind }) => kind))].flatMap((kind) => {
        const ofKind = mine.filter((each) => each.kind === kind);
        const sum = ofKind.reduce((total, { amountMinor }) => total + amountMinor, 0);
        const told = totals[0]?.[kind];
        const isSame =
          told?.count === ofKind.length && told.amount === formatMinor(sum, ofKind[0]?.digits ?? 0);
        return isSame ? [] : [{ what: `period ${period} counts ${kind} as ${JSON.stringify(told)}` }];
      });
      return counted === mine.length
        ? sums
        : [{ what: `period ${period} counts ${counted} events of ${mine.length}` }, ...sums];
    }),
  ];
}

/** Each revision's story begins with the one before, and no final state moves. */
function grows(revisions: readonly Order[]): boolean {
  return revisions.every((order, i) => {
    const before = revisions[i - 1];
    if (!before) return true;
    const isExtended = before.history.every(
      (line, at) => JSON.stringify(line) === JSON.stringify(order.history[at]),
    );
    return isExtended && (!isFinal(before) || before.state === order.state);
  });
}

function amountsByNumber(calls: readonly Call[]): Map<string, Set<string | undefined>> {
  const amounts = new Map<string, Set<string | undefined>>();
  for (const { number, amount } of calls) amounts.set(number, (amounts.get(number) ?? new Set()).add(amount));
  return amounts;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}

function text(minor: number, { digits }: Order): string {
  return formatMinor(minor, digits);
}
