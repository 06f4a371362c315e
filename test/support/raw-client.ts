import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A connection of bytes to a till, as no library would make it. */
export interface RawClient {
  socket: Socket;
  /** All that came, as latin1. */
  received(): string;
  /** Whether the till has ended it. */
  isOver(): boolean;
  send(bytes: string | Uint8Array): void;
  /** Waits until the till has ended it; gives all that came. */
  ended(timeoutMs?: number): Promise<string>;
}

export async function rawClient(port: number, host = '127.0.0.1'): Promise<RawClient> {
  const socket = connect({ port, host, allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  let text = '';
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', over).on('close', over).on('end', over);
  await until(() => isOver || !socket.connecting, { what: 'the connection is made or refused' });
  return {
    socket,
    received: () => text,
    isOver: () => isOver,
    send: (bytes) => void (isOver || socket.write(bytes)),
    ended: async (timeoutMs) => {
      await until(() => isOver, { what: 'the till ends the connection', ...(timeoutMs && { timeoutMs }) });
      return text;
    },
  };
}

/** The status of an answer that came as text; nothing where there is none. */
export const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? Number.NaN);

/** A WebSocket to the till's sockets, made by hand: what is sent over it can be anything. */
export async function rawWebSocket(
  port: number,
  { host = '127.0.0.1', headers = '' } = {},
): Promise<RawClient> {
  const client = await rawClient(port, host);
  client.send(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${headers}\r\n`,
  );
  await until(() => client.isOver() || client.received().includes('"sid"'), { what: 'the socket is open' });
  return client;
}

/** Opcodes of RFC 6455. */
export const OPCODE = { text: 1, binary: 2, close: 8, ping: 9 };

export interface FrameParts {
  opcode?: number;
  /** Default: masked, as a browser has to. */
  isMasked?: boolean;
  /** The length it states, where that is not its own. */
  statedLength?: number;
}

/** One WebSocket frame. */
export function frame(
  payload: string | Buffer,
  { opcode = OPCODE.text, isMasked = true, statedLength }: FrameParts = {},
) {
  const body = Buffer.from(payload);
  const length = statedLength ?? body.length;
  const mask = isMasked ? randomBytes(4) : Buffer.alloc(0);
  const bit = isMasked ? 0x80 : 0;
  const head =
    length < 126
      ? Buffer.from([0x80 | opcode, bit | length])
      : length < 65_536
        ? Buffer.from([0x80 | opcode, bit | 126, length >> 8, length & 255])
        : Buffer.concat([Buffer.from([0x80 | opcode, bit | 127]), bigEndian(length)]);
  const masked = isMasked ? body.map((byte, at) => byte ^ (mask[at & 3] ?? 0)) : body;
  return Buffer.concat([head, mask, masked]);
}

function bigEndian(length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
}
