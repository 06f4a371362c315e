import type { Order } from '../../../src/payment/order.ts';

/** The promises of `docs/reliability.md`, by their letters there. */
export type Promised = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l' | 'm' | 'n';

/** A promise that was broken, with the story of the order it was broken for. */
export interface Violation {
  promise: Promised;
  /** The world's own time, epoch ms. */
  at: number;
  what: string;
  order?: Order | undefined;
}

/** Tells of a broken promise. */
export type Report = (promise: Promised, what: string, order?: Order) => void;
