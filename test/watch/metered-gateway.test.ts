import { expect, test } from 'vitest';
import type { Gateway } from '../../src/payment/gateway.ts';
import { type GatewayEar, meteredGateway } from '../../src/watch/metered-gateway.ts';
import { handClock } from '../support/hand-clock.ts';
import { answerOf } from '../support/orders.ts';

/** What answers a query as it is told; nothing else of it is used here. */
function bench(query: Gateway['query']) {
  const told: Parameters<GatewayEar['answered']>[0][] = [];
  const calling: unknown[] = [];
  const clock = handClock();
  const ear: GatewayEar = {
    calling: (...call) => void calling.push(call),
    answered: (call) => void told.push(call),
  };
  const gateway = meteredGateway({ query } as Gateway, ear, clock);
  return { gateway, told, calling, clock };
}

test('a call is told as it begins, and with its outcome and time when it is answered', async () => {
  const { gateway, told, calling, clock } = bench(async () => {
    await clock.advance(250);
    return answerOf('pending');
  });
  const answer = await gateway.query('A', { timeoutMs: 1000 });
  expect(answer).toEqual(answerOf('pending'));
  expect(calling).toEqual([['query', 'A']]);
  expect(told).toEqual([{ method: 'query', outcome: 'pending', seconds: 0.25, orderNo: 'A' }]);
});

test('silence is told by its reason', async () => {
  const { gateway, told } = bench(async () => answerOf('unknown'));
  await gateway.query('A', { timeoutMs: 1000 });
  expect(told.map(({ outcome }) => outcome)).toEqual(['timeout']);
});

test('what a gateway throws is told, and thrown on', async () => {
  const { gateway, told } = bench(() => Promise.reject(new Error('stopped')));
  await expect(gateway.query('A', { timeoutMs: 1000 })).rejects.toThrow('stopped');
  expect(told.map(({ outcome }) => outcome)).toEqual(['thrown']);
});
