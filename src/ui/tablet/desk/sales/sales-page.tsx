import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { WireOrder } from '../../../order-messages.ts';
import { timeText } from '../../amount-text.ts';
import type { Till } from '../../till.ts';
import type { DeskWords } from '../desk-words.ts';
import { Button } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { Empty, Loading, Status } from '../parts/remarks.tsx';
import { Rows } from '../parts/rows.tsx';
import { DayBar } from './day-bar.tsx';
import { dayText } from './days.ts';
import { ORDER_FILTERS } from './order-filter.ts';
import { useSaleRows } from './sale-row.tsx';
import type { SalesDesk } from './sales-desk.ts';
import type { SalesList } from './sales-list.ts';
import { SearchBar } from './search-bar.tsx';
import { dayOf } from './times.ts';

export interface SalesPageProps {
  till: Till;
  words: DeskWords;
  desk: SalesDesk;
}

/** Where the list stood when a sale was opened from it. */
let scrolledTo = 0;

/** The sales of a day, newest first; what waits for a person stands above them until it is settled. */
export function SalesPage({ till, words, desk }: SalesPageProps): JSX.Element {
  const { list, opened } = desk;
  const { book } = words;
  const here = useRef<HTMLDivElement>(null);
  const page = () => here.current?.closest('.desk-page') ?? undefined;
  useLayoutEffect(() => {
    page()?.scrollTo({ top: scrolledTo });
  }, []);
  const open = (order: WireOrder) => {
    scrolledTo = page()?.scrollTop ?? 0;
    opened.open(order.orderNo, order);
  };
  const screen = till.screen.value;
  const locale = screen?.locale ?? 'en';
  const { lane } = screen ?? {};
  const row = useSaleRows({
    words,
    locale,
    lane,
    sandbox: screen?.sandbox ?? false,
    today: dayOf(desk.dayMs.value, locale),
    onPress: open,
  });
  const group = (title: string, orders: readonly WireOrder[], testId: string) =>
    orders.length > 0 && (
      <section data-testid={testId}>
        <h2>{title}</h2>
        <Rows label={title}>{orders.map(row)}</Rows>
      </section>
    );
  const sales = list.sales.value;
  const isOld = list.isOld.value && sales !== undefined;
  const isDoubtful = !desk.isReading.value && (isOld || desk.remark.value !== undefined);
  const query = list.query.value.trim();
  return (
    <div ref={here} class="sales">
      <h1 class="hidden">{till.words.place.sales}</h1>
      <SearchBar till={till} words={words} desk={desk} />
      <div class="sales-choices">
        <Choice
          label={book.list.filters}
          isLabelHidden
          options={ORDER_FILTERS.map((value) => ({ value, label: book.list.filter[value] }))}
          value={list.filter.value}
          onChange={list.show}
          testId="filter"
        />
        <DayBar list={list} words={words} />
      </div>
      <Status tone={isDoubtful ? 'doubt' : 'plain'} testId="sales-remark">
        {desk.isReading.value ? book.list.scanning : isOld ? oldText(list, locale, words) : desk.remark.value}
      </Status>
      {group(book.list.needsPerson, list.waiting.value, 'sales-waiting')}
      {group(book.list.unfinished, list.unfinished.value, 'sales-unfinished')}
      {list.isElsewhere.value && <p class="sales-elsewhere">{book.list.foundElsewhere}</p>}
      {sales === undefined ? (
        <Loading words={till.words} isUnknown={list.isOld.value} onRetry={list.refresh} />
      ) : sales.length > 0 ? (
        group(titleOf(list, locale, words), sales, 'sales-list')
      ) : query !== '' ? (
        <Empty icon="search">
          {book.list.nothingFound(query)} {book.list.nothingFoundHint}
        </Empty>
      ) : (
        <Empty icon="list">{list.day.value === undefined ? book.list.empty : book.list.emptyDay}</Empty>
      )}
      {list.hasOlder.value && (
        <div class="sales-older">
          <Button onPress={list.older} testId="older">
            {book.list.older}
          </Button>
        </div>
      )}
    </div>
  );
}

function titleOf(list: SalesList, locale: string, { book }: DeskWords): string {
  const day = list.day.value;
  const name = day === undefined ? book.list.today : dayText(day, list.today.value, locale);
  const count = list.sales.value?.length ?? 0;
  return list.hasOlder.value ? name : book.list.dayCount(name, count);
}

/** Read only where it is said: it changes with each answer. */
function oldText(list: SalesList, locale: string, { book }: DeskWords): string {
  return book.list.askedAt(timeText(list.freshAt.value ?? 0, locale));
}
