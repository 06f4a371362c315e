import { expect, test } from 'vitest';
import { maskCode, walletRules } from '../../src/payment/payment-code.ts';
import { typedSafely, withoutCodes } from '../../src/payment/without-codes.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';

const RULES = walletRules([{ wallet: 'own', name: 'Own', pattern: '^OWN-[a-z]{12}$' }]);
const safe = (text: string) => withoutCodes(text, RULES);
const EMV = makeCode({ wallet: 'emv' }, systemRandom);

test.each(['287304918265537194', '134928170365529481', '6281940275638120594', EMV, 'OWN-abcdefghijkl'])(
  'a code is masked in what somebody typed, alone and among other words',
  (code) => {
    expect(safe(code)).toBe(maskCode(code));
    expect(safe(`table 5 ${code}`)).toBe(`table 5 ${maskCode(code)}`);
    expect(safe(`table 5 ${code}`)).not.toContain(code.slice(3, -4));
  },
);

test('digits of a code that cling to other words are masked, and any piece of an EMV payload', () => {
  expect(safe('bill287304918265537194x')).toBe('bill28************7194x');
  expect(safe(`x${EMV.slice(0, 40)}`)).not.toContain(EMV.slice(4, 36));
});

test.each([
  'bill 4711',
  '2026-11-21 / 00000000012345',
  '4200001234202611210123456789',
  'P261121D3GK8SEC84CNBJ9YV',
  '9999999999999999999',
  '',
])('what no wallet is paid with stays: %s', (text) => {
  expect(safe(text)).toBe(text);
});

test('of a wish everything typed is looked at, and nothing else is touched', () => {
  const code = '287304918265537194';
  const wish = { amountMinor: 5, key: code, reference: code, reason: code, by: code };
  const mask = maskCode(code);
  expect(typedSafely(wish, RULES)).toEqual({
    amountMinor: 5,
    key: code,
    reference: mask,
    reason: mask,
    by: mask,
  });
  const plain: typeof wish | { amountMinor: number } = { amountMinor: 5 };
  expect(typedSafely<{ amountMinor: number; reason?: string }>(plain, RULES)).toEqual({ amountMinor: 5 });
});
