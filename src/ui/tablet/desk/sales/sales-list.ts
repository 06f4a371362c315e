import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { WireOrder, WireOrders } from '../../../order-messages.ts';
import type { Till } from '../../till.ts';
import { shiftDay } from './days.ts';
import type { OrderFilter } from './order-filter.ts';
import { mergedHead, mergedTail, withSame } from './order-pages.ts';
import { type Pace, paceOf } from './pace.ts';

/** The list of a day's sales, kept fresh while somebody looks at it. Views read the signals and call the functions. */
export interface SalesList {
  /** The business day that is shown; nothing: today. */
  day: ReadonlySignal<string | undefined>;
  /** The present business day, once the till has told it. */
  today: ReadonlySignal<string | undefined>;
  filter: ReadonlySignal<OrderFilter>;
  query: ReadonlySignal<string>;
  /** Nothing: the till has not answered yet. */
  sales: ReadonlySignal<readonly WireOrder[] | undefined>;
  /** Of any day: what waits for a person, and what has not ended. Only beside the plain list. */
  waiting: ReadonlySignal<readonly WireOrder[]>;
  unfinished: ReadonlySignal<readonly WireOrder[]>;
  /** The last question had no answer: what is shown is as of `freshAt`, epoch ms. */
  isOld: ReadonlySignal<boolean>;
  freshAt: ReadonlySignal<number | undefined>;
  /** What was searched for is of other days than the one shown. */
  isElsewhere: ReadonlySignal<boolean>;
  hasOlder: ReadonlySignal<boolean>;
  show(filter: OrderFilter): void;
  search(text: string): void;
  /** Asks at once, as Enter in the field does. */
  searchNow(): void;
  goToDay(day: string | undefined): void;
  /** Today, all of it, nothing searched for. */
  beginAnew(): void;
  stepDay(by: -1 | 1): void;
  older(): void;
  refresh(): void;
  /** A sale that was asked for by itself is newer than the list. */
  take(order: WireOrder): void;
}

const PAGE = 60;
/** A word that is being typed is not asked for letter by letter. */
const TYPING_MS = 300;
/** Shorter ones are refused by the till. */
export const SHORTEST_QUERY = 2;

type Listed = { day: string; orders: readonly WireOrder[]; cursor?: string | undefined };

export function createSalesList(till: Till): SalesList {
  const day = signal<string | undefined>(undefined);
  const today = signal<string | undefined>(undefined);
  const filter = signal<OrderFilter>('all');
  const query = signal('');
  const listed = signal<Listed | undefined>(undefined);
  const open = signal<readonly WireOrder[]>([]);
  const isOld = signal(false);
  const freshAt = signal<number | undefined>(undefined);
  const isElsewhere = signal(false);
  let pace: Pace = { askedAt: undefined, rev: undefined };
  let typedAt: number | undefined;
  let isOldering = false;
  let asking: AbortController | undefined;

  const searched = () => (query.value.trim().length < SHORTEST_QUERY ? '' : query.value.trim());
  const isPlain = () => searched() === '' && filter.value === 'all';

  function pathOf(extra: Record<string, string | undefined>): string {
    const wanted: Record<string, string | undefined> = {
      limit: String(PAGE),
      day: day.value,
      kind: filter.value === 'all' ? undefined : filter.value,
      q: searched() || undefined,
      ...extra,
    };
    const given = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `/orders?${new URLSearchParams(given)}`;
  }

  async function ask(isFresh: boolean): Promise<void> {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    typedAt = undefined;
    pace = { askedAt: till.tillMs.value, rev: revOf(till) };
    if (isFresh) listed.value = undefined;
    const { signal: over } = mine;
    const get = (path: string) => till.rest.ask<WireOrders>(path, { signal: over });
    const [own, unsettled] = await Promise.all([
      get(pathOf({})),
      isPlain() ? get('/orders?kind=open&limit=500') : undefined,
    ]);
    if (over.aborted) return;
    const isNowhere =
      own.kind === 'done' && own.body.orders.length === 0 && searched() !== '' && day.value !== undefined;
    const elsewhere = isNowhere ? await get(pathOf({ day: undefined })) : undefined;
    if (over.aborted) return;
    asking = undefined;
    const found = elsewhere?.kind === 'done' && elsewhere.body.orders.length > 0 ? elsewhere : own;
    batch(() => {
      isOld.value = found.kind === 'unknown';
      if (found.kind === 'unknown') return;
      freshAt.value = till.tillMs.value;
      isElsewhere.value = found === elsewhere;
      const page: Listed = found.kind === 'done' ? found.body : { day: '', orders: [] };
      if (found.kind === 'done' && day.value === undefined) today.value = page.day;
      listed.value = mergedHead(listed.value, page);
      if (unsettled?.kind === 'done') open.value = withSame(open.value, unsettled.body.orders);
      else if (unsettled === undefined) open.value = [];
    });
  }

  async function older(): Promise<void> {
    const now = listed.value;
    if (now?.cursor === undefined || isOldering) return;
    isOldering = true;
    const where = isElsewhere.value ? { day: undefined } : {};
    const answer = await till.rest.ask<WireOrders>(pathOf({ cursor: now.cursor, ...where }));
    isOldering = false;
    // Where the list was asked for anew meanwhile, it grows from its new end at the next tap.
    if (answer.kind !== 'done' || listed.value?.cursor !== now.cursor) return;
    listed.value = mergedTail(listed.value, answer.body);
  }

  effect(() => {
    const now = till.tillMs.value;
    const isShown = till.place.value === 'sales' && till.connected.value;
    const rev = revOf(till);
    untracked(() => {
      if (!isShown) return;
      const isTyped = typedAt !== undefined && Math.abs(now - typedAt) >= TYPING_MS;
      if (isTyped) void ask(false);
      else if (typedAt === undefined && asking === undefined && paceOf(pace, { now, rev })) void ask(false);
    });
  });

  const begin = (change: () => void) => {
    batch(change);
    void ask(true);
  };
  return {
    day,
    today,
    filter,
    query,
    sales: computed(() => {
      const isTop = isPlain();
      const onTop = isTop ? new Set(open.value.map(({ orderNo }) => orderNo)) : undefined;
      return listed.value?.orders.filter(({ orderNo }) => !onTop?.has(orderNo));
    }),
    waiting: computed(() => (isPlain() ? open.value.filter(({ attention }) => attention) : [])),
    unfinished: computed(() => (isPlain() ? open.value.filter(({ attention }) => !attention) : [])),
    isOld,
    freshAt,
    isElsewhere,
    hasOlder: computed(() => listed.value?.cursor !== undefined),
    show: (next) => {
      if (next !== filter.value) begin(() => (filter.value = next));
    },
    search: (text) => {
      query.value = text;
      typedAt = till.tillMs.value;
    },
    searchNow: () => void ask(false),
    goToDay: (next) => {
      const wanted = next === today.value ? undefined : next;
      if (wanted !== day.value) begin(() => (day.value = wanted));
    },
    beginAnew: () => {
      if (isPlain() && day.value === undefined) return;
      begin(() => {
        day.value = undefined;
        filter.value = 'all';
        query.value = '';
      });
    },
    stepDay: (by) => {
      const from = day.value ?? today.value;
      if (from === undefined) return;
      const next = shiftDay(from, by);
      if (today.value !== undefined && next > today.value) return;
      begin(() => (day.value = next === today.value ? undefined : next));
    },
    older: () => void older(),
    refresh: () => void ask(false),
    take: (order) => {
      const now = listed.value;
      const renewed = (orders: readonly WireOrder[]) =>
        orders.map((each) => (each.orderNo === order.orderNo ? order : each));
      if (now) listed.value = { ...now, orders: renewed(now.orders) };
      open.value = renewed(open.value);
    },
  };
}

/** Rises with each change that the till tells of this page's lane. */
function revOf({ screen }: Till): string {
  return `${screen.value?.bootId} ${screen.value?.rev}`;
}
