import type { Order } from './order.ts';

const MOST = 1000;

/** The orders that changed last, in memory: most notices tell of a sale that has just ended, and need no day file then. */
export class RecentOrders {
  readonly #orders = new Map<string, Order>();

  /** Keeps an order in its highest revision. */
  remember(order: Order): void {
    const { orderNo } = order;
    const known = this.#orders.get(orderNo);
    this.#orders.delete(orderNo);
    this.#orders.set(orderNo, known && known.rev > order.rev ? known : order);
    const [oldest] = this.#orders.keys();
    if (oldest !== undefined && this.#orders.size > MOST) this.#orders.delete(oldest);
  }

  get(orderNo: string): Order | undefined {
    return this.#orders.get(orderNo);
  }
}
