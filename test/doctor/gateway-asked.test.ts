import { expect, onTestFinished, test } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { askGateway } from '../../src/doctor/ask-gateway.ts';
import type { Check } from '../../src/doctor/check.ts';
import { gatewayChecks } from '../../src/doctor/gateway-checks.ts';
import { readPrivateKey, readPublicKey, rsa2Signer, rsa2Verifier } from '../../src/payment/codepay/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { type GatewayAt, gatewayAt, gatewayKeys, merchantKeys } from '../support/codepay.ts';
import { rawServer } from '../support/raw-server.ts';
import { runSandbox } from '../support/sandbox.ts';

const MINUTE = 60_000;
/** The same time, set wrong by so much. */
const offBy = (ms: number): Clock => ({ ...systemClock, now: () => systemClock.now() + ms });

interface Wrong {
  clock?: Clock;
  config?: GatewayAt['config'];
  /** Another private key than the one whose public key the gateway has. */
  wrongMerchantKey?: true;
  wrongGatewayKey?: true;
}

/** What the doctor says of a till that differs from what the sandbox knows. */
async function examined(sandbox: Sandbox, wrong: Wrong = {}): Promise<Record<string, Check>> {
  const own = readPrivateKey(sandbox.merchantPrivateKey);
  const theirs = readPublicKey(sandbox.gatewayPublicKey);
  const gateway = gatewayAt({
    url: sandbox.url,
    clock: wrong.clock ?? systemClock,
    config: { refusalCodes: [...sandbox.refusalCodes], ...wrong.config },
    parts: {
      credentials: {
        type: 'rsa2',
        signer: rsa2Signer(wrong.wrongMerchantKey ? merchantKeys.privateKey : own),
        verifier: rsa2Verifier(wrong.wrongGatewayKey ? gatewayKeys.publicKey : theirs),
      },
    },
  });
  onTestFinished(() => gateway.close());
  const facts = await askGateway(gateway);
  const checks = gatewayChecks({ kind: 'asked', baseUrl: sandbox.url, isSigned: true, ...facts });
  return Object.fromEntries(checks.map((check) => [check.id, check]));
}

test('right keys, ids and clock are proven by a number that no till can give', async () => {
  const asked: string[] = [];
  const { sandbox } = await runSandbox({
    onRequest: ({ method, orderNo }) => asked.push(`${method} ${orderNo}`),
  });
  const checks = await examined(sandbox);
  expect(Object.values(checks).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  expect(checks.keys?.detail).toContain('a number that nobody has');
  expect(asked, 'an order of a till begins with its day').toEqual([
    expect.stringMatching(/^order\.query CHECK-\w{26}$/),
  ]);
});

test.each<[string, Wrong, RegExp, RegExp]>([
  [
    'a private key the gateway has not',
    { wrongMerchantKey: true },
    /SBX_SIGN/,
    /public key in the portal.*upload it again/,
  ],
  [
    "another key than the gateway's",
    { wrongGatewayKey: true },
    /does not fit its answers/,
    /gatewayPublicKeyFile/,
  ],
  ['another app', { config: { appId: 'wzother' } }, /SBX_APP/, /gateway\.appId/],
  ['another merchant', { config: { merchantNo: '1' } }, /SBX_MERCHANT/, /gateway\.merchantNo/],
  ['an unknown word for "no record"', { config: { noRecordCodes: ['X1'] } }, /E04111/, /noRecordCodes/],
])('%s is told apart, with its own cure', async (_, wrong, detail, cure) => {
  const { sandbox } = await runSandbox();
  const { gateway, keys, clock } = await examined(sandbox, wrong);
  expect([gateway?.outcome, keys?.outcome, clock?.outcome]).toEqual(['ok', 'fail', 'ok']);
  expect(keys?.detail).toMatch(detail);
  expect(keys?.cure).toMatch(cure);
});

test.each([
  [20 * MINUTE, 'fail', '20 minutes fast.'],
  [-20 * MINUTE, 'fail', '20 minutes slow.'],
  [3 * MINUTE, 'warn', '3 minutes fast.'],
  [-3 * MINUTE, 'warn', '3 minutes slow.'],
])(
  'a clock that is %i ms off is told as that, and hides nothing of the keys',
  async (ms, outcome, detail) => {
    const { sandbox } = await runSandbox();
    const right = await examined(sandbox, { clock: offBy(ms) });
    expect(right.clock).toMatchObject({ outcome, detail, cure: expect.stringContaining('set-ntp') });
    expect(right.keys?.outcome).toBe('ok');
    const wrong = await examined(sandbox, { clock: offBy(ms), wrongMerchantKey: true });
    expect(wrong.clock?.outcome).toBe(outcome);
    expect(wrong.keys?.outcome).toBe('fail');
  },
);

test('another path, and a page in the place of the gateway, are no gateway', async () => {
  const { sandbox } = await runSandbox();
  const elsewhere = await examined(sandbox, { config: { path: '/other' } });
  expect(elsewhere.gateway).toMatchObject({ outcome: 'fail', cure: expect.stringContaining('gateway.path') });
  expect(elsewhere.keys?.outcome).toBe('warn');
  const body = '<html>Sign in to the guest network</html>';
  const page = await rawServer(
    (socket) => void socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
  );
  const gateway = gatewayAt({ url: `http://127.0.0.1:${page.port}` });
  onTestFinished(() => gateway.close());
  expect(await askGateway(gateway)).toMatchObject({
    preflight: { kind: 'unreachable', cure: expect.stringContaining('something else than the gateway') },
  });
});
