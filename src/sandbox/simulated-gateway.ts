import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { parseGatewayAmount } from '../money.ts';
import type { Fields } from '../payment/codepay/envelope.ts';
import type { Random } from '../random.ts';
import { queryData, submitData } from './answers.ts';
import { submitRefusal } from './fields.ts';
import {
  type LedgerEvent,
  type LedgerOrder,
  standingOf,
  type Truth,
  truthAt,
  workingRefunds,
} from './ledger.ts';
import { createLedgerBook } from './ledger-book.ts';
import type { LedgerFile } from './ledger-file.ts';
import { type Notice, paymentNotice } from './notices.ts';
import { transactionNumber } from './numbers.ts';
import { type OutcomeId, outcomeOf } from './outcomes.ts';
import { answer, NO_RECORD, NUMBER_USED, type Reaction, type Result } from './reaction.ts';
import { createRefunds } from './refunds.ts';
import { type Refusal, refusal, textOf } from './requests.ts';

export interface SimulatedGateway {
  react(fields: Fields): Reaction;
  truthOf(orderNo: string): Truth;
  /** Whether it is out of order just now: every connection is to be cut. */
  isDown(): boolean;
  /** How far the time it shows, and checks timestamps with, is ahead of the clock, ms. */
  clockOffsetMs(): number;
}

export interface SimulatedGatewayParts {
  ledger: LedgerFile;
  clock: Clock;
  random: Random;
  /** Keys the hashes of the codes. */
  hashKey: string;
  /** How long a customer types a password, ms. */
  customerDelayMs: (random: Random) => number;
  /** Called for what the merchant is to be told, where a request named an address for it. Default: nobody tells. */
  notify?: (notice: Notice) => void;
}

/** How long a customer takes to refuse. */
const REFUSES_AFTER_MS = 4_000;
/** How long the request of a `no-record` payment is on its way: longer than a till waits for the answer. */
const ARRIVES_AFTER_MS = 20_000;
/** How long `down` and `skew` last. */
const TROUBLE_MS = 60_000;
/** More than a till may bear, less than the quarter of an hour that has every request refused. */
const SKEW_MS = 12 * 60_000;
const SLOW_ANSWER_MS = 8_000;

/** The gateway's behaviour over its ledger, without any HTTP. */
export function createSimulatedGateway(parts: SimulatedGatewayParts): SimulatedGateway {
  const { ledger, clock, random, hashKey, notify = () => undefined } = parts;
  const book = createLedgerBook(ledger.events);

  const hashOf = (code: string) => createHmac('sha256', hashKey).update(code).digest('base64url');

  const decidesAfterMs = (outcome: OutcomeId): number => {
    switch (outcome) {
      case 'password':
      case 'notified':
      case 'notified-twice':
      case 'notified-late':
      case 'notified-forged':
        return Math.round(parts.customerDelayMs(random));
      case 'refused':
        return REFUSES_AFTER_MS;
      case 'no-record':
        return ARRIVES_AFTER_MS;
      default:
        return 0;
    }
  };

  const isTroubled = (outcome: OutcomeId): boolean => {
    const sinceMs = clock.now() - (book.lastAt(outcome) ?? Number.POSITIVE_INFINITY);
    return sinceMs >= 0 && sinceMs < TROUBLE_MS;
  };

  /** Once the ledger holds what is told of. */
  const tell = (durable: Promise<void>, notice: Notice) => {
    durable.then(() => notify(notice)).catch(() => undefined);
  };
  const refunds = createRefunds({ book, ledger, clock, random, tell });

  const submit = (fields: Fields): Reaction => {
    const wrong = submitRefusal(fields);
    if (wrong) return answer(wrong);
    const text = (name: string) => textOf(fields, name) ?? '';
    const code = text('auth_code');
    const outcome = outcomeOf(code);
    if (outcome === 'lost') return { kind: 'drop' };
    const codeHash = hashOf(code);
    if (book.isNumberTaken(text('merchant_order_no'))) return answer(NUMBER_USED);
    if (book.isCodeUsed(codeHash)) return answer(CODE_USED);
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
      ...optional('terminalSn', textOf(fields, 'terminal_sn')),
      codeHash,
      codeMask: `${code.slice(0, 2)}******${code.slice(-4)}`,
      decidesAfterMs: decidesAfterMs(outcome),
      at,
      expiresAt: at + Number(text('expires')) * 1000,
    };
    const order = book.remember(event);
    const durable = ledger.append(event);
    if (!order) return { kind: 'hang' };
    const url = textOf(fields, 'notify_url');
    if (url !== undefined) {
      const lookUp = () => ({ order: book.byOrderNo(order.orderNo) ?? order, now: clock.now() });
      const notice = paymentNotice(order, url, lookUp);
      if (notice) tell(durable, notice);
    }
    return submitReaction(order, durable);
  };

  const query = (fields: Fields): Reaction => {
    const now = clock.now();
    const order = book.find(
      { orderNo: textOf(fields, 'merchant_order_no'), transNo: textOf(fields, 'trans_no') },
      now,
    );
    return answer(order ? { data: queryData(order, standingOf(order, now)) } : NO_RECORD);
  };

  const cancel = (fields: Fields): Reaction => {
    const at = clock.now();
    const order = book.find({ orderNo: textOf(fields, 'merchant_order_no') }, at);
    if (!order) return answer(NO_RECORD);
    const before = standingOf(order, at).state;
    if (workingRefunds(order).length > 0) return answer(notCancellable('refunded'));
    if (before !== 'pending' && before !== 'paid') return answer(cancelResult(order, at));
    const event: LedgerEvent = {
      event: 'cancelAsked',
      orderNo: order.orderNo,
      transNo: transactionNumber(at, random),
      at,
    };
    const after = book.remember(event) ?? order;
    const durable = ledger.append(event);
    const keeps = order.outcome === 'cancel-keeps' && at < order.expiresAt;
    const result = keeps ? { data: { trans_no: event.transNo } } : cancelResult(after, at);
    return { kind: 'answer', result, durable };
  };

  return {
    react: (fields) => {
      switch (fields.method) {
        case 'bscanc.pay.submit':
          return submit(fields);
        case 'order.revoker':
          return cancel(fields);
        case 'order.refund.submit':
          return refunds.submit(fields);
        case 'order.refund.query':
          return refunds.query(fields);
        default:
          return query(fields);
      }
    },
    truthOf: (orderNo) => truthAt(book.byOrderNo(orderNo), clock.now()),
    isDown: () => isTroubled('down'),
    clockOffsetMs: () => (isTroubled('skew') ? SKEW_MS : 0),
  };
}

const CODE_USED = refusal('SBX_CODE_USED', 'this payment code was used before');

/** How the gateway answers a payment that is now in its ledger. */
function submitReaction(order: LedgerOrder, durable: Promise<void>): Reaction {
  const result = { data: submitData(order, standingOf(order, order.at)) };
  switch (order.outcome) {
    case 'no-answer':
    case 'no-record':
      durable.catch(() => undefined);
      return { kind: 'hang' };
    case 'down':
      durable.catch(() => undefined);
      return { kind: 'drop' };
    case 'unknown-code':
      return { kind: 'answer', result: refusal('SBX_SYSTEM', 'system error'), durable };
    case 'forged': {
      const lie = { data: submitData(order, { state: 'paid', at: order.at }) };
      return { kind: 'answer', result: lie, forged: true, durable };
    }
    case 'slow':
      return { kind: 'answer', result, afterMs: SLOW_ANSWER_MS, durable };
    default:
      return { kind: 'answer', result, durable };
  }
}

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
      return notCancellable(standing.state);
  }
}

function notCancellable(state: string): Refusal {
  return refusal('SBX_NOT_CANCELLABLE', `the order cannot be cancelled: it is ${state}`);
}

function optional<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: string };
}
