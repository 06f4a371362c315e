import type { Order } from '../../src/payment/order.ts';
import type { WireOrder } from '../../src/ui/order-messages.ts';
import { createSalesDesk, type SalesDesk } from '../../src/ui/tablet/desk/sales/sales-desk.ts';
import type { Till } from '../../src/ui/tablet/till.ts';
import { deskWords, wireOrder } from './desk-words.ts';
import { orderOf } from './orders.ts';
import { type PageBench, pageBench } from './page-bench.ts';
import { type ScriptedRest, scriptedRest } from './scripted-rest.ts';

export interface SalesBench {
  page: PageBench;
  till: Till;
  rest: ScriptedRest;
  desk: SalesDesk;
  /** Time goes on, and the page sees it. */
  pass(ms: number): Promise<void>;
  /** Answers what the list asked for: the day's own, and what is open. */
  answerList(orders: readonly WireOrder[], open?: readonly WireOrder[], cursor?: string): Promise<void>;
}

export const TODAY = '2027-01-15';

/** The Sales place of a page without a browser, on a till that the test answers by hand. */
export function salesBench(): SalesBench {
  const page = pageBench();
  const rest = scriptedRest();
  const till: Till = { ...page.till, rest };
  let keys = 0;
  const newKey = () => {
    keys += 1;
    return `key-${keys}`;
  };
  page.show('idle');
  const desk = createSalesDesk({ till, words: deskWords, newKey });
  till.goTo('sales');
  return {
    page,
    till,
    rest,
    desk,
    pass: async (ms) => {
      await page.clock.advance(ms);
      till.tick();
    },
    answerList: async (orders, open = [], cursor) => {
      const body = { day: TODAY, orders, ...(cursor === undefined ? {} : { cursor }) };
      const own = rest.next('limit=60');
      if (rest.waiting('kind=open&limit=500') > 0) {
        await rest.next('kind=open&limit=500').answer({ kind: 'done', body: { day: TODAY, orders: open } });
      }
      await own.answer({ kind: 'done', body });
    },
  };
}

/** A sale of that number of minutes after nine, with a number of its own. */
export function saleAt(minute: number, changes: Partial<Order> = {}): WireOrder {
  const createdAt = Date.parse(`${TODAY}T09:00:00Z`) + minute * 60_000;
  const orderNo = `P270115TEST${String(minute).padStart(13, '0')}`;
  return wireOrder(orderOf({ orderNo, createdAt, state: 'paid', ...changes }));
}
