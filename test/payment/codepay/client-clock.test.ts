import { expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { gatewayAt, signedAnswer, submitRequest } from '../../support/codepay.ts';
import { httpText, rawServer } from '../../support/raw-server.ts';

const options = { timeoutMs: 5000 };
const DAY_MS = 86_400_000;

test("questions are put in the gateway's time once that is known; a payment and a refund never are", async () => {
  const body = await signedAnswer({ trans_status: 0 });
  const server = await rawServer((socket) =>
    socket.write(httpText(body, { headers: { Date: new Date(systemClock.now()).toUTCString() } })),
  );
  const clock: Clock = { ...systemClock, now: () => systemClock.now() - DAY_MS };
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}`, clock });
  await gateway.query('A', options);
  await gateway.query('A', options);
  await gateway.cancel('A', options);
  await gateway.queryRefund({ refundNo: 'AR' }, options);
  await gateway.submit(submitRequest('281234567890123456'), options);
  const { orderNo } = submitRequest('');
  await gateway.refund(
    { refundNo: 'AR', orderNo, amount: '1.00', currency: 'USD', description: 'A' },
    options,
  );
  await gateway.close();
  const daysOff = server.requests.map((request) => {
    const { timestamp } = JSON.parse(request.slice(request.indexOf('{'))) as { timestamp: string };
    // No minus zero: a moment lies between the two.
    return Math.round((systemClock.now() - Number(timestamp)) / DAY_MS) + 0;
  });
  expect(daysOff).toEqual([1, 0, 0, 0, 1, 1]);
});

test('a clock that is set is seen to be wrong before the next call', async () => {
  const body = await signedAnswer({ trans_status: 0 });
  const server = await rawServer((socket) =>
    socket.write(httpText(body, { headers: { Date: new Date(systemClock.now()).toUTCString() } })),
  );
  let offMs = 0;
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + offMs };
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}`, clock });
  await gateway.query('A', options);
  expect(Math.abs(gateway.clockSkewMs() ?? DAY_MS)).toBeLessThan(2000);
  offMs = -DAY_MS;
  expect(Math.abs((gateway.clockSkewMs() ?? 0) + DAY_MS)).toBeLessThan(2000);
  await gateway.close();
});
