import type { Clock } from '../clock.ts';
import { parseGatewayAmount } from '../money.ts';
import type { Fields } from '../payment/codepay/envelope.ts';
import type { Random } from '../random.ts';
import { oddRefundData, refundData, reversalData } from './answers.ts';
import { refundFieldRefusal } from './fields.ts';
import {
  chargedMinor,
  type LedgerEvent,
  type LedgerOrder,
  REFUND_MS,
  type Refund,
  refundedOf,
  standingOf,
  workingRefunds,
} from './ledger.ts';
import type { LedgerBook } from './ledger-book.ts';
import type { LedgerFile } from './ledger-file.ts';
import type { Notice } from './notices.ts';
import { transactionNumber } from './numbers.ts';
import { answer, NO_RECORD, NUMBER_USED, type Reaction, type Result } from './reaction.ts';
import { type Refusal, refusal, textOf } from './requests.ts';

export interface Refunds {
  /** The same number with the same amount, of the same sale, is the same refund, however often it is asked for. */
  submit(fields: Fields): Reaction;
  /** A refund by either of its numbers, or a cancel that gives money back by the gateway's number of it. */
  query(fields: Fields): Reaction;
}

export interface RefundsParts {
  book: LedgerBook;
  ledger: LedgerFile;
  clock: Clock;
  random: Random;
  /** Notifies the merchant once `durable` has resolved. */
  tell(durable: Promise<void>, notice: Notice): void;
}

/** The gateway's documents allow ten for each order. */
const MAX_REFUNDS = 10;

/** The gateway's side of `order.refund.submit` and `order.refund.query`. */
export function createRefunds({ book, ledger, clock, random, tell }: RefundsParts): Refunds {
  const make = (order: LedgerOrder, refund: Refund, url: string | undefined): Reaction => {
    const event: LedgerEvent = { event: 'refundAsked', orderNo: order.orderNo, ...refund };
    book.remember(event);
    const durable = ledger.append(event);
    const content = () => refundData(order, refund, refund.at + REFUND_MS);
    if (url !== undefined) tell(durable, { url, afterMs: REFUND_MS, times: 1, forged: false, content });
    if (isLost(order, refund)) {
      durable.catch(() => undefined);
      return { kind: 'hang' };
    }
    return { kind: 'answer', result: { data: refundData(order, refund, refund.at) }, durable };
  };

  /** Refunds of `refund-lost` orders that were denied once: this process does it once. */
  const denied = new Set<string>();
  const toldOf = (order: LedgerOrder, refund: Refund): Result => {
    if (isLost(order, refund) && !denied.has(refund.refundNo)) {
      denied.add(refund.refundNo);
      return NO_RECORD;
    }
    const told = order.outcome === 'refund-odd' ? oddRefundData : refundData;
    return { data: told(order, refund, clock.now()) };
  };

  return {
    submit: (fields) => {
      const wrong = refundFieldRefusal(fields);
      if (wrong) return answer(wrong);
      const at = clock.now();
      const [orderNo, transNo] = [textOf(fields, 'orig_merchant_order_no'), textOf(fields, 'orig_trans_no')];
      const order = book.find({ orderNo, transNo }, at);
      if (!order) return answer(NO_RECORD);
      const amountMinor = amountOf(fields, order);
      if (amountMinor === undefined) {
        return answer(refusal('SBX_FIELD', "the amount is not in the sale's currency and decimals"));
      }
      const refundNo = textOf(fields, 'merchant_order_no') ?? '';
      const known = order.refunds.find((refund) => refund.refundNo === refundNo);
      if (known) {
        return answer(
          known.amountMinor === amountMinor ? { data: refundData(order, known, at) } : REFUND_DIFFERS,
        );
      }
      if (book.isNumberTaken(refundNo)) return answer(NUMBER_USED);
      const refused = refundRefusal(order, amountMinor, at);
      if (refused) return answer(refused);
      const refund = { refundNo, transNo: transactionNumber(at, random), amountMinor, at };
      return make(order, refund, textOf(fields, 'notify_url'));
    },
    query: (fields) => {
      const transNo = textOf(fields, 'trans_no');
      const now = clock.now();
      const known = book.refund(transNo ?? textOf(fields, 'merchant_order_no') ?? '');
      if (known) return answer(toldOf(known.order, known.refund));
      const order = transNo === undefined ? undefined : book.find({ transNo }, now);
      const standing = order && standingOf(order, now);
      if (!standing || !('reversalNo' in standing) || standing.reversalNo !== transNo)
        return answer(NO_RECORD);
      return answer({ data: reversalData(order, standing) });
    },
  };
}

/** The first refund of a `refund-lost` order. */
function isLost(order: LedgerOrder, refund: Refund): boolean {
  const [first] = order.refunds;
  return order.outcome === 'refund-lost' && (!first || first.refundNo === refund.refundNo);
}

const REFUND_DIFFERS = refusal('SBX_REFUND_DIFFERS', 'this merchant_order_no stands for another amount');

function amountOf(fields: Fields, order: LedgerOrder): number | undefined {
  if ((textOf(fields, 'price_currency') ?? order.currency) !== order.currency) return undefined;
  return parseGatewayAmount(textOf(fields, 'order_amount') ?? textOf(fields, 'trans_amount'), order.digits);
}

/** Why a refund that was never asked for before is not made. */
function refundRefusal(order: LedgerOrder, amountMinor: number, now: number): Refusal | undefined {
  const { state } = standingOf(order, now);
  if (state !== 'paid') return notRefundable(`the order is ${state}`);
  if (workingRefunds(order).length >= MAX_REFUNDS)
    return notRefundable(`it has ${MAX_REFUNDS} refunds already`);
  if (refundedOf(order) + amountMinor > chargedMinor(order)) return notRefundable('less is left of it');
  return undefined;
}

function notRefundable(why: string): Refusal {
  return refusal('SBX_NOT_REFUNDABLE', `the order cannot be refunded: ${why}`);
}
