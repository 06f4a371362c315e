import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { Clock } from '../clock.ts';
import type { NoticeVerdict } from '../payment/index.ts';
import { placeOf } from './caller.ts';
import { saidBack } from './scanned.ts';

export interface WebhookParts {
  /** Takes what was posted. Never rejects. */
  take(body: string, contentType: string): Promise<NoticeVerdict>;
  clock: Clock;
}

/** Answers a posted notification, whatever its path. */
export type Webhook = (request: IncomingMessage, response: ServerResponse) => void;

export const WEBHOOK_PATH = '/webhooks/codepay';

/** A genuine notification has about 1 KB. */
const LARGEST_BODY = 64 * 1024;
/** Of all that are being taken at once: a flood must not fill the memory. */
const MOST_HELD = 4 * 1024 * 1024;
/** Of one address: who posts slowly must not hold what the gateway's own needs. */
const MOST_HELD_BY_ONE = MOST_HELD / 4;
/** The gateway waits 5 s. One that is not kept by then is told again. */
const ANSWER_WITHIN_MS = 4500;

/**
 * Hears notifications of the gateway. The signature is the key: neither a token nor a known `Host` is asked for, since
 * the gateway calls by the name in `notifyUrl`, often through a proxy. A browser has no business here: whatever carries
 * an `Origin` is refused.
 */
export function createWebhook({ take, clock }: WebhookParts): Webhook {
  let held = 0;
  const heldBy = new Map<string, number>();

  /** Takes that much of what may be held at once, or gives it back. */
  const hold = (place: string, bytes: number): void => {
    held += bytes;
    const own = (heldBy.get(place) ?? 0) + bytes;
    if (own > 0) heldBy.set(place, own);
    else heldBy.delete(place);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const length = request.headers['content-length'];
    const claim = length === undefined ? LARGEST_BODY : Number(length);
    const place = placeOf(request);
    const free = Math.min(MOST_HELD - held, MOST_HELD_BY_ONE - (heldBy.get(place) ?? 0));
    const refusal = refusalOf(request, claim, free);
    if (refusal) {
      send(response.setHeader('Connection', 'close'), ...refusal);
      return;
    }
    hold(place, claim);
    let isRead = false;
    const callOff = clock.after(ANSWER_WITHIN_MS, () => {
      if (isRead) send(response, 503, 'Not kept in time. Send it again.');
      else request.destroy();
    });
    try {
      const body = await readBody(request);
      isRead = true;
      if (body === undefined) send(response.setHeader('Connection', 'close'), 413, TOO_LARGE);
      else send(response, ...(await answerTo(body, request, take)));
    } finally {
      callOff();
      hold(place, -claim);
    }
  };

  return (request, response) => {
    // Who breaks off hears no answer.
    answer(request, response).catch(() => request.destroy());
  };
}

/** Serves the webhook and nothing else: for a port that faces the internet while the till's own does not. */
export function createWebhookServer(webhook: Webhook): HttpServer {
  const limits = {
    maxHeaderSize: 8 * 1024,
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
  };
  const server = createServer(limits, (request, response) => {
    const [path] = (request.url ?? '').split('?');
    if (request.method === 'POST' && path === WEBHOOK_PATH) webhook(request, response);
    else send(response.setHeader('Connection', 'close'), 404, 'There is nothing here.');
  });
  server.maxConnections = 1000;
  return server;
}

type PlainAnswer = [status: number, text: string];

const TOO_LARGE = `The body is larger than ${LARGEST_BODY / 1024} KB.`;

/** What can be refused before the body is read. */
function refusalOf({ headers }: IncomingMessage, claim: number, free: number): PlainAnswer | undefined {
  if (headers.origin !== undefined) return [403, 'Notifications do not come from a browser.'];
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') return [415, 'Content-Encoding: expected none.'];
  if (claim > LARGEST_BODY) return [413, TOO_LARGE];
  if (claim > free) return [503, 'Too many at once. Send it again.'];
  return undefined;
}

/** Nothing where it is larger than it may be. Rejects where the sender breaks off. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function answerTo(
  body: Buffer,
  request: IncomingMessage,
  take: WebhookParts['take'],
): Promise<PlainAnswer> {
  const text = utf8(body);
  if (text === undefined) return [400, 'The body is not UTF-8.'];
  const verdict = await take(text, request.headers['content-type'] ?? '');
  switch (verdict.kind) {
    case 'taken':
      return [200, 'success'];
    case 'refused':
      return [401, 'The signature does not fit.'];
    case 'misdirected':
      return [403, saidBack(verdict.detail)];
    case 'malformed':
      return [400, saidBack(verdict.detail)];
    case 'notKept':
      return [503, 'Not kept. Send it again.'];
  }
}

/** Bytes that are not UTF-8 could be read as two texts. */
function utf8(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, ...[status, text]: PlainAnswer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 503 ? { 'Retry-After': '5' } : {}),
  });
  response.end(text);
}
