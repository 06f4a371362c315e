import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { WireOrder } from '../../../order-messages.ts';
import type { Till } from '../../till.ts';
import type { DeskWords } from '../desk-words.ts';
import { Row } from '../parts/rows.tsx';
import { shownAmount } from './amounts.ts';
import { type Standing, standingOf } from './standing.ts';
import { STANDINGS } from './standing-looks.ts';
import { whenText } from './times.ts';

interface SaleRowProps {
  order: WireOrder;
  till: Till;
  words: DeskWords;
  /** The day, so that what is of another one shows it. Epoch ms, any moment of it. */
  nowMs: number;
  onPress: (order: WireOrder) => void;
}

/** One sale in a list. Drawn again only when it says something else than before: a day may have five hundred. */
export function SaleRow({ order, till, words, nowMs, onPress }: SaleRowProps): JSX.Element {
  const screen = till.screen.value;
  const locale = screen?.locale ?? 'en';
  const lane = screen?.lane;
  const sandbox = screen?.sandbox ?? false;
  const day = new Date(nowMs).toDateString();
  return useMemo(() => {
    const standing = standingOf(order);
    const { icon, tone } = STANDINGS[standing];
    const { list } = words.book;
    const back = /[1-9]/.test(order.refundedAmount) && standing === 'refundedPart';
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
            <bdi class="sale-time">{whenText(order.createdAt, nowMs, locale)}</bdi>{' '}
            <span class={`tint-${tone}`}>{wordOf(standing, words, sandbox)}</span>
          </>
        }
        note={facts.filter(Boolean).join(' · ')}
        end={<bdi>{shownAmount(order.amount, order.currency, locale)}</bdi>}
        endNote={back ? list.partBack(shownAmount(order.refundedAmount, order.currency, locale)) : undefined}
        onPress={() => onPress(order)}
      />
    );
  }, [order, locale, lane, sandbox, words, day]);
}

/** On a till without money nothing is ever plainly paid. */
export function wordOf(standing: Standing, { book }: DeskWords, sandbox: boolean): string {
  return standing === 'paid' && sandbox ? book.practicePaid : book.word[standing];
}
