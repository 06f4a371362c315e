import type { Sandbox } from '../../src/sandbox/index.ts';
import type { SaleTimes } from './lane.ts';

interface Listed {
  orders: { orderNo: string; saleId: string; state: string; amount: string }[];
  cursor?: string;
}

/** Sales that are not in the books as they were sold, or not at the gateway; and orders nobody sold. */
export async function lostSales(
  url: string,
  sandbox: Pick<Sandbox, 'truthOf'>,
  sales: readonly SaleTimes[],
): Promise<string[]> {
  const listed = new Map<string, Listed['orders'][number]>();
  let cursor: string | undefined;
  do {
    const page: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await fetch(`${url}/api/v1/orders?limit=500${page}`);
    const body = (await answer.json()) as Listed;
    for (const order of body.orders) listed.set(order.orderNo, order);
    cursor = body.cursor;
  } while (cursor !== undefined);
  const wrong = sales.flatMap(({ orderNo, saleId, amountMinor }) => {
    const order = listed.get(orderNo);
    listed.delete(orderNo);
    const truth = sandbox.truthOf(orderNo);
    const isRight =
      order?.state === 'paid' &&
      order.saleId === saleId &&
      order.amount === (amountMinor / 100).toFixed(2) &&
      truth.keptMinor === amountMinor;
    return isRight ? [] : [`${orderNo}: ${JSON.stringify(order)}, at the gateway ${JSON.stringify(truth)}`];
  });
  return [...wrong, ...[...listed.keys()].map((orderNo) => `${orderNo}: nobody sold it`)];
}
