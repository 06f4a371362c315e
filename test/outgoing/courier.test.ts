import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { Courier, type Delivery } from '../../src/outgoing/courier.ts';
import { Outbox } from '../../src/outgoing/outbox.ts';
import { signedHeaders } from '../../src/outgoing/signature.ts';
import { handClock } from '../support/hand-clock.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = 1_800_000_000_000;

/** A receiver that answers each attempt as the test says, or stays silent. */
async function courierOf() {
  const clock = handClock({ startsAt: NOW });
  const files = {
    load: async () => [],
    append: async () => {},
    readCursors: async () => ({}),
    writeCursors: async () => {},
    close: async () => {},
  };
  const outbox = new Outbox(files, [{ id: 'erp' }]);
  await outbox.load();
  const attempts: { headers: Record<string, string>; body: string; at: number }[] = [];
  const answers: (Delivery | 'silence')[] = [];
  const courier = new Courier({
    receiver: { id: 'erp', url: 'https://erp.example/hook', secret: SECRET },
    outbox,
    sender: () => ({ till: 'ABCD', sandbox: true }),
    post: async (url, message, signal) => {
      expect(url).toBe('https://erp.example/hook');
      attempts.push({ ...message, at: clock.now() });
      const answer = answers.shift() ?? { ok: true };
      if (answer !== 'silence') return answer;
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
    clock,
    log: silentLog,
  });
  onTestFinished(() => courier.stop());
  const put = async (id: string, at = NOW) => {
    await outbox.put({ id, type: 'sale.ended', at, lane: '1', data: { order: { orderNo: id } } });
    courier.wake();
    await clock.advance(1);
  };
  const told = () => attempts.map(({ headers }) => headers['webhook-id']);
  return { clock, outbox, courier, attempts, answers, put, told };
}

test('an event goes out at once: signed, whole, with who sends it', async () => {
  const { attempts, put, outbox } = await courierOf();
  await put('A');
  const [{ headers, body } = { headers: {}, body: '' }] = attempts;
  expect(JSON.parse(body)).toEqual({
    type: 'sale.ended',
    timestamp: '2027-01-15T08:00:00.000Z',
    data: { till: 'ABCD', sandbox: true, order: { orderNo: 'A' } },
  });
  expect(headers).toMatchObject(signedHeaders({ id: 'A', body, at: NOW }, SECRET));
  expect(outbox.waiting('erp')).toBe(0);
});

test('what is not taken is tried again, later and later, and nothing goes before it', async () => {
  const { clock, answers, attempts, put, told, courier } = await courierOf();
  for (let n = 0; n < 8; n += 1) answers.push({ ok: false, why: 'answered 503' });
  await put('A');
  await put('B');
  await clock.advance(3_600_000);
  const gaps = attempts.slice(1, 9).map(({ at }, index) => at - (attempts[index]?.at ?? 0));
  expect(gaps).toEqual([2_000, 5_000, 15_000, 60_000, 300_000, 600_000, 600_000, 600_000]);
  expect(told()).toEqual([...new Array(9).fill('A'), 'B']);
  expect(courier.health()).toEqual({ id: 'erp', waiting: 0 });
});

test('a repeat bears the same id and a fresh time', async () => {
  const { clock, answers, attempts, put } = await courierOf();
  answers.push({ ok: false, why: 'answered 500' });
  await put('A');
  await clock.advance(5_000);
  const [first, second] = attempts.map(({ headers }) => headers);
  expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
  expect(Number(second?.['webhook-timestamp']) - Number(first?.['webhook-timestamp'])).toBe(2);
});

test('a receiver that asks for patience is given it, up to an hour', async () => {
  const { clock, answers, attempts, put } = await courierOf();
  answers.push(
    { ok: false, why: 'answered 429', retryMs: 90_000 },
    { ok: false, why: 'answered 429', retryMs: 9e9 },
  );
  await put('A');
  await clock.advance(89_000);
  expect(attempts).toHaveLength(1);
  await clock.advance(2_000);
  expect(attempts).toHaveLength(2);
  await clock.advance(3_600_001);
  expect(attempts).toHaveLength(3);
});

test('a receiver that says nothing is waited for ten seconds', async () => {
  const { clock, answers, attempts, put, courier } = await courierOf();
  answers.push('silence');
  await put('A');
  await clock.advance(9_000);
  expect(attempts).toHaveLength(1);
  await clock.advance(1_000);
  expect(courier.health()).toMatchObject({ waiting: 1, failing: { why: 'no answer within 10 s' } });
  await clock.advance(2_000);
  expect(attempts).toHaveLength(2);
});

test('after a week an event is given up, and the next one goes', async () => {
  const { clock, answers, put, told, outbox } = await courierOf();
  for (let n = 0; n < 2000; n += 1) answers.push({ ok: false, why: 'answered 404' });
  await put('A');
  await clock.advance(7 * 24 * 3_600_000 + 600_000);
  expect(outbox.waiting('erp')).toBe(0);
  answers.length = 0;
  await put('B', clock.now());
  expect(told().at(-1)).toBe('B');
});
