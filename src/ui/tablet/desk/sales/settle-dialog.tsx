import type { JSX } from 'preact';
import type { WireOrder } from '../../../order-messages.ts';
import type { DeskWords } from '../desk-words.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Status } from '../parts/remarks.tsx';
import { shownAmount } from './amounts.ts';
import type { SalesPageProps } from './sales-page.tsx';
import type { SettleForm } from './settle-desk.ts';

interface SettleDialogProps extends SalesPageProps {
  form: SettleForm;
  order: WireOrder | undefined;
}

/** A person says what is true where nobody else does: each answer says what it does, and none is chosen beforehand. */
export function SettleDialog({ till, words, desk, form, order }: SettleDialogProps): JSX.Element {
  const { settling } = desk;
  const { settle } = words.book;
  const locale = till.screen.value?.locale ?? 'en';
  const refund = order?.refunds?.find(({ refundNo }) => refundNo === form.refundNo);
  const title = refund
    ? settle.titleRefund(shownAmount(refund.amount, refund.currency, locale))
    : settle.title;
  const isTyping = form.stage === 'typing';
  return (
    <Dialog
      title={title}
      closeLabel={till.words.close}
      onClose={settling.close}
      testId="settle-dialog"
      actions={
        <>
          <Button onPress={settling.close} disabled={!isTyping} testId="settle-close">
            {words.book.refund.back}
          </Button>
          <Button
            kind="danger"
            icon="pen"
            noEnter
            busy={!isTyping}
            disabled={form.as === undefined || !till.connected.value}
            onPress={settling.send}
            testId="settle-confirm"
          >
            {settle.confirm}
          </Button>
        </>
      }
    >
      <p>{settle.intro}</p>
      <fieldset class="settle-answers" disabled={!isTyping}>
        <legend>{settle.question}</legend>
        {answersOf(form, order, words).map(({ as, label, what }) => (
          <label key={as} class="settle-answer">
            <input
              type="radio"
              name="settle"
              checked={form.as === as}
              onChange={() => settling.change({ as })}
              data-testid={`settle-as-${as}`}
            />
            <span>
              <strong>{label}</strong>
              <span class="settle-what">{what}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field
        label={settle.reason}
        value={form.reason}
        maxLength={200}
        disabled={!isTyping}
        onInput={(reason) => settling.change({ reason })}
        testId="settle-reason"
      />
      {form.needsName && (
        <Field
          label={settle.by}
          value={form.by}
          maxLength={64}
          disabled={!isTyping}
          onInput={(by) => settling.change({ by })}
          testId="settle-by"
        />
      )}
      <Status tone={isTyping ? 'bad' : 'plain'} testId="settle-status">
        {isTyping ? form.problem : settle.sending}
      </Status>
    </Dialog>
  );
}

interface Answer {
  as: NonNullable<SettleForm['as']>;
  label: string;
  what: string;
}

function answersOf(form: SettleForm, order: WireOrder | undefined, { book }: DeskWords): Answer[] {
  const { settle } = book;
  if (form.refundNo !== undefined) {
    return [
      { as: 'done', label: settle.done, what: settle.doneWhat },
      { as: 'failed', label: settle.failed, what: settle.failedWhat },
    ];
  }
  if (order?.state === 'held' && order.chargedInstead !== undefined) {
    const charged = order.chargedInstead;
    // The till can only send back what it can count.
    const isOurs = charged.endsWith(` ${order.currency}`);
    return [
      { as: 'paid', label: settle.keep(charged), what: settle.keepWhat },
      {
        as: 'notPaid',
        label: settle.giveBack(charged),
        what: isOurs ? settle.giveBackWhat : settle.giveBackPortalWhat,
      },
    ];
  }
  return [
    { as: 'paid', label: settle.paid, what: settle.paidWhat },
    { as: 'notPaid', label: settle.notPaid, what: settle.notPaidWhat },
  ];
}
