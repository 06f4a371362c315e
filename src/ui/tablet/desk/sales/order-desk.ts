import { batch, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { WireOrder } from '../../../order-messages.ts';
import type { Till } from '../../till.ts';
import { type Pace, paceOf } from './pace.ts';
import type { SalesWords } from './sales-words.ts';
import { isLively, standingOf } from './standing.ts';

/** What came of the last press on a sale's page. */
export interface OrderRemark {
  tone: 'plain' | 'good' | 'bad' | 'doubt';
  text: string;
}

/** The one sale whose page is open, kept fresh while somebody looks at it. */
export interface OrderDesk {
  /** What it was asked for by; nothing: the list is shown. */
  number: ReadonlySignal<string | undefined>;
  order: ReadonlySignal<WireOrder | undefined>;
  isMissing: ReadonlySignal<boolean>;
  isOld: ReadonlySignal<boolean>;
  isChecking: ReadonlySignal<boolean>;
  remark: ReadonlySignal<OrderRemark | undefined>;
  /** `known`: as the list has it, shown until the till has answered. */
  open(number: string, known?: WireOrder): void;
  close(): void;
  reload(): void;
  say(remark: OrderRemark | undefined): void;
  /** Asks the wallet now. */
  check(): void;
}

interface OrderDeskParts {
  till: Till;
  words: SalesWords;
  onOrder(order: WireOrder): void;
}

export function createOrderDesk({ till, words, onOrder }: OrderDeskParts): OrderDesk {
  const number = signal<string | undefined>(undefined);
  const order = signal<WireOrder | undefined>(undefined);
  const isMissing = signal(false);
  const isOld = signal(false);
  const isChecking = signal(false);
  const remark = signal<OrderRemark | undefined>(undefined);
  let pace: Pace = { askedAt: undefined, rev: undefined };
  let asked = 0;

  function take(fresh: WireOrder): void {
    if (JSON.stringify(fresh) !== JSON.stringify(order.value)) order.value = fresh;
    onOrder(fresh);
  }

  async function load(): Promise<void> {
    const wanted = number.value;
    if (wanted === undefined) return;
    asked += 1;
    const mine = asked;
    pace = { askedAt: till.tillMs.value, rev: revOf(till) };
    const answer = await till.rest.ask<WireOrder>(
      `/orders/${encodeURIComponent(order.value?.orderNo ?? wanted)}`,
    );
    if (mine !== asked || wanted !== number.value) return;
    batch(() => {
      isOld.value = answer.kind === 'unknown';
      if (answer.kind === 'done') {
        const before = order.value;
        take(answer.body);
        // What was said of something under way is over with it.
        if (before && isLively(before) && !isLively(answer.body)) remark.value = undefined;
      } else if (answer.kind === 'refused' && order.value === undefined) isMissing.value = true;
    });
  }

  async function check(): Promise<void> {
    const before = order.value;
    if (!before || isChecking.value) return;
    const { orderNo } = before;
    isChecking.value = true;
    remark.value = undefined;
    const answer = await till.rest.ask<WireOrder>(`/orders/${encodeURIComponent(orderNo)}/check`, {
      method: 'POST',
    });
    isChecking.value = false;
    if (order.value?.orderNo !== orderNo) return;
    if (answer.kind === 'done') {
      // What was asked for before is older than this.
      asked += 1;
      take(answer.body);
    }
    const { checkedNew, checkedSame, checkedFinal, checkUnknown } = words.book.order;
    if (answer.kind !== 'done') remark.value = { tone: 'doubt', text: checkUnknown };
    else if (standingOf(answer.body) !== standingOf(before))
      remark.value = { tone: 'plain', text: checkedNew };
    else if (answer.body.attention || isLively(answer.body))
      remark.value = { tone: 'plain', text: checkedSame };
    else remark.value = { tone: 'good', text: checkedFinal };
  }

  effect(() => {
    const now = till.tillMs.value;
    const isShown = till.place.value === 'sales' && till.connected.value && number.value !== undefined;
    const rev = revOf(till);
    untracked(() => {
      const lively = order.value !== undefined && isLively(order.value);
      if (isShown && paceOf(pace, { now, rev, isLively: lively })) void load();
    });
  });

  return {
    number,
    order,
    isMissing,
    isOld,
    isChecking,
    remark,
    open: (wanted, known) => {
      // Not by the effect as well, which sees the new number.
      pace = { askedAt: till.tillMs.value, rev: revOf(till) };
      batch(() => {
        number.value = wanted;
        order.value = known;
        isMissing.value = false;
        isOld.value = false;
        remark.value = undefined;
      });
      void load();
    },
    close: () => {
      asked += 1;
      batch(() => {
        number.value = undefined;
        order.value = undefined;
        remark.value = undefined;
      });
    },
    reload: () => void load(),
    say: (said) => {
      remark.value = said;
    },
    check: () => void check(),
  };
}

function revOf({ screen }: Till): string {
  return `${screen.value?.bootId} ${screen.value?.rev}`;
}
