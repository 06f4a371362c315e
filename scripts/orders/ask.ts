import type { OrdersWish } from './options.ts';

/** A request of the till's REST interface. */
export interface OrdersRequest {
  method: 'GET' | 'POST';
  /** Behind `/api/v1`. */
  path: string;
  body?: Record<string, unknown>;
  /** The idempotency key of a refund. */
  key?: string;
}

/** What to ask the till for a wish. `freshKey`: the key of a refund that is not a repeat. */
export function requestFor(wish: OrdersWish, freshKey: () => string): OrdersRequest {
  const order = 'orderNo' in wish ? `/orders/${encodeURIComponent(wish.orderNo)}` : '/orders';
  switch (wish.do) {
    case 'list': {
      const query = new URLSearchParams(wish.query).toString();
      return { method: 'GET', path: query === '' ? order : `${order}?${query}` };
    }
    case 'show':
      return { method: 'GET', path: order };
    case 'check':
      return { method: 'POST', path: `${order}/check` };
    case 'refund':
      return { method: 'POST', path: `${order}/refunds`, body: wish.body, key: wish.key ?? freshKey() };
    case 'resolve': {
      const refund = wish.refundNo === undefined ? '' : `/refunds/${encodeURIComponent(wish.refundNo)}`;
      return { method: 'POST', path: `${order}${refund}/resolve`, body: wish.body };
    }
  }
}
