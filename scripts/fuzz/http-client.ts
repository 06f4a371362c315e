import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Answer } from './answers.ts';

export interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

export interface HttpClient {
  send(sent: Sent): Promise<Answer>;
  /** Writes bytes and waits until the till has closed, or a moment; the answer's first line counts. */
  sendRaw(bytes: Buffer): Promise<Answer>;
  close(): void;
}

const GIVE_UP_MS = 30_000;
const RAW_MS = 150;

export function httpClient(url: string, connections: number): HttpClient {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: ({ method, path, headers, body }) =>
      new Promise((resolve) => {
        const startedAt = performance.now();
        const end = (status: number, type = '', text = '') =>
          resolve({ status, type, body: text, tookMs: performance.now() - startedAt });
        const length = body === undefined ? {} : { 'content-length': body.length };
        const all = { ...length, ...headers };
        const asking = request(
          { hostname, port, method, path, headers: all, agent, timeout: GIVE_UP_MS },
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('error', () => end(0));
            answer.on('end', () => {
              const text = Buffer.concat(chunks).toString();
              end(answer.statusCode ?? 0, answer.headers['content-type'] ?? '', text);
            });
          },
        );
        asking.on('timeout', () => asking.destroy());
        asking.on('error', () => end(0));
        asking.end(body);
      }),
    sendRaw: (bytes) =>
      new Promise((resolve) => {
        const startedAt = performance.now();
        let text = '';
        const socket = connect(Number(port), hostname);
        const end = () => {
          socket.destroy();
          const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
          // It is this side that waits.
          resolve({
            status,
            type: '',
            body: '',
            tookMs: Math.max(0, performance.now() - startedAt - RAW_MS),
          });
        };
        socket.setTimeout(RAW_MS, end);
        socket.on('data', (chunk: Buffer) => {
          text = (text + chunk.toString('latin1')).slice(0, 100);
        });
        socket.on('error', end);
        socket.on('close', end);
        socket.write(bytes);
      }),
    close: () => agent.destroy(),
  };
}
