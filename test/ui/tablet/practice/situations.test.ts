import { expect, test } from 'vitest';
import { lessonFits } from '../../../../src/ui/tablet/practice/situations.ts';

test('nobody is told to ask for a password, or to wait, on a screen that says paid', () => {
  expect(lessonFits('password', 'paying')).toBe(true);
  expect(lessonFits('password', 'paid')).toBe(false);
  expect(lessonFits('unknown-code', 'paid')).toBe(false);
});

test('what is true of a paid sale stays: the usual sale, a voucher, a customer who is asked for a refund later', () => {
  expect(lessonFits('paid', 'paid')).toBe(true);
  expect(lessonFits('discount', 'paid')).toBe(true);
  expect(lessonFits('refund-fails', 'paid')).toBe(true);
});

test('who practised a customer that leaves still reads that nothing was charged', () => {
  expect(lessonFits('never', 'cancelled')).toBe(true);
});
