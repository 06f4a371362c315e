import { expect, test } from 'vitest';
import { formatMinor, isoDigits, MAX_MINOR, parseAmount, parseGatewayAmount } from '../src/money.ts';

test('an amount is written with exactly the decimals of its currency', () => {
  expect(formatMinor(1230, 2)).toBe('12.30');
  expect(formatMinor(5, 2)).toBe('0.05');
  expect(formatMinor(200, 0)).toBe('200');
  expect(formatMinor(-5, 3)).toBe('-0.005');
});

test('a program must send exactly the decimals of the currency', () => {
  expect(parseAmount('12.30', 2)).toBe(1230);
  expect(parseAmount('200', 0)).toBe(200);
  for (const bad of ['12.3', '12', '12.300', '1e3', '-1.00', ' 1.00', '1,00', '', '.50']) {
    expect(parseAmount(bad, 2), bad).toBeUndefined();
  }
});

test('the gateway may write one amount in several ways', () => {
  for (const text of ['200', '200.0', '200.00', 200]) {
    expect(parseGatewayAmount(text, 2)).toBe(20000);
    expect(parseGatewayAmount(text, 0)).toBe(200);
  }
  expect(parseGatewayAmount('0.1', 2)).toBe(10);
});

test('an amount with more precision than the currency, or that is no number, is no amount', () => {
  for (const bad of ['12.345', '1e3', '', null, undefined, {}, Number.NaN, '٣', '99999999999999']) {
    expect(parseGatewayAmount(bad, 2), String(bad)).toBeUndefined();
  }
});

test('no amount passes the largest the till can add up exactly', () => {
  expect(parseGatewayAmount('999999999.99', 2)).toBe(MAX_MINOR);
  expect(parseGatewayAmount('1000000000.00', 2)).toBeUndefined();
});

test('currencies without cents and with thousandths are known', () => {
  expect([isoDigits('JPY'), isoDigits('KWD'), isoDigits('USD')]).toEqual([0, 3, 2]);
});

test('nothing is written without a sign', () => {
  expect(formatMinor(0, 2)).toBe('0.00');
  expect(formatMinor(0, 0)).toBe('0');
});

test('an amount is the whole text, of programs to the letter and of the gateway but for spaces around it', () => {
  for (const bad of ['x12', '12x', ' 12']) expect(parseAmount(bad, 0), bad).toBeUndefined();
  expect(parseGatewayAmount(' 12.30 ', 2)).toBe(1230);
  expect(parseGatewayAmount('1.05', 2)).toBe(105);
  expect(parseGatewayAmount('1.005', 3)).toBe(1005);
  expect(parseGatewayAmount(['200'], 2)).toBeUndefined();
});
