import { expect, test } from 'vitest';
import { secretProblem, signedHeaders } from '../../src/outgoing/signature.ts';

// The example that the documents of the scheme's libraries give.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}', at: 1_614_265_330_999 };

test('a message is signed as Standard Webhooks has it', () => {
  const headers = {
    'webhook-id': MESSAGE.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  expect(signedHeaders(MESSAGE, SECRET)).toEqual(headers);
  expect(signedHeaders(MESSAGE, SECRET.replace('whsec_', ''))).toEqual(headers);
});

test('another id, moment, text or secret gives another signature', () => {
  const of = (change: Partial<typeof MESSAGE>, secret = SECRET) =>
    signedHeaders({ ...MESSAGE, ...change }, secret)['webhook-signature'];
  const all = [
    of({}),
    of({ id: 'other' }),
    of({ at: MESSAGE.at + 1 }),
    of({ body: '{"test":2432232314}' }),
    of({}, SECRET.replace('Mf', 'Mg')),
  ];
  expect(new Set(all).size).toBe(5);
});

test('a secret that is short, or no base64, is none', () => {
  expect(secretProblem(SECRET)).toBeUndefined();
  for (const bad of ['', 'secret', 'whsec_c2hvcnQ=', 'a phrase that is long enough but has spaces in it'])
    expect(secretProblem(bad)).toMatch(/24 random bytes/);
});
