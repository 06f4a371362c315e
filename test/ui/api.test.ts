import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { type CodeRequest, makeCode } from '../../src/sandbox/codes.ts';
import { type Asked, api, expectProblem } from '../support/api-client.ts';
import { askRaw, type RunningUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

const fresh = (request: CodeRequest) => ({ text: makeCode(request, systemRandom) });
const saleIdOf = ({ body }: Asked) => String(body.sale?.saleId);

test('a charge, a scan and the sale as it ends', async () => {
  const { get, post } = await api();
  const charged = await post('/lanes/1/charge', { amount: '12.30', reference: 'bill 7' });
  expect(charged).toMatchObject({
    status: 201,
    body: {
      sale: {
        lane: '1',
        amount: '12.30',
        currency: 'USD',
        reference: 'bill 7',
        state: 'ready',
        orderNos: [],
      },
    },
  });
  expect(await get('/lanes/1')).toMatchObject({
    status: 200,
    body: { lane: '1', screen: { mode: 'ready' } },
  });
  expect(await post('/lanes/1/scan', fresh({ wallet: 'alipay' }))).toMatchObject({ status: 202 });
  const saleId = saleIdOf(charged);
  const sale = await until(
    async () => {
      const { body } = await get(`/sales/${saleId}?waitSeconds=5`);
      return body.sale?.state === 'paid' && body.sale;
    },
    { what: 'the sale is paid' },
  );
  expect(sale).toMatchObject({ saleId, orderNos: [expect.stringMatching(/^P\d{6}/)] });
  expect(await get('/lanes/1')).toMatchObject({ body: { screen: { mode: 'paid', saleId } } });
  expect(
    await post('/lanes/1/charge', { amount: '1.00' }),
    'the next sale begins on the result',
  ).toMatchObject({
    status: 201,
  });
});

const badAmounts = [
  '12.3',
  '12',
  '12.300',
  '12,30',
  '-1.00',
  '+1.00',
  '1e2',
  ' 1.00',
  '',
  '0.00',
  '0x1.00',
  '999999999999.00',
];

test('an amount without exactly the decimals of the currency, or without worth, is refused', async () => {
  const { till, post } = await api();
  for (const amount of badAmounts) {
    expectProblem(await post('/lanes/1/charge', { amount }), 400, 'amountInvalid');
  }
  const over = await post('/lanes/1/charge', { amount: '1000000.00' });
  expectProblem(over, 400, 'amountInvalid');
  expect(over.body.detail).toContain('at most 999999.99 USD, the limit of one sale; got 1000000.00');
  expect(till.engine.payments.view('1')?.phase.kind).toBe('idle');
});

test('what a charge must not hold is refused by name', async () => {
  const { post } = await api();
  const wrong: [unknown, string][] = [
    [{ amount: 12.3 }, 'amount'],
    [{}, 'amount'],
    [{ amount: '1.00', currency: 'EUR' }, 'currency'],
    [{ amount: '1.00', reference: 'x'.repeat(65) }, 'reference'],
    [[], 'body'],
  ];
  for (const [body, name] of wrong) {
    const answer = await post('/lanes/1/charge', body);
    expectProblem(answer, 400, 'badRequest');
    expect(answer.body.detail).toContain(name);
  }
  const { body } = await post('/lanes/1/charge', { amont: '1.00', reference: 7 });
  expect(body.detail).toBe(
    'amount: expected a text; got nothing; reference: expected a text; got a number; amont: there is no such field',
  );
});

test('a busy lane takes no second charge', async () => {
  const { post } = await api();
  await post('/lanes/1/charge', { amount: '1.00' });
  expectProblem(await post('/lanes/1/charge', { amount: '1.00' }), 409, 'laneBusy');
});

test('a repeated key finds the sale it made, even when that is over; for another charge it is refused', async () => {
  const { till, post } = await api({ lanes: ['1', '2'] });
  const first = await post('/lanes/1/charge', { amount: '5.00' }, 'key-1');
  const again = await post('/lanes/1/charge', { amount: '5.00' }, 'key-1');
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(saleIdOf(again)).toBe(saleIdOf(first));
  expectProblem(await post('/lanes/1/charge', { amount: '5.01' }, 'key-1'), 422, 'keyReused');
  expectProblem(await post('/lanes/1/charge', { amount: '5.00', reference: 'x' }, 'key-1'), 422, 'keyReused');
  expectProblem(await post('/lanes/2/charge', { amount: '5.00' }, 'key-1'), 422, 'keyReused');
  await post('/lanes/1/cancel', { saleId: saleIdOf(first) });
  const later = await post('/lanes/1/charge', { amount: '5.00' }, 'key-1');
  expect(later.body.sale).toMatchObject({ saleId: saleIdOf(first), state: 'withdrawn' });
  expect(till.engine.payments.view('1')?.phase.kind).toBe('idle');
  expectProblem(await post('/lanes/1/charge', { amount: '5.00' }, 'x'.repeat(129)), 400, 'badKey');
});

test('the same charge sent many times at once with one key is one sale', async () => {
  const { post } = await api();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => post('/lanes/1/charge', { amount: '5.00' }, 'key-2')),
  );
  expect(new Set(answers.map(saleIdOf)).size).toBe(1);
  expect(answers.every(({ status }) => status === 201)).toBe(true);
});

test('a cancel is accepted for the sale on the lane, and for no other', async () => {
  const { get, post } = await api();
  const saleId = saleIdOf(await post('/lanes/1/charge', { amount: '1.00' }));
  expectProblem(await post('/lanes/1/cancel', { saleId: 'another' }), 409, 'saleOver');
  expectProblem(await post('/lanes/1/cancel', {}), 400, 'badRequest');
  expect(await post('/lanes/1/cancel', { saleId })).toMatchObject({ status: 202 });
  expectProblem(await post('/lanes/1/cancel', { saleId }), 409, 'saleOver');
  expect(await get(`/sales/${saleId}`)).toMatchObject({
    status: 200,
    body: { sale: { state: 'withdrawn' } },
  });
});

test('a scan that is no payment is refused with the reason, one outside ready at once', async () => {
  const { post } = await api();
  expectProblem(await post('/lanes/1/scan', fresh({ wallet: 'alipay' })), 409, 'notReady');
  await post('/lanes/1/charge', { amount: '1.00' });
  expectProblem(await post('/lanes/1/scan', fresh({ wallet: 'ean13' })), 422, 'productBarcode');
  expectProblem(await post('/lanes/1/scan', fresh({ wallet: 'url' })), 422, 'webAddress');
  expectProblem(await post('/lanes/1/scan', { text: '000201010211' }), 422, 'merchantCode');
  expectProblem(await post('/lanes/1/scan', { text: '2812345' }), 422, 'fragment');
  expectProblem(await post('/lanes/1/scan', { text: 'é'.repeat(20) }), 422, 'unreadable');
  expectProblem(await post('/lanes/1/scan', { text: '' }), 400, 'badRequest');
  const number = await post('/lanes/1/scan', { text: 281234567890 });
  expect(number.body.detail, 'what may be a code is not told').toBe('text: expected a text; got a number');
  const { text } = fresh({ wallet: 'alipay', outcome: 'declined' });
  expect(await post('/lanes/1/scan', { text: ` ${text}\r\n` })).toMatchObject({ status: 202 });
});

test('a used code is refused on the next sale', async () => {
  const { get, post } = await api();
  const code = fresh({ wallet: 'alipay', outcome: 'declined' });
  const saleId = saleIdOf(await post('/lanes/1/charge', { amount: '1.00' }));
  await post('/lanes/1/scan', code);
  await until(async () => (await get(`/sales/${saleId}`)).body.sale?.state === 'declined', {
    what: 'declined',
  });
  await post('/lanes/1/charge', { amount: '1.00' });
  expectProblem(await post('/lanes/1/scan', code), 422, 'codeUsed');
});

test('what is not there is 404, and says what is', async () => {
  const { get, post } = await api({ lanes: ['1', '2'] });
  const noLane = await get('/lanes/9');
  expectProblem(noLane, 404, 'noSuchLane');
  expect(noLane.body.detail).toContain('"1", "2"');
  for (const path of ['charge', 'cancel', 'scan']) {
    expectProblem(await post(`/lanes/9/${path}`, {}), 404, 'noSuchLane');
  }
  expectProblem(await get('/sales/none'), 404, 'noSuchSale');
  expectProblem(await get('/orders/none'), 404, 'noSuchOrder');
  expectProblem(await post('/orders/none/check'), 404, 'noSuchOrder');
  const nothing = await get('/nothing');
  expectProblem(nothing, 404, 'noSuchAddress');
  expect(nothing.body.detail).toContain('GET /api/v1/nothing');
});

test('a body that is not JSON, too large or of another type is refused as such', async () => {
  const { till } = await api();
  const post = (body: string, headers: Record<string, string>) =>
    askRaw(till.port, { path: '/api/v1/lanes/1/charge', method: 'POST', headers, body });
  const json = { 'content-type': 'application/json' };
  const good = '{"amount":"1.00"}';
  const cut = await post('{"amount":', json);
  expect([cut.status, cut.body]).toEqual([400, expect.stringContaining('expected JSON')]);
  const huge = await post(`{"amount":"${'1'.repeat(20_000)}"}`, json);
  expect([huge.status, huge.body]).toEqual([413, expect.stringContaining('larger than 16 KB')]);
  expect((await post(good, {})).status).toBe(415);
  expect((await post(good, { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await post('amount=1.00', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
    415,
  );
  expect((await post(good, { 'content-type': 'application/json; charset=klingon' })).status).toBe(415);
  expect((await post(good, { ...json, 'content-encoding': 'klingon' })).status).toBe(415);
  expect((await post(good, { ...json, 'transfer-encoding': 'chunked' })).status).toBe(201);
});

test('a waited-for sale is answered as it changes, and at the end of the wait as it is', async () => {
  const { till, get, post } = await api({ engine: { clock: scaledClock(10) } });
  const saleId = saleIdOf(await post('/lanes/1/charge', { amount: '1.00' }));
  const unchanged = await get(`/sales/${saleId}?waitSeconds=2`);
  expect(unchanged.body.sale).toMatchObject({ state: 'ready' });

  const waiting = get(`/sales/${saleId}?waitSeconds=60`);
  till.changed();
  await post('/lanes/1/scan', fresh({ wallet: 'alipay', outcome: 'never' }));
  expect((await waiting).body.sale?.state).not.toBe('ready');
  expectProblem(await get(`/sales/${saleId}?waitSeconds=61`), 400, 'badRequest');
  expectProblem(await get(`/sales/${saleId}?waitSeconds=soon`), 400, 'badRequest');
});

test('the till stops at once, whoever waits for a sale or has a request half sent', async () => {
  const { till, post } = await api();
  const saleId = saleIdOf(await post('/lanes/1/charge', { amount: '1.00' }));
  const waiting = askRaw(till.port, { path: `/api/v1/sales/${saleId}?waitSeconds=60` });
  const cut = expect(waiting).rejects.toThrow();
  await waitsInside(till);
  await till.stopUi();
  await cut;
});

/** Another request has gone through since: the one before it is being served. */
async function waitsInside({ port }: RunningUi): Promise<void> {
  expect((await askRaw(port, { path: '/api/v1/lanes' })).status).toBe(200);
}
