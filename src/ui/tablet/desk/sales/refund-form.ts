import type { WireOrder } from '../../../order-messages.ts';
import { type KeypadKey, press } from '../../keypad.ts';
import { wireAmount } from './amounts.ts';

/** Why money goes back; `other` wants a person's own words. */
export const REFUND_REASONS = ['returned', 'wrongAmount', 'twice', 'other'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** A refund that somebody is filling in, or whose answer is awaited. Its key is its own for good: it can never become two. */
export interface RefundForm {
  orderNo: string;
  /** `Idempotency-Key`. */
  key: string;
  /** What is left of the payment. */
  restMinor: number;
  currency: string;
  digits: number;
  /** All that is left goes back; otherwise `minor`. */
  whole: boolean;
  minor: number;
  reason: RefundReason;
  text: string;
  /** Given back by other means: only written down. */
  outside: boolean;
  /** The till has said that the sale is from before its restore: sent again, it is confirmed. */
  despiteRestore?: true;
  /** The wallet gave a discount: it decides who gets what. */
  isDiscounted: boolean;
  /**
   * - `sending`: its answer is awaited · `unsure`: none came, and the till is being asked
   * - `notThere`: the till has answered that it knows none
   */
  stage: 'typing' | 'sending' | 'unsure' | 'notThere';
  /** Put out of sight while its end is not known. */
  isHidden: boolean;
  /** What is wrong with it, in a sentence. */
  problem?: string | undefined;
}

export function newRefundForm(order: WireOrder, { key, whole }: { key: string; whole: boolean }): RefundForm {
  const { minor: restMinor, currency, digits } = wireAmount(order.refundableAmount, order.currency);
  const paid = order.paidAmount === undefined ? undefined : wireAmount(order.paidAmount, currency).minor;
  return {
    orderNo: order.orderNo,
    key,
    restMinor,
    currency,
    digits,
    whole,
    minor: 0,
    reason: 'returned',
    text: '',
    outside: false,
    isDiscounted: paid !== undefined && paid < wireAmount(order.amount, currency).minor,
    stage: 'typing',
    isHidden: false,
  };
}

/** What would go back. */
export function formMinor({ whole, restMinor, minor }: RefundForm): number {
  return whole ? restMinor : minor;
}

/** One more key of the pad for a part; more than is left is refused. */
export function pressInForm(form: RefundForm, key: KeypadKey): { form: RefundForm; isTooMuch: boolean } {
  if (form.stage !== 'typing' || form.whole) return { form, isTooMuch: false };
  const { minor, refused } = press(form.minor, key, form.restMinor);
  return { form: { ...form, minor, problem: undefined }, isTooMuch: refused };
}

export type FormFault = 'amount' | 'reason';

/** What keeps it from being sent. */
export function formFault(form: RefundForm): FormFault | undefined {
  const minor = formMinor(form);
  if (minor <= 0 || minor > form.restMinor) return 'amount';
  return form.reason === 'other' && form.text.trim() === '' ? 'reason' : undefined;
}
