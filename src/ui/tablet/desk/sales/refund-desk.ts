import { type ReadonlySignal, signal } from '@preact/signals';
import { formatMinor } from '../../../../money.ts';
import type { WireOrder, WireRefund } from '../../../order-messages.ts';
import { amountText } from '../../amount-text.ts';
import type { KeypadKey } from '../../keypad.ts';
import type { Till } from '../../till.ts';
import { formFault, formMinor, newRefundForm, pressInForm, type RefundForm } from './refund-form.ts';
import { problemText } from './refund-problem.ts';
import type { SalesWords } from './sales-words.ts';

/** Giving money back: one form at a time, and those whose end is not known yet. */
export interface RefundDesk {
  form: ReadonlySignal<RefundForm | undefined>;
  /** Whether the till has yet to say what became of an earlier one of this order. */
  isUnsure(orderNo: string): boolean;
  /** The same order's form comes back as it was where its end is not known. */
  open(order: WireOrder, whole: boolean): void;
  change(part: Partial<Pick<RefundForm, 'whole' | 'reason' | 'text' | 'outside'>>): void;
  press(key: KeypadKey): void;
  send(): void;
  close(): void;
  /** Asks for those whose answer never came. Called while somebody looks. */
  askForUnsure(): void;
}

interface RefundDeskParts {
  till: Till;
  words: SalesWords;
  newKey(): string;
  /** It is on the till's disk. */
  onMade(orderNo: string, said: string): void;
}

type Answered = { refund: WireRefund };

export function createRefundDesk({ till, words, newKey, onMade }: RefundDeskParts): RefundDesk {
  const forms = signal<readonly RefundForm[]>([]);
  const shown = signal<RefundForm | undefined>(undefined);
  const asking = new Set<string>();

  function keep(form: RefundForm): void {
    forms.value = [...forms.value.filter(({ key }) => key !== form.key), form];
    shown.value = forms.value.filter(({ isHidden }) => !isHidden).at(-1);
  }
  function drop({ key }: RefundForm): void {
    forms.value = forms.value.filter((form) => form.key !== key);
    shown.value = forms.value.filter(({ isHidden }) => !isHidden).at(-1);
  }
  const known = (key: string) => forms.value.find((form) => form.key === key);

  function textOf(form: RefundForm, minor: number): string {
    return amountText({ ...form, minor }, till.screen.value?.locale ?? 'en');
  }

  function made(form: RefundForm): void {
    drop(form);
    const amount = textOf(form, formMinor(form));
    const { begun, written } = words.book.refund;
    onMade(form.orderNo, form.outside ? written(amount) : begun(amount));
  }

  function faultText(form: RefundForm): string | undefined {
    const fault = formFault(form);
    if (fault === undefined) return undefined;
    return fault === 'amount' ? words.book.refund.amountNeeded : words.book.refund.reasonNeeded;
  }

  async function send(form: RefundForm): Promise<void> {
    const { refund } = words.book;
    const sending: RefundForm = { ...form, stage: 'sending', problem: undefined };
    keep(sending);
    const text = form.text.trim();
    const picked = refund.reasons[form.reason];
    const reason = form.reason === 'other' ? text : text === '' ? picked : `${picked}: ${text}`;
    const answer = await till.rest.ask<Answered>(`/orders/${encodeURIComponent(form.orderNo)}/refunds`, {
      method: 'POST',
      key: form.key,
      body: {
        amount: formatMinor(formMinor(form), form.digits),
        reason: reason.slice(0, 200),
        ...(form.outside ? { outside: true } : {}),
        ...(form.despiteRestore ? { despiteRestore: true } : {}),
      },
    });
    if (answer.kind === 'done') made(sending);
    else if (answer.kind === 'unknown') keep({ ...sending, stage: 'unsure' });
    else keep({ ...sending, stage: 'typing', problem: problemText(answer, words), ...confirmed(answer) });
  }

  /** No answer came: whether there is such a refund the till knows by its key. */
  async function askFor(form: RefundForm): Promise<void> {
    if (asking.has(form.key)) return;
    asking.add(form.key);
    const path = `/orders/${encodeURIComponent(form.orderNo)}/refunds?key=${form.key}`;
    const answer = await till.rest.ask<{ refunds: WireRefund[] }>(path);
    asking.delete(form.key);
    const now = known(form.key);
    if (!now || now.stage === 'sending' || answer.kind !== 'done') return;
    if (answer.body.refunds.length > 0) made(now);
    else if (now.stage === 'unsure') keep({ ...now, stage: 'notThere' });
  }

  return {
    form: shown,
    isUnsure: (orderNo) => forms.value.some((form) => form.orderNo === orderNo && form.stage !== 'typing'),
    open: (order, whole) => {
      const before = forms.value.find((form) => form.orderNo === order.orderNo && form.stage !== 'typing');
      for (const form of forms.value) if (form.stage === 'typing') drop(form);
      keep(before ? { ...before, isHidden: false } : newRefundForm(order, { key: newKey(), whole }));
    },
    change: (part) => {
      const form = shown.value;
      if (form?.stage === 'typing') keep({ ...form, ...part, problem: undefined });
    },
    press: (key) => {
      const form = shown.value;
      if (!form) return;
      const pressed = pressInForm(form, key);
      const rest = textOf(form, form.restMinor);
      keep(pressed.isTooMuch ? { ...form, problem: words.book.refund.tooMuch(rest) } : pressed.form);
    },
    send: () => {
      const form = shown.value;
      if (!form || !till.connected.value || (form.stage !== 'typing' && form.stage !== 'notThere')) return;
      const problem = faultText(form);
      if (problem === undefined) void send(form);
      else keep({ ...form, problem });
    },
    close: () => {
      const form = shown.value;
      if (!form) return;
      if (form.stage === 'typing') drop(form);
      else keep({ ...form, isHidden: true });
    },
    askForUnsure: () => {
      for (const form of forms.value) {
        if (form.stage === 'unsure' || form.stage === 'notThere') void askFor(form);
      }
    },
  };
}

/** Who has been told that the money may have gone back already, and presses again, means it. */
function confirmed({ code }: { code: string }): Pick<RefundForm, 'despiteRestore'> {
  return code === 'restored' ? { despiteRestore: true } : {};
}
