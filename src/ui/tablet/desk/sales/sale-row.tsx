import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { WireOrder } from '../../../order-messages.ts';
import type { DeskWords } from '../desk-words.ts';
import { Row } from '../parts/rows.tsx';
import { shownAmount } from './amounts.ts';
import { type Standing, standingOf } from './standing.ts';
import { STANDINGS } from './standing-looks.ts';
import { whenText } from './times.ts';

interface SaleRowProps {
  words: DeskWords;
  locale: string;
  /** The register this page is at: only others are named. */
  lane: string | undefined;
  sandbox: boolean;
  /** Sales of another day show it. */
  today: string;
  onPress: (order: WireOrder) => void;
}

/**
 * Draws sales as rows. A sale that says what it said before gives the very same row, which is not drawn again: a day may
 * have five hundred.
 */
export function useSaleRows(props: SaleRowProps): (order: WireOrder) => JSX.Element {
  const { words, locale, lane, sandbox, today } = props;
  const onPress = useRef(props.onPress);
  onPress.current = props.onPress;
  return useMemo(() => {
    const drawn = new WeakMap<WireOrder, JSX.Element>();
    return (order) => {
      const row = drawn.get(order) ?? (
        <SaleRow
          key={order.orderNo}
          {...{ order, words, locale, lane, sandbox, today }}
          onPress={() => onPress.current(order)}
        />
      );
      drawn.set(order, row);
      return row;
    };
  }, [words, locale, lane, sandbox, today]);
}

type OneRow = Omit<SaleRowProps, 'onPress'> & { order: WireOrder; onPress: () => void };

function SaleRow({ order, words, locale, lane, sandbox, today, onPress }: OneRow): JSX.Element {
  const standing = standingOf(order);
  const { icon, tone } = STANDINGS[standing];
  const { list } = words.book;
  const facts = [
    order.walletName,
    list.lastFour(order.codeMask.slice(-4)),
    order.lane === lane ? undefined : list.register(order.lane),
    order.by,
    order.reference,
  ];
  return (
    <Row
      icon={icon}
      tone={tone}
      testId="sale-row"
      title={
        <>
          <bdi class="sale-time">{whenText(order.createdAt, today, locale)}</bdi>{' '}
          <span class={`tint-${tone}`}>{wordOf(standing, words, sandbox)}</span>
        </>
      }
      note={facts.filter(Boolean).join(' · ')}
      end={<bdi>{shownAmount(order.amount, order.currency, locale)}</bdi>}
      endNote={
        standing === 'refundedPart'
          ? list.partBack(shownAmount(order.refundedAmount, order.currency, locale))
          : undefined
      }
      onPress={onPress}
    />
  );
}

/** On a till without money nothing is ever plainly paid. */
export function wordOf(standing: Standing, { book }: DeskWords, sandbox: boolean): string {
  return standing === 'paid' && sandbox ? book.practicePaid : book.word[standing];
}
