import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { configSchema } from '../../src/config.ts';
import { canonicalString, type Fields } from '../../src/payment/codepay/envelope.ts';
import { readPrivateKey, readPublicKey, rsa2Signer, rsa2Verifier } from '../../src/payment/codepay/index.ts';
import { systemRandom } from '../../src/random.ts';
import {
  CODE_KINDS,
  makeCode,
  type OutcomeId,
  type Sandbox,
  writeTillConfig,
} from '../../src/sandbox/index.ts';
import { submitRequest } from '../support/codepay.ts';
import { clientOf, openSandbox, runSandbox } from '../support/sandbox.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const options = { timeoutMs: 5_000 };
const payment = (outcome: OutcomeId) => submitRequest(makeCode({ wallet: 'alipay', outcome }, systemRandom));

let made = 0;
const submitFields = (): Record<string, string> => {
  made += 1;
  return {
    app_id: 'wzsandbox',
    auth_code: makeCode({ wallet: 'alipay' }, systemRandom),
    charset: 'UTF-8',
    description: 'A sale',
    expires: '120',
    format: 'JSON',
    merchant_no: '502100000001',
    merchant_order_no: `S${made}`,
    method: 'bscanc.pay.submit',
    order_amount: '12.30',
    price_currency: 'USD',
    sign_type: 'RSA2',
    timestamp: String(systemClock.now()),
    version: '1.0',
  };
};

/** Posts fields as they are, signed with the merchant's key unless they bring a `sign`. */
async function post(sandbox: Sandbox, fields: Fields): Promise<Record<string, string>> {
  const sign = await rsa2Signer(readPrivateKey(sandbox.merchantPrivateKey)).sign(canonicalString(fields));
  const response = await fetch(`${sandbox.url}${sandbox.path}`, {
    method: 'POST',
    body: JSON.stringify({ sign, ...fields }),
  });
  expect(response.status).toBe(200);
  const answer = (await response.json()) as Record<string, string>;
  const verifier = rsa2Verifier(readPublicKey(sandbox.gatewayPublicKey));
  expect(await verifier.verify(canonicalString(answer), answer.sign ?? ''), 'every answer is signed').toBe(
    true,
  );
  expect(answer.psn).toMatch(/^\d{20}$/);
  return answer;
}

test('a right request is taken: this is what the wrong ones below differ from', async () => {
  const { sandbox } = await runSandbox();
  const fields = submitFields();
  expect(await post(sandbox, fields)).toMatchObject({ code: '0', msg: 'success' });
  expect(sandbox.truthOf(fields.merchant_order_no ?? '')).toMatchObject({ state: 'paid', keptMinor: 1230 });
});

test('whatever the genuine gateway would refuse is refused, and moves no money', async () => {
  const { sandbox } = await runSandbox();
  const minutes = (count: number) => String(systemClock.now() + count * 60_000);
  const wrong: [Record<string, unknown>, string][] = [
    [{ sign: 'AAAA' }, 'SBX_SIGN'],
    [{ sign: '' }, 'SBX_FIELD'],
    [{ sign: undefined }, 'SBX_FIELD'],
    [{ app_id: 'wzother' }, 'SBX_APP'],
    [{ merchant_no: '1' }, 'SBX_MERCHANT'],
    [{ method: 'pay' }, 'SBX_METHOD'],
    [{ format: 'XML' }, 'SBX_ENVELOPE'],
    [{ charset: undefined }, 'SBX_ENVELOPE'],
    [{ version: '2.0' }, 'SBX_ENVELOPE'],
    [{ sign_type: 'NONE' }, 'SBX_ENVELOPE'],
    [{ timestamp: minutes(-16) }, 'SBX_TIMESTAMP'],
    [{ timestamp: minutes(16) }, 'SBX_TIMESTAMP'],
    [{ timestamp: 'now' }, 'SBX_TIMESTAMP'],
    [{ attach: '' }, 'SBX_FIELD'],
    [{ attach: null }, 'SBX_FIELD'],
    [{ attach: '@x' }, 'SBX_FIELD'],
    [{ attach: 'x'.repeat(129) }, 'SBX_FIELD'],
    [{ auth_code: undefined }, 'SBX_FIELD'],
    [{ merchant_order_no: 'a b' }, 'SBX_FIELD'],
    [{ merchant_order_no: 'x'.repeat(33) }, 'SBX_FIELD'],
    [{ order_amount: '12,30' }, 'SBX_FIELD'],
    [{ order_amount: '0.00' }, 'SBX_FIELD'],
    [{ order_amount: '-1.00' }, 'SBX_FIELD'],
    [{ price_currency: 'usd' }, 'SBX_FIELD'],
    [{ expires: '0' }, 'SBX_FIELD'],
    [{ description: undefined }, 'SBX_FIELD'],
  ];
  for (const [change, code] of wrong) {
    const fields = { ...submitFields(), ...change };
    const answer = await post(sandbox, fields);
    expect(answer.code, JSON.stringify(change)).toBe(
      change.sign === undefined && 'sign' in change ? 'SBX_SIGN' : code,
    );
    expect(sandbox.truthOf(String(fields.merchant_order_no))).toMatchObject({ exists: false, keptMinor: 0 });
  }
});

test('a timestamp a quarter of an hour off is still taken', async () => {
  const { sandbox } = await runSandbox();
  const timestamp = String(systemClock.now() - 14 * 60_000);
  expect(await post(sandbox, { ...submitFields(), timestamp })).toMatchObject({ code: '0' });
});

test('a payment code pays once, whoever asks, and again after a restart it does not', async () => {
  const dir = temporaryFolder();
  const fields = submitFields();
  const first = await openSandbox({ dir });
  await post(first.sandbox, fields);
  expect(await post(first.sandbox, { ...fields, merchant_order_no: 'other' })).toMatchObject({
    code: 'SBX_CODE_USED',
  });
  await first.close();
  const second = await runSandbox({ dir });
  expect(await post(second.sandbox, { ...fields, merchant_order_no: 'other' })).toMatchObject({
    code: 'SBX_CODE_USED',
  });
  expect(
    await post(second.sandbox, { ...submitFields(), merchant_order_no: fields.merchant_order_no }),
  ).toMatchObject({
    code: 'SBX_ORDER_NO_USED',
  });
});

test('two submits of one number at the same moment are one payment', async () => {
  const { sandbox } = await runSandbox();
  const both = [submitFields(), submitFields()].map((fields) => ({ ...fields, merchant_order_no: 'twice' }));
  const codes = (await Promise.all(both.map((fields) => post(sandbox, fields)))).map(({ code }) => code);
  expect(codes.sort()).toEqual(['0', 'SBX_ORDER_NO_USED']);
});

test('what was answered is on disk: a sandbox killed at that moment knows it again, with the same keys', async () => {
  const dir = temporaryFolder();
  const { sandbox, gateway } = await runSandbox({ dir });
  const requests = [payment('paid'), payment('never'), payment('race')];
  for (const request of requests) await gateway.submit(request, options);
  await gateway.cancel(requests[2]?.orderNo ?? '', options);
  const copy = temporaryFolder();
  cpSync(dir, copy, { recursive: true });
  const after = await runSandbox({ dir: copy });
  expect(after.sandbox.merchantPrivateKey).toBe(sandbox.merchantPrivateKey);
  expect(after.sandbox.gatewayPublicKey).toBe(sandbox.gatewayPublicKey);
  for (const { orderNo } of requests) {
    expect(after.sandbox.truthOf(orderNo).exists).toBe(true);
    expect(after.sandbox.truthOf(orderNo).keptMinor).toBe(sandbox.truthOf(orderNo).keptMinor);
  }
});

test('no file of the sandbox holds a payment code, or anything that looks like one', async () => {
  const dir = temporaryFolder();
  const { gateway } = await runSandbox({ dir });
  const codes = CODE_KINDS.slice(0, 4).flatMap((wallet) =>
    Array.from({ length: 10 }, () => makeCode({ wallet, outcome: 'race' }, systemRandom)),
  );
  for (const code of codes) {
    const request = submitRequest(code);
    await gateway.submit(request, options);
    await gateway.cancel(request.orderNo, options);
  }
  const ledger = readFileSync(join(dir, 'ledger.jsonl'), 'utf8');
  expect(ledger.trimEnd().split('\n')).toHaveLength(codes.length * 2);
  expect(ledger).not.toMatch(/(^|[^0-9])28[0-9]{14,22}/);
  for (const code of codes) expect(ledger).not.toContain(code);
  for (const name of readdirSync(join(dir, 'keys'))) {
    expect(statSync(join(dir, 'keys', name)).mode & 0o777, name).toBe(0o600);
  }
});

test('the gateway clock of the Date header is the sandbox clock', async () => {
  const { gateway } = await runSandbox();
  const ahead = { ...systemClock, now: () => systemClock.now() + 5 * 60_000 };
  const { sandbox } = await runSandbox({ clock: ahead });
  await gateway.query('A', options);
  expect(Math.abs(gateway.clockSkewMs() ?? Number.NaN)).toBeLessThan(1_500);
  const other = clientOf(sandbox);
  await other.query('A', options);
  expect(Math.abs((other.clockSkewMs() ?? 0) + 5 * 60_000)).toBeLessThan(1_500);
  await other.close();
});

test('a till whose clock is too far off is refused by the preflight, which names the clock', async () => {
  const { sandbox } = await runSandbox();
  const late = { ...systemClock, now: () => systemClock.now() - 20 * 60_000 };
  const gateway = clientOf(sandbox, late);
  expect(await gateway.preflight(options)).toMatchObject({
    kind: 'refused',
    cure: expect.stringContaining('20 minutes slow'),
  });
  expect(await gateway.submit(payment('paid'), options)).toMatchObject({
    kind: 'declined',
    code: 'SBX_TIMESTAMP',
  });
  await gateway.close();
});

test('closing ends requests that hang', async () => {
  let arrived = 0;
  const onRequest = () => {
    arrived += 1;
  };
  const { sandbox, gateway } = await runSandbox({ onRequest });
  const hanging = [payment('no-answer'), payment('slow')].map((request) =>
    gateway.submit(request, { timeoutMs: 60_000 }),
  );
  await until(() => arrived === 2, { what: 'both requests have arrived' });
  await sandbox.close();
  for (const answer of await Promise.all(hanging)) expect(answer.kind).toBe('unknown');
});

test('a taken port is said', async () => {
  const { sandbox } = await runSandbox();
  const port = Number(new URL(sandbox.url).port);
  await expect(openSandbox({ dir: temporaryFolder(), port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
});

test('another path is not found, and a request too large is cut off', async () => {
  const { sandbox } = await runSandbox();
  expect((await fetch(`${sandbox.url}/`, { method: 'POST', body: '{}' })).status).toBe(404);
  const body = 'x'.repeat(1_000_000);
  await expect(fetch(`${sandbox.url}${sandbox.path}`, { method: 'POST', body })).rejects.toThrow();
});

test('the configuration it writes is a valid one, and keeps what a person added to it', async () => {
  const dir = temporaryFolder();
  const { sandbox } = await runSandbox({ dir });
  const path = await writeTillConfig(dir, sandbox);
  const config = configSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  expect(config.gateway).toMatchObject({
    kind: 'codepay',
    baseUrl: sandbox.url,
    merchantNo: sandbox.merchantNo,
  });
  for (const file of ['keys/merchant.pem', 'keys/gateway.pub.pem'])
    expect(statSync(join(dir, file)).isFile()).toBe(true);
  writeFileSync(path, JSON.stringify({ ...config, shop: { name: 'Mine' } }));
  await writeTillConfig(dir, { ...sandbox, url: 'http://127.0.0.1:9' });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    shop: { name: 'Mine' },
    gateway: { baseUrl: 'http://127.0.0.1:9' },
  });
});
