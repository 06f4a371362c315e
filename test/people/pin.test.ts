import { expect, test } from 'vitest';
import { pinProblem } from '../../src/people/pin.ts';

test('a PIN has four to eight digits, a manager’s six at least', () => {
  for (const pin of ['', '123', '271', 'abcd', '27 18', '２７１８', '271828182', '-2718'])
    expect(pinProblem(pin, 'cashier'), pin).toBe('length');
  expect(pinProblem('2718', 'cashier')).toBeUndefined();
  expect(pinProblem('27182', 'manager')).toBe('length');
  expect(pinProblem('271828', 'manager')).toBeUndefined();
  expect(pinProblem('27182845', 'manager')).toBeUndefined();
});

test('what everybody tries first is refused, and told which it is', () => {
  const refused = {
    sameDigits: ['0000', '111111'],
    run: ['1234', '4321', '7890', '098765'],
    repeated: ['1212', '123123', '12121212', '34343434'],
  };
  for (const [problem, pins] of Object.entries(refused)) {
    for (const pin of pins) expect(pinProblem(pin, 'cashier'), pin).toBe(problem);
  }
  for (const pin of ['1235', '1123', '1221', '2580', '13579'])
    expect(pinProblem(pin, 'cashier'), pin).toBeUndefined();
});
