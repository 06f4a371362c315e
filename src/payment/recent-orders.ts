import type { Order } from './order.ts';

const MOST = 1000;

/**
 * The orders that changed last, in memory: who asks for a result asks right after it, and most notices tell of a sale that
 * has just ended. No day's file, which grows all day, is read for them.
 */
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

  /** What is known of it no longer counts. */
  forget(orderNo: string): void {
    this.#orders.delete(orderNo);
  }

  forgetAll(): void {
    this.#orders.clear();
  }

  get(orderNo: string): Order | undefined {
    return this.#orders.get(orderNo);
  }
}
