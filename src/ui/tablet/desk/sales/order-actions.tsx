import type { JSX } from 'preact';
import { ReceiptButton } from '../../receipt/print-button.tsx';
import { Button } from '../parts/button.tsx';
import { shownAmount } from './amounts.ts';
import type { OrderPartProps } from './order-page.tsx';
import { possibleWith } from './standing.ts';

/** What can be done with a sale now; each that moves money or settles it asks once more in a dialog. */
export function OrderActions({ till, words, desk, order }: OrderPartProps): JSX.Element {
  const { book } = words;
  const { opened, refunds, settling } = desk;
  const { refundable, settle, stuckRefunds } = possibleWith(order);
  const amount = (text: string) => shownAmount(text, order.currency, till.screen.value?.locale ?? 'en');
  const isCut = !till.connected.value;
  const isUnsure = refunds.isUnsure(order.orderNo);
  // While the till asks who wants it nothing has gone out: nothing is in doubt.
  const isAskedWho = till.wanted.value !== undefined;
  return (
    <div class="order-actions">
      {settle && (
        <Button
          kind="main"
          icon="pen"
          noEnter
          disabled={isCut}
          onPress={() => settling.open({ orderNo: order.orderNo })}
          testId="settle"
        >
          {book.order.settle}
        </Button>
      )}
      {stuckRefunds.map((refund) => (
        <Button
          key={refund.refundNo}
          kind="main"
          icon="pen"
          noEnter
          disabled={isCut}
          onPress={() => settling.open({ orderNo: order.orderNo, refundNo: refund.refundNo })}
          testId="settle-refund"
        >
          {book.order.settleRefund(amount(refund.amount))}
        </Button>
      ))}
      <Button
        icon="search"
        busy={opened.isChecking.value}
        disabled={isCut}
        onPress={opened.check}
        testId="check"
      >
        {opened.isChecking.value ? book.order.checking : book.order.checkNow}
      </Button>
      {isUnsure && !isAskedWho && (
        <Button
          kind="main"
          icon="question"
          noEnter
          onPress={() => refunds.open(order, true)}
          testId="refund-unsure"
        >
          {book.order.refundUnsure}
        </Button>
      )}
      {refundable !== undefined && !isUnsure && (
        <>
          <Button
            icon="undo"
            noEnter
            disabled={isCut}
            onPress={() => refunds.open(order, true)}
            testId="refund-all"
          >
            {book.order.refundAll(amount(refundable))}
          </Button>
          <Button noEnter disabled={isCut} onPress={() => refunds.open(order, false)} testId="refund-part">
            {book.order.refundPart}
          </Button>
        </>
      )}
      <ReceiptButton till={till} orderNo={order.orderNo} />
    </div>
  );
}
