import { expect, test } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { CODE_KINDS, makeCode } from '../../src/sandbox/codes.ts';
import { OUTCOMES, outcomeOf } from '../../src/sandbox/outcomes.ts';

const wallets = ['alipay', 'wechat', 'unionpay', 'emv'] as const;

test.each(wallets.flatMap((wallet) => OUTCOMES.map(({ id }) => ({ wallet, id }))))(
  'a $wallet code made for $id asks the sandbox for $id',
  ({ wallet, id }) => {
    for (let i = 0; i < 20; i++) expect(outcomeOf(makeCode({ wallet, outcome: id }, systemRandom))).toBe(id);
  },
);

test.each([
  ['alipay', /^28\d{16}$/],
  ['wechat', /^13\d{16}$/],
  ['unionpay', /^62\d{17}$/],
  ['emv', /^hQVDUFYwM[Q-Za-f][A-Za-z0-9+/]+={0,2}$/],
  ['ean13', /^400\d{10}$/],
  ['url', /^https:\/\//],
  ['garbage', /^.{9}$/],
] as const)('a code of kind %s looks like one', (wallet, pattern) => {
  expect(makeCode({ wallet }, systemRandom)).toMatch(pattern);
});

test('a made-up product code has a valid check digit', () => {
  for (let i = 0; i < 50; i++) {
    const weighted = Array.from(
      makeCode({ wallet: 'ean13' }, systemRandom),
      (digit, at) => Number(digit) * (at % 2 ? 3 : 1),
    );
    expect(weighted.reduce((a, b) => a + b) % 10).toBe(0);
  }
});

test('an EMV code is well-formed TLV from its first byte to its last', () => {
  const bytes = Buffer.from(makeCode({ wallet: 'emv', outcome: 'slow' }, systemRandom), 'base64');
  const tags: number[] = [];
  for (let at = 0; at < bytes.length; at += 2 + (bytes[at + 1] ?? 0)) tags.push(bytes[at] ?? 0);
  expect(tags).toEqual([0x85, 0x61, 0x62]);
});

test.each(CODE_KINDS)('two %s codes are never the same', (wallet) => {
  const codes = Array.from({ length: 50 }, () => makeCode({ wallet }, systemRandom));
  expect(new Set(codes).size).toBe(50);
});

test.each([
  '',
  '7',
  'xx',
  '281234567890123499',
  'hQVDUFYwMW',
  'hQVDUFYwMWETTwegAAAAVVVVUAhQcm9kdWN0MQ==',
  'hQVDUFYwMWL/////',
  'hQVDUFY!!!!',
])('%j, which asks for nothing known, is paid', (code) => {
  expect(outcomeOf(code)).toBe('paid');
});

test('the digits of all outcomes differ and run from 00 to 24', () => {
  expect(OUTCOMES.map(({ digits }) => digits)).toEqual(
    Array.from({ length: 25 }, (_, i) => String(i).padStart(2, '0')),
  );
});
