import { expect, test } from 'vitest';
import { CODES, type MarkedTill, openMarkedTill } from '../support/marked-till.ts';
import { leaksIn } from '../support/traces.ts';
import { until } from '../support/until.ts';

const [ALIPAY = { name: '', text: '' }] = CODES;

/** A sale on the lane that waits for a scan; resolves with its id. */
async function ready({ ask }: MarkedTill, lane = '1', more: object = {}): Promise<string> {
  return until(
    async () => {
      const { status, text } = await ask('POST', `/api/v1/lanes/${lane}/charge`, {
        body: { amount: '12.30', ...more },
      });
      return status === 201 && (JSON.parse(text).sale.saleId as string);
    },
    { what: `lane ${lane} can sell` },
  );
}

/** The sale once it is over; a shop that sees its result. */
async function over({ ask }: MarkedTill, saleId: string): Promise<string> {
  return until(
    async () => {
      const { sale } = JSON.parse((await ask('GET', `/api/v1/sales/${saleId}`)).text);
      return ['paid', 'declined', 'cancelled'].includes(sale.state) && (sale.state as string);
    },
    { what: 'the sale is over' },
  );
}

test('the search finds a secret in each of its forms', () => {
  const { text } = ALIPAY;
  const hidden = text.slice(3, -4);
  const forms = [
    text,
    `x${hidden}`,
    Buffer.from(text).toString('hex'),
    Buffer.from(`?${text}`).toString('base64'),
    Buffer.from(`{"a":"${text}"}`).toString('base64url'),
    [...text].reverse().join(''),
    [...text].map((digit) => `\\u003${digit}`).join(''),
    [...text].map((digit) => `%3${digit}`).join(''),
    [...text].join(' '),
  ];
  for (const form of forms)
    expect(leaksIn(new Map([['it', `abc ${form} def`]]), [ALIPAY]), form).toHaveLength(1);
  const mask = `${text.slice(0, 2)}************${text.slice(-4)}`;
  expect(leaksIn(new Map([['it', mask]]), [ALIPAY])).toEqual([]);
});

test('codes that are scanned by every way there is are paid with, and found nowhere', async () => {
  const till = await openMarkedTill();
  const states: string[] = [];
  for (const { text } of CODES) {
    const saleId = await ready(till);
    const { status } = await till.ask('POST', '/api/v1/lanes/1/scan', { body: { text } });
    expect(status).toBe(202);
    states.push(await over(till, saleId));
  }
  expect(states.toSorted()).toEqual([...Array(2).fill('declined'), ...Array(6).fill('paid')]);
  expect(till.gateway.asked.filter((method) => method === 'bscanc.pay.submit')).toHaveLength(CODES.length);
  await till.stop();
  expect(till.leaks()).toEqual([]);
});

test('a code in a wrong place is neither kept, nor logged, nor said back', async () => {
  const till = await openMarkedTill();
  const { ask } = till;
  await sold(till);
  for (const { text } of CODES) {
    const path = encodeURIComponent(text);
    for (const body of [
      { amount: '12.30', reference: text },
      { amount: '12.30', reference: `table 5 ${text}` },
      { amount: text },
      { amount: '12.30', [text]: text },
      { amount: '12.30', reference: { [text]: [text] } },
      text,
      [text],
    ]) {
      const { status, text: answer } = await ask('POST', '/api/v1/lanes/1/charge', { body });
      if (status === 201)
        await ask('POST', '/api/v1/lanes/1/cancel', { body: { saleId: JSON.parse(answer).sale.saleId } });
    }
    await ask('POST', '/api/v1/lanes/1/charge', {
      body: { amount: '1.00' },
      headers: { 'idempotency-key': text },
    });
    await ask('POST', '/api/v1/lanes/1/charge', { raw: `{"amount":"12.30","reference":"${text}` });
    await ask('POST', '/api/v1/lanes/1/charge', {
      raw: `{"${text}":${text}}`,
      headers: { 'content-type': 'text/plain' },
    });
    await ask('POST', '/api/v1/lanes/1/charge', { raw: text.repeat(4000) });
    for (const place of [
      `/api/v1/orders?q=${path}`,
      `/api/v1/orders?day=${path}`,
      `/api/v1/orders?${path}=1`,
      `/api/v1/orders/${path}`,
      `/api/v1/sales/${path}`,
      `/api/v1/lanes/${path}`,
      `/api/v1/days/${path}`,
      `/api/v1/scanners/${path}/health`,
      `/${path}`,
      `/lanes/${path}`,
      `/healthz?${path}`,
    ]) {
      await ask('GET', place);
    }
    await ask('POST', `/api/v1/orders/${path}/refunds`, {
      body: { amount: '1.00', reason: text },
      headers: { 'idempotency-key': 'k' },
    });
    await ask('POST', `/api/v1/scanners/1-hid-A/name`, { body: { name: text } });
    await ask('POST', '/api/v1/people', { body: { name: text, role: 'cashier', pin: text } });
    await ask('POST', '/api/v1/sessions', { body: { person: text, pin: text } });
    await ask('PUT', '/api/v1/settings', { body: { receiptFooter: text, [text]: 1 } });
    await ask('GET', '/api/v1/lanes', {
      headers: {
        'x-code': path,
        authorization: `Bearer ${path}`,
        cookie: `c=${path}`,
        origin: `http://${path}.example`,
        'scantill-session': path,
        'scantill-console': path,
      },
    });
    await ask('POST', '/webhooks/codepay', { body: { merchant_order_no: text, app_id: text, sign: text } });
    await ask('POST', '/webhooks/codepay', {
      raw: `merchant_order_no=${path}&${path}=1`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    await ask('POST', '/webhooks/codepay', { raw: text, headers: { 'content-type': path } });
  }
  await till.stop();
  expect(till.leaks()).toEqual([]);
});

/** A paid sale, seen. */
async function sold(till: MarkedTill): Promise<void> {
  const saleId = await ready(till);
  await till.ask('POST', '/api/v1/lanes/1/scan', { body: { text: '281111111111111100' } });
  await over(till, saleId);
}
