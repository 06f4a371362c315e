import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { WireOrder, WireRefund } from '../../../order-messages.ts';
import { ReceiptButton } from '../../receipt/print-button.tsx';
import { Icon } from '../../views/icons.tsx';
import type { DeskWords } from '../desk-words.ts';
import { Heading } from '../parts/heading.tsx';
import { Empty, Loading, Status } from '../parts/remarks.tsx';
import { Row, Rows, type RowTone } from '../parts/rows.tsx';
import { shownAmount } from './amounts.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderStory } from './order-story.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { wordOf } from './sale-row.tsx';
import type { SalesDesk } from './sales-desk.ts';
import type { SalesPageProps } from './sales-page.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { openCaseOf, standingOf } from './standing.ts';
import { STANDINGS } from './standing-looks.ts';
import { dayOf, whenText } from './times.ts';
import { useWayBack } from './way-back.ts';

/** One sale: how it stands, what can be done with it, and what happened to it. */
export function OrderPage(props: SalesPageProps): JSX.Element {
  const { till, words, desk } = props;
  const { opened } = desk;
  const { book } = words;
  const order = opened.order.value;
  const remark = opened.remark.value;
  const here = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // It begins at its top, wherever the list was left; and so does the keyboard.
    here.current?.closest('.desk-page')?.scrollTo({ top: 0 });
    here.current?.focus({ preventScroll: true });
  }, [opened.number.value]);
  useWayBack(opened.close);
  return (
    <div ref={here} tabIndex={-1} class="order" data-testid="order-page">
      <Heading title={book.order.title} back={{ label: book.order.back, onPress: opened.close }} />
      {order ? (
        <>
          <OrderHero {...props} order={order} />
          <Status tone={remark?.tone ?? 'plain'} testId="order-remark">
            {remark?.text}
          </Status>
          <OrderActions {...props} order={order} />
          <OrderRefunds {...props} order={order} />
          <OrderStory {...props} order={order} />
          <OrderFacts {...props} order={order} />
        </>
      ) : opened.isMissing.value ? (
        <Empty icon="question">{book.order.notFound(opened.number.value ?? '')}</Empty>
      ) : (
        <Loading words={till.words} isUnknown={opened.isOld.value} onRetry={opened.reload} />
      )}
      {desk.refunds.form.value && <RefundDialog {...props} form={desk.refunds.form.value} />}
      {desk.settling.form.value && <SettleDialog {...props} form={desk.settling.form.value} order={order} />}
    </div>
  );
}

export interface OrderPartProps extends SalesPageProps {
  order: WireOrder;
}

/** The amount large, the state in a word and a sentence. */
function OrderHero({ till, words, desk, order }: OrderPartProps): JSX.Element {
  const screen = till.screen.value;
  const locale = screen?.locale ?? 'en';
  const sandbox = screen?.sandbox ?? false;
  const standing = standingOf(order);
  const { icon, tone } = STANDINGS[standing];
  const { book } = words;
  const open = openCaseOf(order);
  const isPractice = standing === 'paid' && sandbox;
  const sentence = open
    ? book.caseSentence[open.kind](open.said)
    : isPractice
      ? book.practiceSentence
      : book.sentence[standing];
  return (
    <section class="order-hero">
      <p class={`order-word tint-${tone}`} data-testid="order-word">
        <Icon name={icon} />
        {wordOf(standing, words, sandbox)}
      </p>
      <p class="order-amount" data-testid="order-amount">
        <bdi>{shownAmount(order.amount, order.currency, locale)}</bdi>
      </p>
      <p class="order-when">
        <bdi>{whenText(order.createdAt, today(desk, locale), locale)}</bdi> · {order.walletName}
      </p>
      <p class="order-sentence" data-testid="order-sentence">
        {sentence}
      </p>
    </section>
  );
}

const REFUND_LOOKS: Record<
  WireRefund['state'],
  { icon: 'undo' | 'hourglass' | 'question' | 'cross'; tone: RowTone }
> = {
  created: { icon: 'hourglass', tone: 'wait' },
  submitting: { icon: 'hourglass', tone: 'wait' },
  refunding: { icon: 'hourglass', tone: 'wait' },
  stuck: { icon: 'question', tone: 'doubt' },
  done: { icon: 'undo', tone: 'good' },
  failed: { icon: 'cross', tone: 'bad' },
};

function OrderRefunds({ till, words, desk, order }: OrderPartProps): JSX.Element | null {
  const { refunds = [] } = order;
  if (refunds.length === 0) return null;
  const locale = till.screen.value?.locale ?? 'en';
  const { book } = words;
  return (
    <section data-testid="order-refunds">
      <h2>{book.order.refunds}</h2>
      <Rows label={book.order.refunds}>
        {refunds.map((refund) => (
          <Row
            key={refund.refundNo}
            testId="refund-row"
            icon={REFUND_LOOKS[refund.state].icon}
            tone={REFUND_LOOKS[refund.state].tone}
            title={stateWord(refund, words)}
            note={[whenText(refund.createdAt, today(desk, locale), locale), refund.by, refund.reason]
              .filter(Boolean)
              .join(' · ')}
            end={<bdi>{shownAmount(refund.amount, refund.currency, locale)}</bdi>}
            endNote={
              refund.state === 'done' && (
                <ReceiptButton till={till} orderNo={order.orderNo} refundNo={refund.refundNo} />
              )
            }
          />
        ))}
      </Rows>
      {order.state === 'paid' && order.refundableAmount !== order.amount && (
        <p class="order-rest">
          {book.order.rest(shownAmount(order.refundableAmount, order.currency, locale))}
        </p>
      )}
    </section>
  );
}

function stateWord(refund: WireRefund, { book }: DeskWords): string {
  return refund.outside ? book.refundOutside : book.refundState[refund.state];
}

function today({ dayMs }: SalesDesk, locale: string): string {
  return dayOf(dayMs.value, locale);
}
