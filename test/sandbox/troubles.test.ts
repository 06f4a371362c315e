import { expect, onTestFinished, test } from 'vitest';
import { scaledClock, systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId } from '../../src/sandbox/index.ts';
import { submitRequest } from '../support/codepay.ts';
import { clientOf, runSandbox } from '../support/sandbox.ts';

const options = { timeoutMs: 15_000 };
const payment = (outcome: OutcomeId) => submitRequest(makeCode({ wallet: 'alipay', outcome }, systemRandom));

async function truthAt(url: string, orderNo: string): Promise<unknown> {
  const answer = await fetch(`${url}/truth/${orderNo}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

test('a gateway that is down cuts every connection for a minute, and still tells the truth', async () => {
  const clock = scaledClock(50);
  const { sandbox, gateway } = await runSandbox({ clock });
  const request = payment('down');
  expect(await gateway.submit(request, options)).toMatchObject({ kind: 'unknown', reason: 'connectionLost' });
  expect(await gateway.query(request.orderNo, options)).toMatchObject({
    kind: 'unknown',
    reason: 'connectionLost',
  });
  expect(await gateway.preflight(options)).toMatchObject({ kind: 'unreachable' });
  expect(await truthAt(sandbox.url, request.orderNo)).toMatchObject({ state: 'paid', keptMinor: 1230 });
  await clock.sleep(60_000);
  expect(await gateway.query(request.orderNo, options)).toMatchObject({ kind: 'success' });
});

test("the gateway's clock is seen to be off for a minute, and right again", async () => {
  const clock = scaledClock(50);
  const { gateway } = await runSandbox({ clock });
  await gateway.query('A', options);
  expect(Math.abs(gateway.clockSkewMs() ?? Number.NaN)).toBeLessThan(60_000);
  expect(await gateway.submit(payment('skew'), options)).toMatchObject({ kind: 'success' });
  expect(Math.abs((gateway.clockSkewMs() ?? Number.NaN) + 12 * 60_000)).toBeLessThan(60_000);
  expect(await gateway.preflight(options)).toEqual({ kind: 'ready' });
  await clock.sleep(60_000);
  await gateway.query('A', options);
  expect(Math.abs(gateway.clockSkewMs() ?? Number.NaN)).toBeLessThan(60_000);
});

test('timestamps are checked against the clock that is off', async () => {
  const { sandbox, gateway } = await runSandbox();
  const late = { ...systemClock, now: () => systemClock.now() - 5 * 60_000 };
  const slow = clientOf(sandbox, late);
  onTestFinished(() => slow.close());
  expect(await slow.preflight(options)).toEqual({ kind: 'ready' });
  await gateway.submit(payment('skew'), options);
  const stranger = clientOf(sandbox, late);
  onTestFinished(() => stranger.close());
  expect(await stranger.preflight(options)).toMatchObject({ kind: 'refused' });
});

test('whoever is on this machine may ask whose money moved', async () => {
  const { sandbox, gateway } = await runSandbox();
  const request = payment('discount');
  await gateway.submit(request, options);
  expect(await truthAt(sandbox.url, request.orderNo)).toEqual({
    orderNo: request.orderNo,
    exists: true,
    state: 'paid',
    paidMinor: 1230,
    refundedMinor: 0,
    keptMinor: 1230,
    since: expect.any(Number),
  });
  expect(await truthAt(sandbox.url, 'nobody')).toEqual({
    orderNo: 'nobody',
    exists: false,
    state: 'none',
    paidMinor: 0,
    refundedMinor: 0,
    keptMinor: 0,
  });
  for (const path of ['/truth/', '/truth/a/b', '/truth/a?b', '/truth/%zz', `/truth/${'a'.repeat(33)}`]) {
    expect((await fetch(`${sandbox.url}${path}`)).status, path).toBe(404);
  }
  expect((await fetch(`${sandbox.url}/truth/nobody`, { method: 'POST' })).status).toBe(404);
});
