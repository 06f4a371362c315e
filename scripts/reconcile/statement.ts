import { parseGatewayAmount } from '../../src/money.ts';
import { dayOfOrderNumber } from '../../src/payment/order-number.ts';
import { parseCsv } from './csv.ts';

/** The gateway's names of what is read of a statement; a file may have others for them. */
export const FIELDS = [
  'merchant_order_no',
  'trans_no',
  'trans_type',
  'trans_status',
  'order_amount',
  'price_currency',
] as const;
export type Field = (typeof FIELDS)[number];
/** A file without these tells enough all the same. */
const OPTIONAL: readonly Field[] = ['trans_no', 'trans_type', 'price_currency'];

/** How a statement is written. */
export interface StatementFormat {
  separator: string;
  /** The file's header for a field, where it is not the gateway's own name. */
  columns: Partial<Record<Field, string>>;
  /** What `trans_status` says of money that was taken. */
  paidStatus: readonly string[];
  /** What `trans_type` says of a sale; lines of other types are left to the refunds' own questions. */
  saleType: readonly string[];
}

export interface StatementLine {
  /** In the file; the header is line 1. */
  line: number;
  orderNo: string;
  transNo: string;
  amount: string;
  currency: string;
  isPaid: boolean;
}

/** Something about the file that cannot be: exit 2. */
export class StatementProblem extends Error {}

/** The sales of a statement. Throws `StatementProblem`, naming what was expected and what came. */
export function readStatement(text: string, format: StatementFormat): StatementLine[] {
  const [header = [], ...rows] = parseCsv(text, format.separator);
  const names = header.map(plain);
  const places = new Map(FIELDS.map((field) => [field, names.indexOf(format.columns[field] ?? field)]));
  const missing = FIELDS.filter((field) => (places.get(field) ?? -1) < 0 && !OPTIONAL.includes(field));
  if (missing.length > 0) {
    throw new StatementProblem(
      `The statement has no column ${missing.map((field) => `"${format.columns[field] ?? field}"`).join(', ')}. ` +
        `It has: ${names.map((name) => `"${name}"`).join(', ')}. Name its own with --column FIELD=HEADER, or give --separator.`,
    );
  }
  return rows.flatMap((row, index) => {
    const cell = (field: Field) => plain(row[places.get(field) ?? -1] ?? '');
    const type = cell('trans_type');
    const orderNo = cell('merchant_order_no');
    if (orderNo === '' || (type !== '' && !format.saleType.includes(type))) return [];
    return {
      line: index + 2,
      orderNo,
      transNo: cell('trans_no'),
      amount: cell('order_amount'),
      currency: cell('price_currency'),
      isPaid: format.paidStatus.includes(cell('trans_status')),
    };
  });
}

/** Spreadsheets keep long numbers from being rounded with an apostrophe, or as ="…". */
function plain(cell: string): string {
  const text = cell.trim();
  return (/^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^'/, '')).trim();
}

/** An order as the till's REST interface tells it; what is compared of it. */
export interface OurOrder {
  orderNo: string;
  state: string;
  amount: string;
  currency: string;
}

/** One thing that the statement and the till do not agree on. */
export interface StatementDifference {
  kind: 'oursOnly' | 'amount' | 'state' | 'theirsOnly';
  orderNo: string;
  ours: string;
  theirs: string;
}

export interface Comparison {
  differences: StatementDifference[];
  /** Lines of the same merchant's other tills or programs. */
  foreignLines: number;
}

/**
 * Holds a statement against the orders of a day. `ours` are all of the day, and those of other days that the statement
 * names.
 */
export function compareStatement(
  lines: readonly StatementLine[],
  { day, ours }: { day: string; ours: readonly OurOrder[] },
): Comparison {
  const known = new Map(ours.map((order) => [order.orderNo, order]));
  const paid = new Map<string, StatementLine>();
  for (const line of lines) if (line.isPaid) paid.set(line.orderNo, line);
  const differences: StatementDifference[] = [];
  const tills = new Set(ours.flatMap(({ orderNo }) => tillOf(orderNo) ?? []));
  let foreignLines = 0;
  for (const line of paid.values()) {
    const order = known.get(line.orderNo);
    const theirs = `paid ${line.amount} ${line.currency}`.trim();
    if (order) differences.push(...differencesOf(order, line, theirs));
    else if (isOfAnother(line.orderNo, tills)) foreignLines += 1;
    else differences.push({ kind: 'theirsOnly', orderNo: line.orderNo, ours: 'no such order', theirs });
  }
  const named = new Set(lines.map(({ orderNo }) => orderNo));
  for (const order of ours) {
    if (order.state !== 'paid' || paid.has(order.orderNo) || dayOfOrderNumber(order.orderNo) !== day)
      continue;
    const isNamed = named.has(order.orderNo);
    const theirs = isNamed ? 'not paid' : 'not in the statement';
    differences.push({
      kind: isNamed ? 'state' : 'oursOnly',
      orderNo: order.orderNo,
      ours: wordsOf(order),
      theirs,
    });
  }
  return { differences, foreignLines };
}

function differencesOf(order: OurOrder, line: StatementLine, theirs: string): StatementDifference[] {
  const { orderNo } = order;
  const digits = order.amount.split('.')[1]?.length ?? 0;
  const isSame =
    parseGatewayAmount(line.amount, digits) === parseGatewayAmount(order.amount, digits) &&
    (line.currency === '' || line.currency === order.currency);
  if (!isSame) return [{ kind: 'amount', orderNo, ours: wordsOf(order), theirs }];
  return order.state === 'paid' ? [] : [{ kind: 'state', orderNo, ours: wordsOf(order), theirs }];
}

/** Whether a number is of another till, or of no till at all, as far as this till's own are known. */
export function isOfAnother(orderNo: string, tills: ReadonlySet<string>): boolean {
  const till = tillOf(orderNo);
  return till === undefined || (tills.size > 0 && !tills.has(till));
}

/** The till that made a number: four characters after the day. */
export function tillOf(orderNo: string): string | undefined {
  return dayOfOrderNumber(orderNo) === undefined ? undefined : /^P?\d{6}([0-9A-Z]{4})/.exec(orderNo)?.[1];
}

function wordsOf({ state, amount, currency }: OurOrder): string {
  return `${state} ${amount} ${currency}`;
}
