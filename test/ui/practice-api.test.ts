import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { openPractice } from '../../src/open-gateway.ts';
import { systemRandom } from '../../src/random.ts';
import { OUTCOMES } from '../../src/sandbox/index.ts';
import { outcomeOf } from '../../src/sandbox/outcomes.ts';
import { api, expectProblem } from '../support/api-client.ts';
import { until } from '../support/until.ts';

const sandbox = configSchema.parse({ gateway: { kind: 'sandbox' } });

/** A till on its sandbox. */
const practising = () => api({ practice: openPractice(sandbox, systemRandom) });

test('each outcome of the sandbox can be practised with a fresh code that plays it', () => {
  const practice = openPractice(sandbox, systemRandom);
  expect(practice?.outcomes).toEqual(OUTCOMES.map(({ id }) => id));
  for (const id of practice?.outcomes ?? []) {
    const codes = Array.from({ length: 8 }, () => practice?.code(id) ?? '');
    expect(codes.map(outcomeOf)).toEqual(codes.map(() => id));
    expect(new Set(codes).size).toBe(8);
  }
});

test.each([
  ['paid', 'paid'],
  ['declined', 'declined'],
])('a practised sale ends as was chosen: %s', async (outcome, state) => {
  const { post, get } = await practising();
  const { saleId } = (await post('/lanes/1/charge', { amount: '12.30' })).body.sale as { saleId: string };
  expect((await post('/lanes/1/practise', { saleId, outcome })).status).toBe(202);
  await until(async () => (await get(`/sales/${saleId}`)).body.sale?.state === state, { what: state });
});

test('a code is made up only for the sale it was asked for', async () => {
  const { till, post } = await practising();
  expectProblem(await post('/lanes/1/practise', { saleId: 'S1', outcome: 'paid' }), 409, 'saleOver');
  await post('/lanes/1/charge', { amount: '12.30' });
  expectProblem(await post('/lanes/1/practise', { saleId: 'S1', outcome: 'paid' }), 409, 'saleOver');
  expectProblem(await post('/lanes/7/practise', { saleId: 'S1', outcome: 'paid' }), 404, 'noSuchLane');
  expectProblem(await post('/lanes/1/practise', { saleId: 'S1', outcome: 'win' }), 400, 'badRequest');
  expectProblem(await post('/lanes/1/practise', { outcome: 'paid' }), 400, 'badRequest');
  expect(till.engine.payments.view('1')?.phase.kind).toBe('ready');
});

test('a till on which money moves makes up no code', async () => {
  const gateway = {
    kind: 'codepay',
    baseUrl: 'https://gateway.example',
    appId: 'A',
    merchantNo: 'M',
    auth: { type: 'basic', username: 'U' },
  };
  expect(openPractice(configSchema.parse({ gateway }), systemRandom)).toBeUndefined();
  const { till, post } = await api();
  const { saleId } = (await post('/lanes/1/charge', { amount: '12.30' })).body.sale as { saleId: string };
  expectProblem(await post('/lanes/1/practise', { saleId, outcome: 'paid' }), 404, 'noSuchAddress');
  expect(till.engine.payments.view('1')?.phase.kind).toBe('ready');
});
