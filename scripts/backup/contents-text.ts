import type { Contents } from '../../src/backup/index.ts';
import { formatMinor } from '../../src/money.ts';

/** What a backup holds, in lines for a person. Times in UTC. */
export function contentsText(contents: Contents): string[] {
  const { orders, open, days, firstDay, lastDay, lastBookingAt, periods, unreadable } = contents;
  const span =
    firstDay === undefined ? '' : firstDay === lastDay ? ` (${firstDay})` : ` (${firstDay} to ${lastDay})`;
  const last = lastBookingAt === undefined ? 'none' : new Date(lastBookingAt).toISOString();
  const closes = periods.filter(({ z }) => z !== undefined);
  const differing = periods.filter(({ close }) => close === 'differs');
  const unclosed = periods.filter(({ close }) => close === 'none');
  return [
    `${orders} orders on ${days} days${span}; ${open} of them still open. Last money moved: ${last}.`,
    `${closes.length} closes${closes.length > differing.length ? `, ${closes.length - differing.length} of which come to what the orders say` : ''}.`,
    ...differing.map(({ period, z }) => `CLOSE ${z} OF ${period} SAYS SOMETHING ELSE THAN THE ORDERS.`),
    ...unclosed.map((each) => `Not closed yet: ${each.period}: ${sumsText(each.sums)}`),
    ...unreadable.map(({ path, why }) => `Was damaged already when the backup was made: ${path}: ${why}`),
  ];
}

function sumsText(sums: Contents['periods'][number]['sums']): string {
  return sums
    .map(({ count, kind, amountMinor, digits, currency }) => {
      return `${count} ${kind} ${formatMinor(amountMinor, digits)} ${currency}`;
    })
    .join(', ');
}
