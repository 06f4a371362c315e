import { expect, test } from 'vitest';
import { UsedCodes } from '../../src/payment/used-codes.ts';

const KEY = Buffer.alloc(32, 7);
const CODE = '281234567890123456';
const NOW = 1_800_000_000_000;
const KEPT_MS = 3 * 24 * 60 * 60_000;

test('a code is taken once in three days, for a clock may be set wrong by one', () => {
  const codes = new UsedCodes(KEY);
  expect(codes.reserve(CODE, NOW)).toBeDefined();
  expect(codes.reserve(CODE, NOW + KEPT_MS - 1)).toBeUndefined();
  expect(codes.reserve('281234567890123457', NOW)).toBeDefined();
  expect(codes.reserve(CODE, NOW + KEPT_MS)).toBeDefined();
});

test('what is kept says nothing of the code without the key of the folder', () => {
  const hash = new UsedCodes(KEY).reserve(CODE, NOW);
  expect(hash).not.toContain(CODE);
  expect(new UsedCodes(KEY).reserve(CODE, NOW)).toBe(hash);
  expect(new UsedCodes(Buffer.alloc(32, 8)).reserve(CODE, NOW)).not.toBe(hash);
});

test('codes found on disk are used, in whatever order they were found', () => {
  const hash = (code: string) => new UsedCodes(KEY).reserve(code, NOW) ?? '';
  const codes = new UsedCodes(KEY);
  codes.add([
    { hash: hash('young'), at: NOW },
    { hash: hash('old'), at: NOW - KEPT_MS + 1 },
  ]);
  expect(codes.reserve('young', NOW)).toBeUndefined();
  expect(codes.reserve('old', NOW)).toBeUndefined();
  expect(codes.reserve('old', NOW + 1)).toBeDefined();
  expect(codes.reserve('young', NOW + 1)).toBeUndefined();
});

test('a released code may be shown again', () => {
  const codes = new UsedCodes(KEY);
  codes.release(codes.reserve(CODE, NOW) ?? '');
  expect(codes.reserve(CODE, NOW)).toBeDefined();
});
