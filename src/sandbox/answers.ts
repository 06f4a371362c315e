import { formatMinor } from '../money.ts';
import {
  chargedMinor,
  chargedText,
  discountMinor,
  type LedgerOrder,
  REFUND_MS,
  type Refund,
  refundsFail,
  type Standing,
} from './ledger.ts';
import { gatewayTime } from './numbers.ts';

/** The `data` of an answer, in the names and forms of the gateway's documents. */
export type AnswerData = Readonly<Record<string, string | number | undefined>>;

/** `trans_status` of a sale. Money on its way back still reads as paid, as it does at a genuine gateway. */
const STATUS = {
  pending: 0,
  paid: 2,
  failed: 1,
  expired: 1,
  closed: 1,
  reversing: 2,
  reversed: 3,
} as const satisfies Record<Standing['state'], number>;

/** What a submit is answered: its own number and state, never the order number. */
export function submitData(order: LedgerOrder, standing: Standing): AnswerData {
  return {
    trans_no: order.transNo,
    trans_status: STATUS[standing.state],
    ...paymentData(order, standing),
    ...failureData(order, standing),
  };
}

/** All a query tells of a sale. */
export function queryData(order: LedgerOrder, standing: Standing): AnswerData {
  return {
    ...submitData(order, standing),
    merchant_order_no: order.orderNo,
    store_no: order.storeNo,
    attach: order.attach,
    pay_scenario: 'BSCANQR_PAY',
    pay_method_id: order.payMethodId,
    order_amount: chargedText(order),
    price_currency: order.currency,
    trans_type: 1,
  };
}

/** What a refund query tells of a cancel that gives money back: 0 on its way, 2 done. */
export function reversalData(order: LedgerOrder, standing: Standing & { reversalNo: string }): AnswerData {
  const done = standing.state === 'reversed';
  return {
    trans_no: standing.reversalNo,
    merchant_order_no: order.orderNo,
    trans_type: 2,
    trans_status: done ? 2 : 0,
    order_amount: chargedText(order),
    trans_amount: chargedText(order),
    price_currency: order.currency,
    ...(done && { trans_end_time: gatewayTime(standing.at) }),
  };
}

/** What is told of a refund, whoever asks: 0 on its way, 2 done, 1 failed. */
export function refundData(order: LedgerOrder, refund: Refund, now: number): AnswerData {
  const endsAt = refund.at + REFUND_MS;
  const ending = refundsFail(order) ? FAILED : DONE;
  const amount = formatMinor(refund.amountMinor, order.digits);
  return {
    trans_no: refund.transNo,
    merchant_order_no: refund.refundNo,
    orig_trans_no: order.transNo,
    orig_merchant_order_no: order.orderNo,
    store_no: order.storeNo,
    trans_type: 3,
    trans_status: 0,
    order_amount: amount,
    trans_amount: amount,
    price_currency: order.currency,
    trans_fee_c: '0',
    vat_amount: '0',
    ...(endsAt <= now && { ...ending, trans_end_time: gatewayTime(endsAt) }),
  };
}

const DONE = { trans_status: 2 };
const FAILED = {
  trans_status: 1,
  trans_error_code: 'SBX_REFUND_FAILED',
  trans_error_msg: 'the wallet takes no money back: the account is closed',
};

/** What a query of a refund tells of a `refund-odd` order, as one of the gateway's samples has it: by the sale's number. */
export function oddRefundData(order: LedgerOrder, refund: Refund, now: number): AnswerData {
  return { ...refundData(order, refund, now), merchant_order_no: order.orderNo, order_amount: undefined };
}

function paymentData(order: LedgerOrder, standing: Standing): AnswerData {
  if (STATUS[standing.state] !== 2 || !('at' in standing)) return {};
  const discount = discountMinor(order);
  return {
    trans_amount: chargedText(order),
    paid_amount: formatMinor(chargedMinor(order) - discount, order.digits),
    trans_fee_c: '0',
    discount_bmopc: '0',
    discount_bpc: discount === 0 ? '0' : formatMinor(discount, order.digits),
    vat_amount: '0',
    pay_user_account_id: '502088000000000',
    pay_channel_trans_no: `${order.transNo}01`,
    pay_platform_trans_no: `${order.transNo}02`,
    trans_end_time: gatewayTime(standing.at),
  };
}

function failureData(order: LedgerOrder, { state }: Standing): AnswerData {
  switch (state) {
    case 'failed':
      return order.outcome === 'refused'
        ? { trans_error_code: 'SBX_REFUSED', trans_error_msg: 'the customer refused the payment' }
        : { trans_error_code: 'SBX_DECLINED', trans_error_msg: 'the wallet declined the payment' };
    case 'expired':
      return { trans_error_code: 'SBX_EXPIRED', trans_error_msg: 'not paid in time' };
    case 'closed':
      return { trans_error_code: 'SBX_CLOSED', trans_error_msg: 'closed by the merchant' };
    default:
      return {};
  }
}
