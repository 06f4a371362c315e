import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { errorText, systemCode, TillError } from '../errors.ts';
import type { Log } from '../log.ts';
import { isLoopbackAddress } from '../loopback.ts';
import type { Random } from '../random.ts';
import { sandboxKeys } from './keys.ts';
import type { Truth } from './ledger.ts';
import { openLedgerFile } from './ledger-file.ts';
import { createNotifier } from './notifier.ts';
import { createProtocol } from './protocol.ts';
import { SANDBOX_APP_ID, SANDBOX_MERCHANT_NO, SANDBOX_REFUSAL_CODES } from './requests.ts';
import { createSimulatedGateway } from './simulated-gateway.ts';

export interface SandboxParts {
  /** Default: loopback. */
  host?: string;
  /** Default 0: any free one. */
  port?: number;
  /** Holds `keys/` and the ledger; made if missing. One sandbox at a time. */
  dir: string;
  clock: Clock;
  random: Random;
  log: Log;
  /** How long a customer types a password, ms. Default 3000. */
  customerDelayMs?: (random: Random) => number;
  /** Called as each request has arrived whole, before anything is done about it. */
  onRequest?: (request: { method: string; orderNo: string }) => void;
}

export interface Sandbox {
  /** Base URL, such as `http://127.0.0.1:9200`. */
  url: string;
  path: string;
  appId: string;
  merchantNo: string;
  /** PEM. */
  merchantPrivateKey: string;
  /** PEM. */
  gatewayPublicKey: string;
  /** For `gateway.refusalCodes` of a till that talks to it. */
  refusalCodes: readonly string[];
  /** Whose money has moved by now. */
  truthOf(orderNo: string): Truth;
  /** Ends hanging connections too. */
  close(): Promise<void>;
}

const PATH = '/api/entry';
const TRUTH_PATH = /^\/truth\/([0-9A-Za-z_|*@-]{1,32})$/;
const MAX_REQUEST_BYTES = 64 * 1024;

/**
 * The gateway simulator as an HTTP server. Beside the contract, `GET /truth/ORDERNO` tells this machine alone whose
 * money moved, even while the gateway plays dead. Throws `PORT_IN_USE` or
 * `DATA_FOLDER_UNUSABLE`.
 */
export async function startSandbox(parts: SandboxParts): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, dir, clock, random, log } = parts;
  const keys = await sandboxKeys(dir);
  const ledger = await openLedgerFile(join(dir, 'ledger.jsonl'), log);
  const closing = new AbortController();
  const gateway = createSimulatedGateway({
    ledger,
    clock,
    random,
    hashKey: keys.gateway.privateKey,
    customerDelayMs: parts.customerDelayMs ?? (() => 3_000),
    notify: createNotifier({ keys, clock, log, signal: closing.signal }),
  });
  const shownClock: Clock = { ...clock, now: () => clock.now() + gateway.clockOffsetMs() };
  const { onRequest } = parts;
  const protocol = createProtocol({ keys, gateway, clock: shownClock, random, onRequest });

  const answerTruth = (response: ServerResponse, orderNo: string) => {
    response.writeHead(200, { 'Content-Type': 'application/json; charset=UTF-8' });
    response.end(`${JSON.stringify({ orderNo, ...gateway.truthOf(orderNo) })}\n`);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.sendDate = false;
    const [, orderNo] = TRUTH_PATH.exec(request.url ?? '') ?? [];
    if (request.method === 'GET' && orderNo !== undefined) {
      if (isLoopbackAddress(request.socket.remoteAddress)) answerTruth(response, orderNo);
      else response.writeHead(403).end();
      return;
    }
    if (request.method !== 'POST' || request.url !== PATH) {
      response.writeHead(404).end();
      return;
    }
    if (gateway.isDown()) {
      response.destroy();
      return;
    }
    const reaction = await protocol.react(await readBody(request));
    if (reaction.kind === 'drop') response.destroy();
    if (reaction.kind !== 'answer') return;
    const text = await protocol.answerText(reaction);
    if (reaction.afterMs) await clock.sleep(reaction.afterMs, closing.signal);
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=UTF-8',
      'Content-Length': Buffer.byteLength(text),
      Date: new Date(shownClock.now()).toUTCString(),
    });
    response.end(text);
  };

  const server = createServer((request, response) => {
    // Node takes it away from a request that was broken off.
    const { socket } = request;
    serve(request, response).catch((error: unknown) => {
      const clientIsGone = socket.destroyed || closing.signal.aborted;
      if (!clientIsGone) log.error('sandbox request failed', { error: errorText(error) });
      socket.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenError(cause, host, port)));
    server.listen(port, host, resolve);
  }).catch(async (error: unknown) => {
    await ledger.close();
    throw error;
  });
  const address = server.address();
  const openPort = typeof address === 'object' && address ? address.port : port;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${openPort}`,
    path: PATH,
    appId: SANDBOX_APP_ID,
    merchantNo: SANDBOX_MERCHANT_NO,
    merchantPrivateKey: keys.merchant.privateKey,
    gatewayPublicKey: keys.gateway.publicKey,
    refusalCodes: SANDBOX_REFUSAL_CODES,
    truthOf: gateway.truthOf,
    close: async () => {
      closing.abort(new Error('the sandbox is closed'));
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await ledger.close();
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_REQUEST_BYTES) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listenError(cause: unknown, host: string, port: number): unknown {
  if (systemCode(cause) !== 'EADDRINUSE') return cause;
  return new TillError({
    code: 'PORT_IN_USE',
    message: `the sandbox cannot listen on ${host}:${port}: something else does`,
    hint: 'Give another --port, or stop what uses this one.',
    cause,
  });
}
