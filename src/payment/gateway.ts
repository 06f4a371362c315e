import type { GatewayIdentity, TransactionFacts } from './order.ts';

/** What is known of the exchange, whatever its outcome. */
export interface ExchangeFacts {
  /** The gateway's business code, `"0"` for success. */
  code?: string;
  message?: string;
  /** The gateway's trace number. */
  psn?: string;
  /** Our `Http-Request-Psn`. */
  traceId: string;
}

export type UnknownReason =
  | 'timeout'
  | 'connectionFailed'
  | 'connectionLost'
  | 'badHttpStatus'
  | 'notJson'
  | 'tooLarge'
  | 'unsigned'
  | 'badSignature'
  | 'unknownCode'
  | 'unknownStatus';

/**
 * What a call to the gateway comes back with. Calls never throw for the network: silence, nonsense and bad signatures
 * are `unknown`, and cannot be mistaken for a no. Everything but `unknown` and `notSent` was verified.
 * - `success`: the transaction says paid. Whether it is *our* payment, `checkSuccess` decides
 * - `declined`: a definite no
 * - `noRecord`: the gateway does not know that number (yet): closes nothing by itself
 * - `notSent`: proven: not one byte of the request was written to any socket
 */
export type Answer = ExchangeFacts &
  (
    | { kind: 'success'; facts: TransactionFacts }
    | { kind: 'declined'; facts: TransactionFacts }
    | { kind: 'pending'; facts: TransactionFacts }
    | { kind: 'cancelled'; facts: TransactionFacts }
    | { kind: 'noRecord' }
    | { kind: 'unknown'; reason: UnknownReason; detail: string }
    | { kind: 'notSent'; reason: UnknownReason; detail: string }
  );

/** The cancel's own answer proves nothing; its transaction number may lead to the proof. */
export type CancelAnswer = ExchangeFacts &
  (
    | { kind: 'accepted'; transNo?: string }
    | { kind: 'refused' }
    | { kind: 'unknown'; reason: UnknownReason; detail: string }
  );

/** The state of a refund or of a cancel that gives money back. `notSent` comes of a submit alone, and is proven. */
export type RefundAnswer = ExchangeFacts &
  (
    | { kind: 'notSent'; reason: UnknownReason; detail: string }
    | { kind: 'done'; facts: TransactionFacts }
    | { kind: 'refunding'; facts: TransactionFacts }
    | { kind: 'failed'; facts: TransactionFacts }
    | { kind: 'noRecord' }
    | { kind: 'unknown'; reason: UnknownReason; detail: string }
  );

/** `errorsUnsigned`: it does not sign its answers about errors. */
export type GatewayWarning = 'errorsUnsigned';

/**
 * What a signed query for a random number told.
 * - `ready`: it answers, and knows us
 * - `unreachable`: no answer, or no gateway
 * - `refused`: it answers, and will not take our requests (keys, ids, clock)
 * - `untrusted`: it answers, and its signature does not verify
 */
export type PreflightResult =
  | { kind: 'ready'; warning?: GatewayWarning }
  | { kind: 'unreachable' | 'refused' | 'untrusted'; detail: string; cure: string };

export interface SubmitRequest {
  orderNo: string;
  /** The scanned code, whole. Only this call ever sees it. */
  authCode: string;
  /** Decimal text with exactly the currency's decimals. */
  amount: string;
  currency: string;
  /** At most 128 characters. */
  description: string;
  /** Returned by the gateway with the order; at most 128 characters. */
  attach: string;
  /** Seconds after which the order can be neither paid nor cancelled. */
  expiresSeconds: number;
  /** Wallet id, for a configuration that maps wallets to the gateway's `pay_method_id`. */
  wallet: string;
}

export interface RefundRequest {
  /** The refund's own number. The same number with the same amount is the same refund, however often it is sent. */
  refundNo: string;
  /** The sale's number. */
  orderNo: string;
  /** Decimal text with exactly the currency's decimals. */
  amount: string;
  currency: string;
  /** At most 64 characters. */
  description: string;
}

/** A refund by our number of it, or a cancel that gives money back by the gateway's number of that. */
export type RefundName = { refundNo: string } | { transNo: string };

export interface CallOptions {
  /** The call is given up after this; what became of it is then unknown. */
  timeoutMs: number;
  signal?: AbortSignal;
}

/**
 * What the gateway told us of its own accord.
 * - `signed`: its signature fits; what it states of a transaction, whose ever that is. `unknown`: a status nobody knows
 * - `hint`: from a gateway that does not sign: somebody says that there is news of that number, and nothing more
 * - `badSignature`: it carries none, or one that does not fit
 * - `misdirected`: it names another merchant or app than ours
 * - `malformed`: it cannot be read; `detail` says what was expected
 */
export type Notification =
  | {
      kind: 'signed';
      status: 'success' | 'declined' | 'pending' | 'cancelled' | 'unknown';
      facts: TransactionFacts & { orderNo: string };
    }
  | { kind: 'hint'; orderNo: string }
  | { kind: 'badSignature' }
  | { kind: 'misdirected'; detail: string }
  | { kind: 'malformed'; detail: string };

/** The port to a payment gateway. One folder per gateway implements it. */
export interface Gateway {
  readonly identity: GatewayIdentity;
  /** Sends the payment. Called once per order number, ever: no implementation retries it. */
  submit(request: SubmitRequest, options: CallOptions): Promise<Answer>;
  query(orderNo: string, options: CallOptions): Promise<Answer>;
  cancel(orderNo: string, options: CallOptions): Promise<CancelAnswer>;
  /** Asks for money to go back. */
  refund(request: RefundRequest, options: CallOptions): Promise<RefundAnswer>;
  /** Follows a refund, or a cancel that gives money back. */
  queryRefund(name: RefundName, options: CallOptions): Promise<RefundAnswer>;
  /** Reads and verifies what was posted to the till as a notification of the gateway's. Asks nobody; never throws. */
  readNotification(body: string, contentType: string): Promise<Notification>;
  preflight(options: CallOptions): Promise<PreflightResult>;
  /** Opens a connection ahead of a submit, so that the sale does not wait for TLS. Never fails. */
  warm(): void;
  /** Our clock minus the gateway's, ms, from the last answer's `Date`. */
  clockSkewMs(): number | undefined;
  close(): Promise<void>;
}
