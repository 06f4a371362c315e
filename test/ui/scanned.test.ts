import { expect, test } from 'vitest';
import { keptKey, saidBack } from '../../src/ui/scanned.ts';

test('what may be a payment code is said back masked', () => {
  expect(saidBack('There is no order "287304918265537194".')).toBe('There is no order "28…7194".');
  expect(saidBack('x287304918265537194y')).toBe('x28…7194y');
  expect(saidBack('got "hQVDUFYwMWETTwigAAADMwEB+/="')).toBe('got "hQ…B+/="');
  expect(saidBack('got "QmVyZ2Jhbm5zdGFsbGdhc3Nl"')).toBe('got "Qm…c3Nl"');
});

test.each([
  'There is no order "P261121D3GK8SEC84CNBJ9YV".',
  'gateway.auth.gatewayPublicKeyFile: expected a readable file',
  'amount: expected a text with exactly 2 decimals for USD up to 999999999.99, such as "12.30"',
  'Content-Type: expected application/json or application/x-www-form-urlencoded; got none',
])('our own words and numbers are said as they are: %s', (sentence) => {
  expect(saidBack(sentence)).toBe(sentence);
});

test('a key that may be a code is kept as its hash: the same for the same, and another for another', () => {
  expect(keptKey('bill-4711')).toBe('bill-4711');
  const kept = keptKey('287304918265537194');
  expect(kept).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(keptKey('287304918265537194')).toBe(kept);
  expect(keptKey('287304918265537195')).not.toBe(kept);
});
