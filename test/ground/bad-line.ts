import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { rawServer } from '../support/raw-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openShop, type Shop } from './shop.ts';

/** An answer of the gateway on its way to the till. */
export interface Passing {
  method: string;
  orderNo: string;
  /** Counts the requests of this method for this order from 1. */
  nth: number;
  /** The bytes of the whole HTTP answer. */
  answer: Buffer;
}

/** Puts the answer on the wire, or spoils it. */
export type Delivery = (passing: Passing, socket: Socket) => void;

/** Between till and gateway: real sockets on both sides. What the till asks arrives; what it is answered may not. */
export interface BadLine {
  url: string;
  /** Connections that stand, till's side. */
  sockets: ReadonlySet<Socket>;
  /** From now on. Default: whole and at once. */
  deliver: Delivery;
}

export const whole: Delivery = ({ answer }, socket) => void socket.write(answer);

/** It goes away with the test. */
async function badLine(gatewayUrl: string, tls?: TlsOptions): Promise<BadLine> {
  const counts = new Map<string, number>();
  const pass = async (socket: Socket, request: string): Promise<void> => {
    const [head = '', body = ''] = request.split('\r\n\r\n');
    const { method = '', merchant_order_no: orderNo = '' } = JSON.parse(body) as Record<string, string>;
    const key = `${method} ${orderNo}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    const answer = await ask(new URL(head.split(' ')[1] ?? '', gatewayUrl), body);
    if (!socket.destroyed) line.deliver({ method, orderNo, nth, answer }, socket);
  };
  const server = await rawServer((socket, request) => {
    pass(socket, request).catch(() => socket.destroy());
  }, tls);
  const line: BadLine = {
    url: tls ? `https://localhost:${server.port}` : `http://127.0.0.1:${server.port}`,
    sockets: server.sockets,
    deliver: whole,
  };
  return line;
}

function ask(url: URL, body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const request = httpRequest(url, { method: 'POST', headers, agent: false }, (response) => {
      answerOf(response).then(resolve, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function answerOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const lines = ['content-type', 'content-length', 'date'].map(
    (name) => `${name}: ${response.headers[name]}`,
  );
  const head = [`HTTP/1.1 ${response.statusCode} OK`, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), ...chunks]);
}

/** A shop whose till reaches its gateway over such a line. */
export async function shopOnBadLine(
  lanes: readonly string[] = ['1'],
  speed = 10,
): Promise<{ shop: Shop; line: BadLine }> {
  let line: BadLine | undefined;
  const shop = await openShop({
    folder: temporaryFolder(),
    lanes,
    speed,
    payment: { cancelNotBeforeSeconds: 1 },
    reachedAt: async (url) => {
      line = await badLine(url);
      return line.url;
    },
  });
  if (!line) throw new Error('no line');
  return { shop, line };
}
