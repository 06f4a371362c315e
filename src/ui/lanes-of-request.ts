import type { Request } from 'express';
import type { Payments } from '../payment/index.ts';
import type { Guns } from './scanners-api.ts';

interface LaneParts {
  payments: Pick<Payments, 'order' | 'sale'>;
  guns: Pick<Guns, 'statuses'>;
}

/**
 * Finds the lanes that a request is about, for those who are bound to some: by the address (a lane, a sale, an order, a
 * gun), by what is asked for (`?lane=`), and by the body. What there is none of is of no lane, and is not found later either.
 */
export function lanesOfRequest({ payments, guns }: LaneParts): (request: Request) => Promise<string[]> {
  return async ({ params, route, query, body }) => {
    const { lane, saleId, orderNo, id } = params as Record<string, string | undefined>;
    const gun = isOfGuns(route) ? guns.statuses().find((each) => each.id === id) : undefined;
    const found: unknown[] = [
      lane,
      saleId === undefined ? undefined : (await payments.sale(saleId))?.lane,
      orderNo === undefined ? undefined : (await payments.order(orderNo))?.lane,
      gun?.lane,
      query.lane,
      (body as { lane?: unknown } | undefined)?.lane,
    ];
    return found.filter((each) => typeof each === 'string');
  };
}

const isOfGuns = (route: { path?: unknown } | undefined): boolean =>
  typeof route?.path === 'string' && route.path.startsWith('/scanners/');
