import { isAtRest, type OldPapers, type Order, type Pause, trimmedOrder } from '../payment/index.ts';

/** What became of one day's file. */
export interface TrimmedDay {
  /** Numbers of the orders of which something was trimmed now. */
  trimmed: ReadonlySet<string>;
  /** Orders that cannot be trimmed yet: something is open, or happened to them lately. */
  left: number;
}

/**
 * Trims the orders of a day to which nothing has happened since that moment, epoch ms. Of a copy that only visits the day,
 * its own day's file tells what happened to it.
 */
export async function trimDay(
  old: OldPapers,
  day: string,
  { since, pause }: { since: number; pause: Pause },
): Promise<TrimmedDay> {
  const latest = new Map<string, Pick<Order, 'rev'> & { isAtRest: boolean }>();
  await old.visit(day, pause, (order) => {
    if (order.rev < (latest.get(order.orderNo)?.rev ?? 0)) return;
    latest.set(order.orderNo, { rev: order.rev, isAtRest: isAtRest(order, since) });
  });
  const due = new Set<string>();
  for (const [orderNo, seen] of latest) {
    if (!seen.isAtRest || old.isLive(orderNo)) continue;
    if (await isAtRestAtHome(old, orderNo, { day, since })) due.add(orderNo);
  }
  const changed = new Set<string>();
  await old.rewrite(day, pause, (order) => {
    // Somebody may have begun to refund it meanwhile.
    if (!due.has(order.orderNo) || old.isLive(order.orderNo)) return undefined;
    const next = trimmedOrder(order);
    if (JSON.stringify(next) !== JSON.stringify(order)) changed.add(order.orderNo);
    return next;
  });
  return { trimmed: changed, left: latest.size - due.size };
}

async function isAtRestAtHome(
  old: OldPapers,
  orderNo: string,
  { day, since }: { day: string; since: number },
): Promise<boolean> {
  if (old.dayOf(orderNo) === day) return true;
  const order = await old.find(orderNo);
  return order === undefined || isAtRest(order, since);
}
