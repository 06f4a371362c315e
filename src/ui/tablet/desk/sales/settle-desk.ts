import { type ReadonlySignal, signal } from '@preact/signals';
import type { Till } from '../../till.ts';
import { problemText } from './refund-problem.ts';
import type { SalesWords } from './sales-words.ts';

/** A person's decision about a sale, or about one of its refunds, that somebody is filling in. */
export interface SettleForm {
  orderNo: string;
  /** The refund that is decided about; nothing: the sale. */
  refundNo?: string | undefined;
  /** Nothing is chosen beforehand. */
  as?: 'paid' | 'notPaid' | 'done' | 'failed' | undefined;
  reason: string;
  /** Only where nobody has signed in, and the till wants a name. */
  by: string;
  needsName: boolean;
  stage: 'typing' | 'sending';
  problem?: string | undefined;
}

export interface SettleDesk {
  form: ReadonlySignal<SettleForm | undefined>;
  open(about: Pick<SettleForm, 'orderNo' | 'refundNo'>): void;
  change(part: Partial<Pick<SettleForm, 'as' | 'reason' | 'by'>>): void;
  send(): void;
  close(): void;
}

interface SettleDeskParts {
  till: Till;
  words: SalesWords;
  /** `isSure`: the till has answered; otherwise only the sale itself tells whether it was written down. */
  onEnd(orderNo: string, end: { said: string; isSure: boolean }): void;
}

/** A decision is written down once: the till refuses the second of two for the same doubt, so nothing is lost by asking again. */
export function createSettleDesk({ till, words, onEnd }: SettleDeskParts): SettleDesk {
  const shown = signal<SettleForm | undefined>(undefined);
  const { settle } = words.book;

  async function send(form: SettleForm): Promise<void> {
    const sending: SettleForm = { ...form, stage: 'sending', problem: undefined };
    shown.value = sending;
    const order = `/orders/${encodeURIComponent(form.orderNo)}`;
    const about =
      form.refundNo === undefined ? order : `${order}/refunds/${encodeURIComponent(form.refundNo)}`;
    const by = form.by.trim();
    const answer = await till.rest.ask(`${about}/resolve`, {
      method: 'POST',
      body: { as: form.as, reason: form.reason.trim(), ...(by === '' ? {} : { by }) },
    });
    if (shown.value !== sending) return;
    if (answer.kind === 'refused' && answer.status === 400 && by === '') {
      // Nobody has signed in: the till wants to know who decides.
      const problem = form.needsName ? settle.byNeeded : undefined;
      shown.value = { ...form, stage: 'typing', needsName: true, problem };
    } else if (answer.kind === 'refused' && answer.code !== 'notPossible') {
      shown.value = { ...form, stage: 'typing', problem: problemText(answer, words) };
    } else {
      shown.value = undefined;
      const ends = { done: settle.settled, refused: settle.notPossible, unknown: settle.unsure };
      onEnd(form.orderNo, { said: ends[answer.kind], isSure: answer.kind !== 'unknown' });
    }
  }

  return {
    form: shown,
    open: (about) => {
      shown.value = { ...about, reason: '', by: '', needsName: false, stage: 'typing' };
    },
    change: (part) => {
      const form = shown.value;
      if (form?.stage === 'typing') shown.value = { ...form, ...part, problem: undefined };
    },
    send: () => {
      const form = shown.value;
      if (form?.stage !== 'typing' || form.as === undefined || !till.connected.value) return;
      if (form.reason.trim() === '') shown.value = { ...form, problem: settle.reasonNeeded };
      else if (form.needsName && form.by.trim() === '') shown.value = { ...form, problem: settle.byNeeded };
      else void send(form);
    },
    close: () => {
      if (shown.value?.stage === 'typing') shown.value = undefined;
    },
  };
}
