import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { WireOrders } from '../../../order-messages.ts';
import type { Till } from '../../till.ts';
import { createOrderDesk, type OrderDesk } from './order-desk.ts';
import { type Bill, readBill, typedBill } from './read-bill.ts';
import { createRefundDesk, type RefundDesk } from './refund-desk.ts';
import { createSalesList, type SalesList, SHORTEST_QUERY } from './sales-list.ts';
import type { SalesWords } from './sales-words.ts';
import { createSettleDesk, type SettleDesk } from './settle-desk.ts';

/**
 * The Sales place: the list, the open sale, and what somebody is doing with it. It lives as long as the page: a sale on the
 * lane brings everybody back to the till, and whoever returns finds what they were doing as they left it. Who goes by
 * themselves is done with it: whoever comes next finds today's list, not a sale of somebody else with its money at hand.
 */
export interface SalesDesk {
  list: SalesList;
  opened: OrderDesk;
  refunds: RefundDesk;
  settling: SettleDesk;
  /** A moment of the present day where this tablet is, epoch ms. */
  dayMs: ReadonlySignal<number>;
  /** Searches for what was scanned, or typed and entered: the only sale that fits is opened at once. */
  find(text: string): void;
  /** A gun in keyboard mode typed that: a bill is searched for; a payment code leaves the page, and no address holds it. */
  scanned(text: string): void;
  /** The register's gun reads a receipt or a bill, for the search alone. */
  read(): void;
  stopReading(): void;
  isReading: ReadonlySignal<boolean>;
  /** What came of the last search by a gun, where it did not simply work. */
  remark: ReadonlySignal<string | undefined>;
}

export interface SalesDeskParts {
  till: Till;
  words: SalesWords;
  /** A fresh `Idempotency-Key`. */
  newKey(): string;
}

const UNSURE_MS = 2_000;

export function createSalesDesk({ till, words, newKey }: SalesDeskParts): SalesDesk {
  const list = createSalesList(till);
  const opened = createOrderDesk({ till, words, onOrder: list.take });
  const remark = signal<string | undefined>(undefined);
  const reading = signal<AbortController | undefined>(undefined);
  const refunds = createRefundDesk({
    till,
    words,
    newKey,
    onMade: (orderNo, text) => {
      if (opened.order.value?.orderNo !== orderNo) return;
      opened.say({ tone: 'good', text });
      opened.reload();
    },
  });
  const settling = createSettleDesk({
    till,
    words,
    onEnd: (orderNo, { said, isSure }) => {
      if (opened.order.value?.orderNo !== orderNo) return;
      opened.say({ tone: isSure ? 'plain' : 'doubt', text: said });
      opened.reload();
    },
  });

  let found = 0;

  async function find(text: string): Promise<void> {
    const wanted = text.trim();
    found += 1;
    const mine = found;
    remark.value = undefined;
    list.search(text);
    if (wanted.length < SHORTEST_QUERY) return list.searchNow();
    const query = new URLSearchParams({ q: wanted, limit: '2' });
    const answer = await till.rest.ask<WireOrders>(`/orders?${query}`);
    // Somebody typed on, or looked for something else.
    if (mine !== found || list.query.value !== text) return;
    const [only, ...others] = answer.kind === 'done' ? answer.body.orders : [];
    if (only && others.length === 0) {
      list.search('');
      opened.open(only.orderNo, only);
    } else list.searchNow();
  }

  async function read(): Promise<void> {
    if (reading.value) return;
    const mine = new AbortController();
    reading.value = mine;
    remark.value = undefined;
    const bill = await readBill(till, mine.signal);
    if (reading.value !== mine) return;
    reading.value = undefined;
    await take(bill);
  }

  async function scanned(text: string): Promise<void> {
    found += 1;
    const mine = found;
    remark.value = undefined;
    list.search('');
    const bill = await typedBill(till, text.trim());
    if (mine === found) await take(bill);
  }

  async function take(bill: Bill): Promise<void> {
    const { scanNothing, scanPaymentCode } = words.book.list;
    if (bill.kind === 'read') await find(bill.text);
    else if (bill.kind === 'paymentCode') remark.value = scanPaymentCode;
    else remark.value = bill.kind === 'refused' ? bill.said : scanNothing;
  }

  let unsureAskedAt = 0;
  effect(() => {
    const now = till.tillMs.value;
    const isHere = till.place.value === 'sales' && till.connected.value;
    untracked(() => {
      if (!isHere || Math.abs(now - unsureAskedAt) < UNSURE_MS) return;
      unsureAskedAt = now;
      refunds.askForUnsure();
    });
  });
  let left = till.left.value;
  effect(() => {
    const now = till.left.value;
    if (now === left) return;
    left = now;
    untracked(() => {
      remark.value = undefined;
      opened.close();
      list.beginAnew();
    });
  });
  effect(() => {
    const wanted = till.wantedOrder.value;
    if (wanted === undefined) return;
    untracked(() => {
      till.wantedOrder.value = undefined;
      opened.open(wanted);
    });
  });

  return {
    list,
    opened,
    refunds,
    settling,
    dayMs: computed(() => new Date(till.tillMs.value).setHours(12, 0, 0, 0)),
    find: (text) => void find(text),
    scanned: (text) => void scanned(text),
    read: () => void read(),
    stopReading: () => {
      reading.value?.abort();
      reading.value = undefined;
    },
    isReading: computed(() => reading.value !== undefined),
    remark,
  };
}
