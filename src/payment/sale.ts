import { type Random, randomText } from '../random.ts';
import type { Order, OrderState, Seller } from './order.ts';

/** What the cashier wants paid. It may take several orders: a declined one is tried again with a new order. */
export interface Sale {
  saleId: string;
  lane: string;
  amountMinor: number;
  currency: string;
  digits: number;
  reference?: string;
  /** Who put it on the lane, where somebody has signed in. */
  soldBy?: Seller;
  /** `Idempotency-Key` or command id it was put on the lane with. */
  key?: string;
  /** Oldest first. */
  orderNos: string[];
  /**
   * `ready`: waits for a code · `expired`: nobody scanned · `withdrawn`: taken back before a code came · otherwise the
   * state of its newest order.
   */
  state: 'ready' | 'expired' | 'withdrawn' | OrderState;
  createdAt: number;
}

/** A sale number carries its business day, so that its orders can be found in one file. */
export function newSaleId(day: string, random: Random): string {
  return `S${day.slice(2).replaceAll('-', '')}${randomText(random, 13)}`;
}

/** The business day a sale number carries, or nothing if it is no number of ours. */
export function dayOfSaleId(saleId: string): string | undefined {
  const match = /^S(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[0-9A-Z]{13}$/.exec(saleId);
  return match ? `20${match[1]}-${match[2]}-${match[3]}` : undefined;
}

/** The sale as its orders tell it: its newest, and the earlier ones, oldest first. */
export function saleOfOrders(newest: Order, earlier: readonly Order[]): Sale {
  const orders = [...earlier, newest];
  return {
    saleId: newest.saleId,
    lane: newest.lane,
    amountMinor: newest.amountMinor,
    currency: newest.currency,
    digits: newest.digits,
    ...(newest.reference === undefined ? {} : { reference: newest.reference }),
    ...(newest.soldBy === undefined ? {} : { soldBy: newest.soldBy }),
    ...(newest.saleKey === undefined ? {} : { key: newest.saleKey }),
    orderNos: orders.map((order) => order.orderNo),
    state: newest.state,
    createdAt: (earlier[0] ?? newest).createdAt,
  };
}

/** Why a command was not done. The tablet and the REST interface have a sentence for each. */
export type CommandRefusal =
  | 'laneBusy'
  | 'saleOver'
  | 'notPossible'
  | 'notReady'
  | 'blocked'
  | 'amountInvalid'
  | 'keyReused'
  | 'stopping'
  | 'noSuchOrder'
  | 'notRefundable'
  | 'restored'
  | 'tooMuch'
  | 'tooManyRefunds'
  | 'codeUsed'
  | 'productBarcode'
  | 'webAddress'
  | 'merchantCode'
  | 'fragment'
  | 'unreadable';

export type CommandResult<T extends object = object> =
  | ({ ok: true } & T)
  | { ok: false; why: CommandRefusal };

export const refuse = (why: CommandRefusal): { ok: false; why: CommandRefusal } => ({ ok: false, why });
