import { maskRuns } from '../../log.ts';
import type { Answer, CancelAnswer, ExchangeFacts, RefundAnswer, UnknownReason } from '../gateway.ts';
import type { TransactionFacts } from '../order.ts';
import type { Reply, ReplyData } from './reply.ts';

/** The configured meaning of the gateway's business codes; every other code but "0" proves nothing. */
export interface CodeTable {
  refusalCodes: readonly string[];
  noRecordCodes: readonly string[];
}

const MAX_SENTENCE_LENGTH = 200;

/** `trans_status` of a transaction, as the gateway's documents number it. Anything else is no known state. */
const STATUS = new Map<string, 'pending' | 'declined' | 'success' | 'cancelled'>([
  ['0', 'pending'],
  ['1', 'declined'],
  ['2', 'success'],
  ['3', 'cancelled'],
  ['9', 'pending'],
]);

/**
 * The answer to a submit. A configured refusal code is a definite no here and nowhere else: a refused *query* says
 * nothing of the payment. "No record" is no answer to a submit.
 */
export function submitAnswer(reply: Reply, codes: CodeTable, traceId: string): Answer {
  if (reply.kind === 'verified' && codes.refusalCodes.includes(reply.claims.code ?? '')) {
    return { ...exchangeFacts(reply, traceId), kind: 'declined', facts: factsOf(reply.data) };
  }
  return transactionAnswer(reply, traceId);
}

/** The answer to a query: the state of the transaction. */
export function queryAnswer(reply: Reply, codes: CodeTable, traceId: string): Answer {
  if (isNoRecord(reply, codes)) return { ...exchangeFacts(reply, traceId), kind: 'noRecord' };
  return transactionAnswer(reply, traceId);
}

/** The answer to a cancel: whether the gateway took it, which proves nothing. One that names another order is none. */
export function cancelAnswer(reply: Reply, orderNo: string, traceId: string): CancelAnswer {
  const facts = exchangeFacts(reply, traceId);
  if (reply.kind === 'unbelievable') return unknown(facts, reply.reason, reply.detail);
  const named = reply.data.get('merchant_order_no') ?? orderNo;
  if (reply.claims.code === undefined || named !== orderNo) return unknownCode(facts);
  const failed = reply.data.get('trans_status') === '1';
  if (reply.claims.code !== '0' || failed) return { ...facts, kind: 'refused' };
  const transNo = reply.data.get('trans_no');
  return { ...facts, kind: 'accepted', ...(transNo !== undefined && { transNo }) };
}

/**
 * The answer to the request for a refund. A configured refusal code is a definite no to it. That the gateway knows no
 * such sale (yet) is none: a sale it once said was paid will be known again.
 */
export function refundSubmitAnswer(reply: Reply, codes: CodeTable, traceId: string): RefundAnswer {
  if (reply.kind === 'verified' && codes.refusalCodes.includes(reply.claims.code ?? '')) {
    return { ...exchangeFacts(reply, traceId), kind: 'failed', facts: factsOf(reply.data) };
  }
  return refundAnswer(reply, codes, traceId);
}

/** The answer to a refund query, or to one about a cancel that gives money back. */
export function refundAnswer(reply: Reply, codes: CodeTable, traceId: string): RefundAnswer {
  if (isNoRecord(reply, codes)) return { ...exchangeFacts(reply, traceId), kind: 'noRecord' };
  const answer = transactionAnswer(reply, traceId);
  switch (answer.kind) {
    case 'success':
      return { ...answer, kind: 'done' };
    case 'pending':
      return { ...answer, kind: 'refunding' };
    case 'declined':
      return { ...answer, kind: 'failed' };
    case 'cancelled':
      return unknownStatus(exchangeFacts(reply, traceId), '3');
    case 'unknown':
      return answer;
  }
}

/** What a person may be told of the exchange. Of an unbelievable reply these are claims, and decide nothing. */
export function exchangeFacts(reply: Reply, traceId: string): ExchangeFacts {
  const { code, message, psn } = reply.claims;
  const data = reply.kind === 'verified' ? reply.data : NOTHING;
  return {
    ...(code !== undefined && { code: toldText(code, data) }),
    ...(message !== undefined && { message: toldText(message, data) }),
    ...(psn !== undefined && { psn: psn.slice(0, MAX_NUMBER_LENGTH) }),
    traceId,
  };
}

const NOTHING: ReplyData = new Map();
/** The gateway's own trace number has 20 digits: it cannot be masked as a code would be. */
const MAX_NUMBER_LENGTH = 64;

/**
 * The gateway's words end in orders and on screens: kept short, and any of them may quote the payment code, in whatever
 * stands around it, or name the payer that its data names.
 */
function toldText(words: string, data: ReplyData): string {
  let safe = words;
  for (const [name, value] of data) {
    if (/^pay_user_/.test(name) && value.length >= SHORTEST_PAYER) safe = safe.replaceAll(value, '…');
  }
  return maskRuns(safe).replace(LONG_RUN, '$1******$2').slice(0, MAX_SENTENCE_LENGTH);
}

/** Shorter ones, such as a country, name nobody. */
const SHORTEST_PAYER = 4;
const LONG_RUN = /(\d{2})\d{9,}(\d{4})/g;

/** The state of a transaction that a reply or a notification states; nothing where it is none that is known. */
export function statusOf(data: ReplyData): 'pending' | 'declined' | 'success' | 'cancelled' | undefined {
  return STATUS.get(data.get('trans_status') ?? '');
}

type Unknown = ExchangeFacts & { kind: 'unknown'; reason: UnknownReason; detail: string };
type StatedAnswer =
  | (ExchangeFacts & { kind: 'success' | 'declined' | 'pending' | 'cancelled'; facts: TransactionFacts })
  | Unknown;

function transactionAnswer(reply: Reply, traceId: string): StatedAnswer {
  const facts = exchangeFacts(reply, traceId);
  if (reply.kind === 'unbelievable') return unknown(facts, reply.reason, reply.detail);
  if (reply.claims.code !== '0') return unknownCode(facts);
  const status = reply.data.get('trans_status');
  const kind = statusOf(reply.data);
  if (!kind) return unknownStatus(facts, status);
  const reason = kind === 'declined' ? declineReason(reply.data) : {};
  return { ...facts, ...reason, kind, facts: factsOf(reply.data) };
}

/** A closed transaction says why in fields of its own, under an envelope that says "success". */
function declineReason(data: ReplyData): Pick<ExchangeFacts, 'code' | 'message'> {
  const code = data.get('trans_error_code');
  const message = data.get('trans_error_msg');
  return {
    ...(code !== undefined && { code: toldText(code, data) }),
    ...(message !== undefined && { message: toldText(message, data) }),
  };
}

function isNoRecord(reply: Reply, codes: CodeTable): boolean {
  return reply.kind === 'verified' && codes.noRecordCodes.includes(reply.claims.code ?? '');
}

function unknown(facts: ExchangeFacts, reason: UnknownReason, detail: string): Unknown {
  return { ...facts, kind: 'unknown', reason, detail };
}

function unknownCode(facts: ExchangeFacts): Unknown {
  return unknown(facts, 'unknownCode', `the gateway answered with code ${facts.code ?? 'none'}`);
}

function unknownStatus(facts: ExchangeFacts, status: string | undefined): Unknown {
  return unknown(facts, 'unknownStatus', `the gateway stated the status ${status ?? 'none'}`);
}

/** Our names for the gateway's texts. */
const FACTS = {
  transNo: 'trans_no',
  orderNo: 'merchant_order_no',
  orderAmount: 'order_amount',
  transAmount: 'trans_amount',
  paidAmount: 'paid_amount',
  currency: 'price_currency',
  attach: 'attach',
  payChannelTransNo: 'pay_channel_trans_no',
  payPlatformTransNo: 'pay_platform_trans_no',
  endedAt: 'trans_end_time',
  payMethodId: 'pay_method_id',
} as const satisfies Partial<Record<keyof TransactionFacts, string>>;

/** What a reply or a notification states of a transaction, as text. */
export function factsOf(data: ReplyData): TransactionFacts {
  const facts: TransactionFacts = {};
  for (const [ours, theirs] of Object.entries(FACTS)) {
    const value = data.get(theirs);
    if (value !== undefined) facts[ours as keyof typeof FACTS] = value;
  }
  const transType = Number(data.get('trans_type'));
  if (Number.isInteger(transType)) facts.transType = transType;
  return facts;
}
