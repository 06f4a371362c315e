import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { WireOrders } from '../../../order-messages.ts';
import type { Till } from '../../till.ts';
import { createOrderDesk, type OrderDesk } from './order-desk.ts';
import { createRefundDesk, type RefundDesk } from './refund-desk.ts';
import { createSalesList, type SalesList } from './sales-list.ts';
import type { SalesWords } from './sales-words.ts';
import { createSettleDesk, type SettleDesk } from './settle-desk.ts';

/**
 * The Sales place: the list, the open sale, and what somebody is doing with it. It lives as long as the page: a sale on the
 * lane brings everybody back to the till, and whoever returns finds what they were doing as they left it.
 */
export interface SalesDesk {
  list: SalesList;
  opened: OrderDesk;
  refunds: RefundDesk;
  settling: SettleDesk;
  /** Searches for what was scanned, or typed and entered: the only sale that fits is opened at once. */
  find(text: string): void;
  isFinding: ReadonlySignal<boolean>;
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
  const isFinding = signal(false);
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

  async function find(text: string): Promise<void> {
    const wanted = text.trim();
    list.search(text);
    if (wanted === '' || isFinding.value) return;
    isFinding.value = true;
    const query = new URLSearchParams({ q: wanted, limit: '2' });
    const answer = wanted.length < 2 ? undefined : await till.rest.ask<WireOrders>(`/orders?${query}`);
    isFinding.value = false;
    const [only, ...others] = answer?.kind === 'done' ? answer.body.orders : [];
    if (only && others.length === 0) {
      list.search('');
      opened.open(only.orderNo, only);
    } else list.searchNow();
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
  effect(() => {
    const wanted = till.wantedOrder.value;
    if (wanted === undefined) return;
    untracked(() => {
      till.wantedOrder.value = undefined;
      opened.open(wanted);
    });
  });

  return { list, opened, refunds, settling, find: (text) => void find(text), isFinding };
}
