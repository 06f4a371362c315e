import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { parseGatewayAmount } from '../money.ts';
import type { Fields } from '../payment/codepay/envelope.ts';
import type { Random } from '../random.ts';
import { type AnswerData, queryData, reversalData, submitData } from './answers.ts';
import {
  applyLedgerEvent,
  type LedgerEvent,
  type LedgerOrder,
  standingOf,
  type Truth,
  truthAt,
} from './ledger.ts';
import type { LedgerFile } from './ledger-file.ts';
import { transactionNumber } from './numbers.ts';
import { type OutcomeId, outcomeOf } from './outcomes.ts';
import { type Refusal, refusal, submitRefusal, textOf } from './requests.ts';

/**
 * What the sandbox does about a request whose envelope and signature are right.
 * - `hang`: it never answers
 * - `drop`: it cuts the connection
 */
export type Reaction =
  | { kind: 'hang' | 'drop' }
  | {
      kind: 'answer';
      result: Result;
      /** Signed with a foreign key. */
      forged?: boolean;
      /** The answer is held back so long. */
      afterMs?: number;
      /** The answer may leave once this has resolved. */
      durable?: Promise<void>;
    };

/** An answer's content: what was asked for, or why not. */
type Result = { data: AnswerData } | Refusal;

export interface SimulatedGateway {
  react(fields: Fields): Reaction;
  truthOf(orderNo: string): Truth;
}

export interface SimulatedGatewayParts {
  ledger: LedgerFile;
  clock: Clock;
  random: Random;
  /** Keys the hashes of the codes. */
  hashKey: string;
  /** How long a customer types a password, ms. */
  customerDelayMs: (random: Random) => number;
}

/** How long a customer takes to refuse. */
const REFUSES_AFTER_MS = 4_000;
const SLOW_ANSWER_MS = 8_000;

/** The gateway's behaviour over its ledger, without any HTTP. */
export function createSimulatedGateway(parts: SimulatedGatewayParts): SimulatedGateway {
  const { ledger, clock, random, hashKey } = parts;
  const orders = new Map<string, LedgerOrder>();
  const orderNoOf = new Map<string, string>();
  const usedCodes = new Set<string>();

  const remember = (event: LedgerEvent): LedgerOrder | undefined => {
    const order = applyLedgerEvent(orders.get(event.orderNo), event);
    if (!order) return undefined;
    orders.set(event.orderNo, order);
    orderNoOf.set(event.transNo, event.orderNo);
    if (event.event === 'submitted') usedCodes.add(event.codeHash);
    return order;
  };
  for (const event of ledger.events) remember(event);

  const hashOf = (code: string) => createHmac('sha256', hashKey).update(code).digest('base64url');

  const decidesAfterMs = (outcome: OutcomeId): number => {
    if (outcome === 'password') return Math.round(parts.customerDelayMs(random));
    return outcome === 'refused' ? REFUSES_AFTER_MS : 0;
  };

  const submit = (fields: Fields): Reaction => {
    const wrong = submitRefusal(fields);
    if (wrong) return answer(wrong);
    const text = (name: string) => textOf(fields, name) ?? '';
    const code = text('auth_code');
    const outcome = outcomeOf(code);
    if (outcome === 'lost') return { kind: 'drop' };
    const codeHash = hashOf(code);
    if (orders.has(text('merchant_order_no'))) {
      return answer(refusal('SBX_ORDER_NO_USED', 'this merchant_order_no has requested payment before'));
    }
    if (usedCodes.has(codeHash)) return answer(refusal('SBX_CODE_USED', 'this payment code was used before'));
    const at = clock.now();
    const digits = text('order_amount').split('.')[1]?.length ?? 0;
    const event: LedgerEvent = {
      event: 'submitted',
      orderNo: text('merchant_order_no'),
      transNo: transactionNumber(at, random),
      outcome,
      amountMinor: parseGatewayAmount(text('order_amount'), digits) ?? 0,
      digits,
      currency: text('price_currency'),
      ...optional('attach', textOf(fields, 'attach')),
      ...optional('payMethodId', textOf(fields, 'pay_method_id')),
      ...optional('storeNo', textOf(fields, 'store_no')),
      codeHash,
      codeMask: `${code.slice(0, 2)}******${code.slice(-4)}`,
      decidesAfterMs: decidesAfterMs(outcome),
      at,
      expiresAt: at + Number(text('expires')) * 1000,
    };
    const order = remember(event);
    const durable = ledger.append(event);
    if (!order || outcome === 'no-answer') {
      durable.catch(() => undefined);
      return { kind: 'hang' };
    }
    const forged = outcome === 'forged';
    const standing = forged ? ({ state: 'paid', at } as const) : standingOf(order, at);
    const afterMs = outcome === 'slow' ? SLOW_ANSWER_MS : 0;
    return { kind: 'answer', result: { data: submitData(order, standing) }, forged, afterMs, durable };
  };

  const find = (fields: Fields): LedgerOrder | undefined => {
    const transNo = textOf(fields, 'trans_no');
    const orderNo = transNo === undefined ? textOf(fields, 'merchant_order_no') : orderNoOf.get(transNo);
    return orderNo === undefined ? undefined : orders.get(orderNo);
  };

  const query = (fields: Fields): Reaction => {
    const order = find(fields);
    return answer(order ? { data: queryData(order, standingOf(order, clock.now())) } : NO_RECORD);
  };

  const cancel = (fields: Fields): Reaction => {
    const order = orders.get(textOf(fields, 'merchant_order_no') ?? '');
    if (!order) return answer(NO_RECORD);
    const at = clock.now();
    const before = standingOf(order, at).state;
    if (before !== 'pending' && before !== 'paid') return answer(cancelResult(order, at));
    const event: LedgerEvent = {
      event: 'cancelAsked',
      orderNo: order.orderNo,
      transNo: transactionNumber(at, random),
      at,
    };
    const after = remember(event) ?? order;
    return { kind: 'answer', result: cancelResult(after, at), durable: ledger.append(event) };
  };

  const queryReversal = (fields: Fields): Reaction => {
    const order = find(fields);
    const standing = order && standingOf(order, clock.now());
    if (!order || !standing || !('reversalNo' in standing)) return answer(NO_RECORD);
    const isReversal = textOf(fields, 'trans_no') === standing.reversalNo;
    return answer(isReversal ? { data: reversalData(order, standing) } : NO_RECORD);
  };

  return {
    react: (fields) => {
      switch (fields.method) {
        case 'bscanc.pay.submit':
          return submit(fields);
        case 'order.revoker':
          return cancel(fields);
        case 'order.refund.query':
          return queryReversal(fields);
        default:
          return query(fields);
      }
    },
    truthOf: (orderNo) => truthAt(orders.get(orderNo), clock.now()),
  };
}

const NO_RECORD = refusal('E04111', 'no record of that order');

/** A closed order answers again as it did the first time; one that ended otherwise cannot be cancelled. */
function cancelResult(order: LedgerOrder, at: number): Result {
  const standing = standingOf(order, at);
  switch (standing.state) {
    case 'closed':
      return { data: { trans_no: order.transNo } };
    case 'reversing':
    case 'reversed':
      return { data: { trans_no: standing.reversalNo } };
    case 'pending':
    case 'paid':
    case 'failed':
    case 'expired':
      return refusal('SBX_NOT_CANCELLABLE', `the order cannot be cancelled: it is ${standing.state}`);
  }
}

function answer(result: Result): Reaction {
  return { kind: 'answer', result };
}

function optional<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: string };
}
