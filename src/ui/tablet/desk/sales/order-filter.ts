/** What the list of sales shows: each but `all` is the till's own word (`kind` of `GET /orders`). */
export const ORDER_FILTERS = ['all', 'paid', 'notPaid', 'refunded', 'open'] as const;

export type OrderFilter = (typeof ORDER_FILTERS)[number];
