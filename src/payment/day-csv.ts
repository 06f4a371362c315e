import { formatMinor } from '../money.ts';
import type { MoneyEvent } from './day-totals.ts';
import { dayOfOrderNumber } from './order-number.ts';

/** A header name, and what stands below it. */
type Column = [name: string, cell: (event: MoneyEvent, z: string) => string | undefined];

/** The columns of the export. Names stay; new ones are added on the right. Amounts are never negative: `event` tells their way. */
const COLUMNS: readonly Column[] = [
  ['z', (_, z) => z],
  ['period', ({ booking }) => booking.period],
  ['at', ({ booking }) => new Date(booking.at).toISOString()],
  ['event', ({ booking }) => booking.kind],
  ['amount', ({ order, booking }) => formatMinor(booking.amountMinor, order.digits)],
  ['currency', ({ order }) => order.currency],
  ['discount', ({ order, booking }) => formatMinor(booking.discountMinor ?? 0, order.digits)],
  ['fee', ({ order, booking }) => formatMinor(booking.feeMinor ?? 0, order.digits)],
  ['lane', ({ order }) => order.lane],
  ['wallet', ({ order }) => order.wallet],
  ['cashier', ({ booking }) => booking.by],
  ['order_no', ({ order }) => order.orderNo],
  ['refund_no', ({ booking }) => refundOf(booking.id)],
  ['born_on', ({ order }) => dayOfOrderNumber(order.orderNo)],
  ['sale_id', ({ order }) => order.saleId],
  ['reference', ({ order }) => order.reference],
  ['trans_no', ({ order }) => order.transNo],
  ['pay_channel_trans_no', ({ order }) => order.payChannelTransNo],
  ['pay_platform_trans_no', ({ order }) => order.payPlatformTransNo],
];

/**
 * Money events as CSV (RFC 4180): a header, then one line each; lines end with CR LF. `zOf` tells the Z of a period, where
 * it has one. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvOf(events: readonly MoneyEvent[], zOf: (period: string) => number | undefined): string {
  const rows = events.map((event) => {
    const z = zOf(event.booking.period)?.toString() ?? '';
    return COLUMNS.map(([, cell]) => cell(event, z) ?? '');
  });
  return [COLUMNS.map(([name]) => name), ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function refundOf(bookingId: string): string | undefined {
  return /^refund:(.+)$/.exec(bookingId)?.[1];
}
