import type { Clock } from '../../clock.ts';
import type { CodePayConfig } from '../../config.ts';
import { errorText, TillError } from '../../errors.ts';
import { type Log, maskRuns } from '../../log.ts';
import { isLoopbackHost } from '../../loopback.ts';
import type { Random } from '../../random.ts';
import type {
  Answer,
  CallOptions,
  ExchangeFacts,
  Gateway,
  RefundRequest,
  SubmitRequest,
} from '../gateway.ts';
import type { GatewayIdentity } from '../order.ts';
import {
  cancelAnswer,
  exchangeFacts,
  queryAnswer,
  refundAnswer,
  refundSubmitAnswer,
  submitAnswer,
} from './answer.ts';
import { type Connection, createConnection } from './connection.ts';
import { buildRequest, canonicalString, type Method } from './envelope.ts';
import type { Fault } from './faults.ts';
import { readNotification } from './notification.ts';
import { preflightNumber, preflightResult, traceNumber } from './preflight.ts';
import { type Reply, readReply } from './reply.ts';
import type { Signer, Verifier } from './signing.ts';

/** How the till shows who it is. With `basic`, answers are not signed and are believed for the connection's sake. */
export type Credentials =
  | { type: 'rsa2'; signer: Signer; verifier: Verifier }
  | { type: 'basic'; username: string; password: string };

export interface CodePayParts {
  config: Omit<CodePayConfig, 'auth'>;
  /** What orders are stamped with. */
  identity: GatewayIdentity;
  credentials: Credentials;
  clock: Clock;
  random: Random;
  log: Log;
  /** Certificate authorities to trust in place of the system's, PEM. */
  ca?: string;
  /** Where the gateway tells of outcomes, asked before each request. Default: `config.notifyUrl`. */
  notifyUrl?: () => string | undefined;
  /** What carries the requests. Default: HTTP to `baseUrl`. */
  connection?: Connection;
}

/**
 * Sent under the gateway's own time: they must be heard even while our clock is wrong. Never so a payment or a refund: one
 * that lies about its age could still arrive when it is counted as lost.
 */
const QUESTIONS: ReadonlySet<Method> = new Set(['order.query', 'order.revoker', 'order.refund.query']);

/** What became of one call, before it is read as an answer to a submit, a query or a cancel. */
type Called =
  | { kind: 'replied'; reply: Reply; traceId: string }
  | { kind: 'failed'; begun: boolean; fault: Fault; traceId: string };

interface Call extends CallOptions {
  method: Method;
  business: Record<string, string | undefined>;
  once?: boolean;
}

/**
 * The CodePay gateway over HTTP. Throws `CONFIG_INVALID` at once where Basic authentication would cross a network
 * in clear; afterwards no call throws.
 */
export function createCodePayGateway(parts: CodePayParts): Gateway {
  const { config, identity, credentials, clock, random, ca } = parts;
  const log = parts.log.with({ part: 'gateway' });
  const baseUrl = new URL(config.baseUrl);
  if (credentials.type === 'basic' && baseUrl.protocol !== 'https:' && !isLoopbackHost(baseUrl.hostname)) {
    throw new TillError({
      code: 'CONFIG_INVALID',
      message: `gateway.baseUrl is ${baseUrl.origin}: Basic authentication would send the password in clear`,
      hint: 'Use an https:// address, or auth.type "rsa2".',
    });
  }
  const path = baseUrl.pathname.replace(/\/$/, '') + config.path;
  const connection = parts.connection ?? createConnection({ baseUrl, path, clock, ca });
  const notifyUrl = parts.notifyUrl ?? (() => config.notifyUrl);
  const verifier = credentials.type === 'rsa2' ? credentials.verifier : undefined;

  const bodyFor = async (method: Method, business: Call['business']): Promise<string> => {
    const fields = buildRequest({
      appId: config.appId,
      method,
      signType: credentials.type === 'rsa2' ? 'RSA2' : 'NONE',
      timestampAt: QUESTIONS.has(method) ? clock.now() - (connection.clockSkewMs() ?? 0) : clock.now(),
      business: { merchant_no: config.merchantNo, ...business },
    });
    if (credentials.type === 'basic') return JSON.stringify(fields);
    return JSON.stringify({ ...fields, sign: await credentials.signer.sign(canonicalString(fields)) });
  };

  const headersFor = (traceId: string): Record<string, string> => ({
    'Content-Type': 'application/json; charset=UTF-8',
    Accept: 'application/json',
    'Http-Request-Psn': traceId,
    ...(credentials.type === 'basic' && { Authorization: basicHeader(credentials) }),
  });

  const call = async ({ method, business, timeoutMs, signal, once = false }: Call): Promise<Called> => {
    const traceId = traceNumber(clock.now(), random);
    const startedAt = clock.monotonic();
    const called = await bodyFor(method, business).then(
      async (body): Promise<Called> => {
        const exchange = await connection.post({
          body,
          headers: headersFor(traceId),
          timeoutMs,
          once,
          signal,
        });
        if (exchange.kind === 'failed') return { ...exchange, traceId };
        return { kind: 'replied', reply: await readReply(exchange.body, verifier), traceId };
      },
      (error: unknown): Called => ({ kind: 'failed', begun: false, fault: buildFault(error), traceId }),
    );
    log.debug('gateway called', {
      method,
      traceId,
      orderNo: business.merchant_order_no,
      tookMs: Math.round(clock.monotonic() - startedAt),
      ...(called.kind === 'failed' ? { fault: called.fault.detail } : { reply: called.reply.kind }),
    });
    if (called.kind === 'replied' && called.reply.kind === 'unbelievable') {
      const { reason, claims } = called.reply;
      const orderNo = business.merchant_order_no;
      log.warn('gateway answer cannot be believed', { method, traceId, orderNo, reason, psn: claims.psn });
    }
    return called;
  };

  const query = (orderNo: string, options: CallOptions) =>
    call({ ...options, method: 'order.query', business: { merchant_order_no: orderNo } });

  return {
    identity,
    submit: async (request, options) => {
      const business = { ...submitFields(request, config), notify_url: notifyUrl() };
      const called = await call({ ...options, method: 'bscanc.pay.submit', business, once: true });
      if (called.kind === 'failed') return notAnswered(called);
      return withoutCode(submitAnswer(called.reply, config, called.traceId), request.authCode);
    },
    query: async (orderNo, options) => {
      const called = await query(orderNo, options);
      return called.kind === 'failed' ? unknown(called) : queryAnswer(called.reply, config, called.traceId);
    },
    cancel: async (orderNo, options) => {
      const business = { merchant_order_no: orderNo };
      const called = await call({ ...options, method: 'order.revoker', business });
      return called.kind === 'failed' ? unknown(called) : cancelAnswer(called.reply, orderNo, called.traceId);
    },
    refund: async (request, options) => {
      const business = { ...refundFields(request, config), notify_url: notifyUrl() };
      const called = await call({ ...options, method: 'order.refund.submit', business, once: true });
      if (called.kind === 'failed') return notAnswered(called);
      return refundSubmitAnswer(called.reply, config, called.traceId);
    },
    queryRefund: async (name, options) => {
      const business = 'transNo' in name ? { trans_no: name.transNo } : { merchant_order_no: name.refundNo };
      const called = await call({ ...options, method: 'order.refund.query', business });
      return called.kind === 'failed' ? unknown(called) : refundAnswer(called.reply, config, called.traceId);
    },
    readNotification: (body, contentType) =>
      readNotification(
        { body, contentType },
        { appId: config.appId, merchantNo: config.merchantNo, verifier },
      ),
    preflight: async (options) => {
      const called = await query(preflightNumber(random), options);
      if (called.kind === 'failed') {
        const { detail, cure } = called.fault;
        return { kind: 'unreachable', detail, cure };
      }
      const told = { reply: called.reply, facts: exchangeFacts(called.reply, called.traceId) };
      return preflightResult({ ...told, codes: config, skewMs: connection.clockSkewMs() });
    },
    warm: connection.warm,
    clockSkewMs: connection.clockSkewMs,
    close: async () => connection.close(),
  };
}

function submitFields(request: SubmitRequest, config: CodePayParts['config']): Call['business'] {
  const { payMethodId } = config;
  return {
    merchant_order_no: request.orderNo,
    auth_code: request.authCode,
    price_currency: request.currency,
    order_amount: request.amount,
    description: request.description,
    attach: request.attach,
    expires: String(request.expiresSeconds),
    pay_method_id: typeof payMethodId === 'object' ? payMethodId[request.wallet] : payMethodId,
    store_no: config.storeNo,
    terminal_sn: config.terminalSn,
  };
}

function refundFields(request: RefundRequest, config: CodePayParts['config']): Call['business'] {
  return {
    merchant_order_no: request.refundNo,
    orig_merchant_order_no: request.orderNo,
    price_currency: request.currency,
    order_amount: request.amount,
    description: request.description,
    store_no: config.storeNo,
    terminal_sn: config.terminalSn,
  };
}

type Failed = Extract<Called, { kind: 'failed' }>;
type Unknown = Extract<Answer, { kind: 'unknown' }>;
type NotSent = Extract<Answer, { kind: 'notSent' }>;

function unknown({ fault, traceId }: Failed): Unknown {
  return { kind: 'unknown', reason: fault.reason, detail: fault.detail, traceId };
}

function notAnswered(failed: Failed): Unknown | NotSent {
  return failed.begun ? unknown(failed) : { ...unknown(failed), kind: 'notSent' };
}

function buildFault(error: unknown): Fault {
  return {
    reason: 'connectionFailed',
    detail: `the request could not be made: ${maskRuns(errorText(error))}`,
    cure: 'Check the gateway settings and the private key.',
  };
}

/** A gateway's error may quote the code back at us, also one that looks like no other; it goes no further. */
function withoutCode<T extends ExchangeFacts>(answer: T, authCode: string): T {
  const { code, message } = answer;
  const safe = (text: string) => maskRuns(text.replaceAll(authCode, '…'));
  return {
    ...answer,
    ...(code !== undefined && { code: safe(code) }),
    ...(message !== undefined && { message: safe(message) }),
  };
}

function basicHeader({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}
