import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { canonicalString } from '../../src/payment/codepay/envelope.ts';
import { readPublicKey, rsa2Verifier } from '../../src/payment/codepay/index.ts';
import type { SubmitRequest } from '../../src/payment/gateway.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { submitRequest } from '../support/codepay.ts';
import { type MerchantEar, merchantEar } from '../support/merchant-ear.ts';
import { clientOf } from '../support/sandbox.ts';
import { until } from '../support/until.ts';

/** At this pace a busy machine still answers within the time a notification waits. */
const SPEED = 20;
const clock = scaledClock(SPEED);
const options = { timeoutMs: 15_000 };

let sandbox: Sandbox;
const warnings: string[] = [];
const cleanups: (() => unknown)[] = [];

async function openSandbox(): Promise<Sandbox> {
  const dir = mkdtempSync(join(tmpdir(), 'scantill-'));
  const log = createLog('warn', (line) => void warnings.push(line));
  const opened = await startSandbox({ dir, clock, random: systemRandom, log });
  cleanups.push(opened.close, () => rmSync(dir, { recursive: true }));
  return opened;
}
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(async () => {
  for (const cleanUp of cleanups) await cleanUp();
});

async function listen(answerTo?: Parameters<typeof merchantEar>[0]): Promise<MerchantEar> {
  const ear = await merchantEar(answerTo);
  cleanups.push(ear.close);
  return ear;
}

/** Asks for a payment as a merchant who listens at `url`. */
async function pay(outcome: OutcomeId, url: string, at = sandbox) {
  const gateway = clientOf(at, clock, { notifyUrl: url, storeNo: 'S-1', terminalSn: 'T-1' });
  cleanups.push(gateway.close);
  const request = submitRequest(makeCode({ wallet: 'alipay', outcome }, systemRandom));
  const askedAt = clock.now();
  const answer = await gateway.submit(request, options);
  return { gateway, request, answer, askedAt };
}

const hears = (ear: MerchantEar, count: number) =>
  until(() => ear.heard.length >= count, { what: `${count} notifications have come` });

function isGenuine(fields: Record<string, string>): Promise<boolean> {
  const verifier = rsa2Verifier(readPublicKey(sandbox.gatewayPublicKey));
  return verifier.verify(canonicalString(fields), fields.sign ?? '');
}

/** What a notification says of a paid sale. */
const paidFields = ({ orderNo, attach }: SubmitRequest) => ({
  app_id: 'wzsandbox',
  merchant_no: '502100000001',
  format: 'JSON',
  charset: 'UTF-8',
  version: '1.0',
  sign_type: 'RSA2',
  method: expect.any(String),
  timestamp: expect.stringMatching(/^\d{13}$/),
  store_no: 'S-1',
  terminal_sn: 'T-1',
  merchant_order_no: orderNo,
  attach,
  trans_no: expect.stringMatching(/^50\d+$/),
  trans_type: '1',
  trans_status: '2',
  price_currency: 'USD',
  order_amount: '12.30',
  trans_amount: '12.30',
  paid_amount: '12.30',
  pay_scenario: 'BSCANQR_PAY',
  trans_end_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
});

test.concurrent('a payment is told of when it is made, once, flat and signed with the key of the gateway', async () => {
  const ear = await listen();
  const { request, askedAt } = await pay('notified', ear.url);
  await hears(ear, 1);
  expect(clock.now() - askedAt).toBeGreaterThan(2_500);
  const [fields = {}] = ear.heard;
  expect(fields).toMatchObject(paidFields(request));
  expect(Object.values(fields).every((value) => typeof value === 'string' && value !== '')).toBe(true);
  expect(await isGenuine(fields)).toBe(true);
  expect(await isGenuine({ ...fields, paid_amount: '0.30' })).toBe(false);
  await clock.sleep(20_000);
  expect(ear.heard).toHaveLength(1);
});

test.concurrent('a payment that is told of twice is told of twice though it was taken', async () => {
  const ear = await listen();
  const { request } = await pay('notified-twice', ear.url);
  await hears(ear, 2);
  for (const fields of ear.heard) {
    expect(fields).toMatchObject(paidFields(request));
    expect(await isGenuine(fields)).toBe(true);
  }
  await clock.sleep(20_000);
  expect(ear.heard).toHaveLength(2);
});

test.concurrent('a late notification comes a minute after the payment', async () => {
  const ear = await listen();
  const { request, askedAt } = await pay('notified-late', ear.url);
  await hears(ear, 1);
  expect(clock.now() - askedAt).toBeGreaterThan(60_000);
  expect(ear.heard[0]).toMatchObject(paidFields(request));
});

test.concurrent('a forged notification says paid with a signature that does not fit, and comes once', async () => {
  const ear = await listen(() => ({ status: 401, body: '' }));
  const { request } = await pay('notified-forged', ear.url);
  await hears(ear, 1);
  const [fields = {}] = ear.heard;
  expect(fields).toMatchObject(paidFields(request));
  expect(await isGenuine(fields)).toBe(false);
  await clock.sleep(20_000);
  expect(ear.heard).toHaveLength(1);
  expect(sandbox.truthOf(request.orderNo)).toMatchObject({ paidMinor: 0, keptMinor: 0 });
});

test.concurrent('a payment that was cancelled before it was made is not told of', async () => {
  const ear = await listen();
  const { gateway, request } = await pay('notified', ear.url);
  await gateway.cancel(request.orderNo, options);
  await clock.sleep(10_000);
  expect(ear.heard).toEqual([]);
});

test.concurrent.each<OutcomeId>(['paid', 'password'])(
  'a payment whose outcome (%s) says nothing of it is not told of',
  async (outcome) => {
    const ear = await listen();
    await pay(outcome, ear.url);
    await clock.sleep(10_000);
    expect(ear.heard).toEqual([]);
  },
);

test.concurrent('a notification is repeated, ever more slowly, until it is taken with 200 and the word', async () => {
  const answers = [
    { status: 500, body: 'success' },
    { status: 200, body: 'SUCCESS' },
    { status: 204, body: '' },
  ];
  const times: number[] = [];
  const ear = await listen((nth) => {
    times.push(performance.now() * SPEED);
    return answers[nth - 1] ?? { status: 200, body: 'success' };
  });
  await pay('notified', ear.url);
  await hears(ear, 4);
  const pauses = times.slice(1).map((time, nth) => time - (times[nth] ?? 0));
  for (const [nth, leastMs] of [5_000, 10_000, 15_000].entries()) {
    expect(pauses[nth]).toBeGreaterThan(leastMs - SPEED * 2);
  }
  expect(new Set(ear.heard.map(({ trans_no }) => trans_no)).size).toBe(1);
  await clock.sleep(35_000);
  expect(ear.heard).toHaveLength(4);
});

test.concurrent('a notification that is left unanswered is sent again; one that is sent elsewhere does not go there', async () => {
  const elsewhere = await listen();
  const ear = await listen((nth) => {
    if (nth === 1) return undefined;
    return nth === 2 ? { status: 307, body: '', location: elsewhere.url } : { status: 200, body: 'success' };
  });
  await pay('notified', ear.url);
  await hears(ear, 3);
  expect(elsewhere.heard).toEqual([]);
});

test.concurrent('closing waits for no notification', async () => {
  const ear = await listen(() => ({ status: 500, body: '' }));
  const own = await openSandbox();
  await pay('notified', ear.url, own);
  await hears(ear, 1);
  const before = clock.now();
  await own.close();
  expect(clock.now() - before).toBeLessThan(60_000);
  const { length } = ear.heard;
  await clock.sleep(20_000);
  expect(ear.heard).toHaveLength(length);
});

test.concurrent('nothing is sent to another machine, and that is said; the payment goes on', async () => {
  for (const url of ['http://192.0.2.1/', 'https://shop.example/', 'http://127.0.0.1.shop.example/']) {
    const before = warnings.length;
    const { answer, request } = await pay('notified', url);
    expect(answer.kind).toBe('pending');
    await until(() => warnings.length > before, { what: 'it was said' });
    expect(warnings.at(-1)).toContain('notify_url is not on this machine');
    await until(() => sandbox.truthOf(request.orderNo).keptMinor === 1230, { what: 'it is paid' });
  }
});
