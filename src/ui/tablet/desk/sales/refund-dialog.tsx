import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { amountText } from '../../amount-text.ts';
import { KEYPAD_KEYS, keypadKey } from '../../keypad.ts';
import { Icon } from '../../views/icons.tsx';
import type { DeskWords } from '../desk-words.ts';
import { Button } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Status } from '../parts/remarks.tsx';
import { formMinor, REFUND_REASONS, type RefundForm } from './refund-form.ts';
import type { SalesPageProps } from './sales-page.tsx';

interface RefundDialogProps extends SalesPageProps {
  form: RefundForm;
}

/** Gives money back: how much, why, which way. Nothing moves before its one button is pressed, and never twice. */
export function RefundDialog({ till, words, desk, form }: RefundDialogProps): JSX.Element {
  const { refunds } = desk;
  const { refund } = words.book;
  const money = (minor: number) => amountText({ ...form, minor }, till.screen.value?.locale ?? 'en');
  const isTyping = form.stage === 'typing';
  const isTaking = isTyping && !form.whole;
  useEffect(() => {
    if (!isTaking) return;
    const before = form.minor;
    return till.keys.take({
      key: (key) => {
        const known = key === 'Escape' ? undefined : keypadKey(key);
        if (known) refunds.press(known);
        return known !== undefined;
      },
      undo: () => {
        refunds.press('clear');
        for (const digit of String(before)) refunds.press(digit as '0');
      },
    });
  }, [isTaking]);
  const minor = formMinor(form);
  return (
    <Dialog
      title={refund.title}
      closeLabel={till.words.close}
      onClose={refunds.close}
      testId="refund-dialog"
      actions={<RefundButtons {...{ till, words, desk, form }} />}
    >
      {isTyping ? (
        <>
          <Choice
            label={refund.how}
            options={[
              { value: 'all', label: refund.all(money(form.restMinor)) },
              { value: 'part', label: refund.part },
            ]}
            value={form.whole ? 'all' : 'part'}
            onChange={(value) => refunds.change({ whole: value === 'all' })}
            testId="refund-how"
          />
          <div class="refund-columns">
            {!form.whole && (
              <div class="refund-part">
                <p class="refund-amount" aria-live="polite">
                  <bdi data-testid="refund-amount">{money(minor)}</bdi>{' '}
                  <span class="refund-rest">{refund.ofRest(money(form.restMinor))}</span>
                </p>
                <fieldset class="refund-keys" aria-label={refund.amountLabel}>
                  {KEYPAD_KEYS.map((key) => (
                    <button
                      key={key}
                      type="button"
                      class="refund-key"
                      data-testid={`refund-key-${key}`}
                      onClick={() => refunds.press(key)}
                    >
                      {key === 'back' ? <Icon name="backspace" /> : key}
                      {key === 'back' && <span class="hidden">{till.words.keyBack}</span>}
                    </button>
                  ))}
                </fieldset>
              </div>
            )}
            <div class="refund-why">
              <Choice
                label={refund.why}
                options={REFUND_REASONS.map((value) => ({ value, label: refund.reasons[value] }))}
                value={form.reason}
                onChange={(reason) => refunds.change({ reason })}
                testId="refund-reason"
              />
              {form.reason === 'other' && (
                <Field
                  label={refund.reasonText}
                  value={form.text}
                  maxLength={120}
                  onInput={(text) => refunds.change({ text })}
                  testId="refund-text"
                />
              )}
              <Choice
                label={refund.way}
                options={[
                  { value: 'wallet', label: refund.toWallet },
                  { value: 'outside', label: refund.outside },
                ]}
                value={form.outside ? 'outside' : 'wallet'}
                onChange={(value) => refunds.change({ outside: value === 'outside' })}
                testId="refund-way"
              />
              <p class="refund-hint">
                {form.outside
                  ? refund.outsideHint
                  : form.isDiscounted
                    ? refund.discountHint
                    : refund.walletHint}
              </p>
            </div>
          </div>
        </>
      ) : (
        <p class="refund-amount">
          <bdi>{money(minor)}</bdi>
        </p>
      )}
      <Status tone={statusTone(form)} testId="refund-status">
        {statusText(form, words, till.wanted.value !== undefined)}
      </Status>
    </Dialog>
  );
}

/** While the till asks who wants it nothing has been sent for good. */
function statusText(form: RefundForm, { book }: DeskWords, isAskedWho: boolean): string | undefined {
  if (form.stage === 'typing') return form.problem;
  return form.stage === 'sending' && isAskedWho ? undefined : book.refund[form.stage];
}

function statusTone({ stage }: RefundForm): 'plain' | 'bad' | 'doubt' {
  if (stage === 'typing') return 'bad';
  return stage === 'sending' ? 'plain' : 'doubt';
}

function RefundButtons({ till, words, desk, form }: RefundDialogProps): JSX.Element {
  const { refund } = words.book;
  const amount = amountText({ ...form, minor: formMinor(form) }, till.screen.value?.locale ?? 'en');
  const isOver = form.stage === 'sending' || form.stage === 'unsure';
  const doing = form.outside ? refund.confirmOutside(amount) : refund.confirm(amount);
  return (
    <>
      <Button onPress={desk.refunds.close} testId="refund-close">
        {refund.back}
      </Button>
      <Button
        kind="danger"
        icon="undo"
        noEnter
        busy={isOver}
        disabled={!till.connected.value || formMinor(form) === 0}
        onPress={desk.refunds.send}
        testId="refund-confirm"
      >
        {form.stage === 'notThere' ? refund.sendAgain : doing}
      </Button>
    </>
  );
}
