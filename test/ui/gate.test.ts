import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { createGate } from '../../src/ui/gate.ts';
import { handClock } from '../support/hand-clock.ts';

/** The till's gate, and requests that come to it. */
function gateOf() {
  const proven = new Set<unknown>();
  const clock = handClock();
  const gate = createGate({
    limits: { connections: 100, connectionsPerAddress: 10, requestsPerSecond: 50 },
    connections: { isProven: (request) => proven.has(request) },
    clock,
    warn: () => {},
  });
  const from = (remoteAddress: string) =>
    ({
      socket: Object.assign(new EventEmitter(), { remoteAddress }),
      headers: { host: 'localhost' },
      httpVersion: '1.1',
    }) as unknown as IncomingMessage;
  /** How many of so many at once are let in. */
  const letIn = (count: number, request: (n: number) => IncomingMessage) =>
    Array.from({ length: count }, (_, n) => gate.admitsUpgrade(request(n))).filter((wait) => wait === 0)
      .length;
  return { gate, from, letIn, proven, clock };
}

const address = (n: number) => `10.0.${n >> 8}.${n & 255}`;

test('strangers under many addresses share one measure; who is known and the machine itself are not kept waiting by them', async () => {
  const { from, letIn, proven, clock } = gateOf();
  expect(letIn(2000, (n) => from(address(n)))).toBe(900);
  const tablet = from('10.9.9.9');
  proven.add(tablet);
  expect(letIn(1, () => tablet)).toBe(1);
  expect(letIn(1, () => from('127.0.0.1'))).toBe(1);
  await clock.advance(1000);
  expect(letIn(2000, (n) => from(address(n)))).toBe(300);
});

test('one address has its own measure, whoever asks from it', () => {
  const { from, letIn, proven } = gateOf();
  const tablet = from('10.9.9.9');
  proven.add(tablet);
  expect(letIn(400, () => tablet)).toBe(150);
});
