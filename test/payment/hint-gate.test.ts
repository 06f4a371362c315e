import { expect, test } from 'vitest';
import { HintGate } from '../../src/payment/hint-gate.ts';
import { handClock } from '../support/hand-clock.ts';

test('hints for one order are followed half a minute apart, and ten times ever', async () => {
  const clock = handClock();
  const gate = new HintGate(clock);
  expect([gate.isLetThrough('A'), gate.isLetThrough('A'), gate.isLetThrough('B')]).toEqual([
    true,
    false,
    true,
  ]);
  await clock.advance(29_999);
  expect(gate.isLetThrough('A')).toBe(false);
  await clock.advance(1);
  const later: boolean[] = [];
  for (let i = 0; i < 11; i += 1) {
    later.push(gate.isLetThrough('A'));
    await clock.advance(30_000);
  }
  expect(later).toEqual([...Array.from({ length: 9 }, () => true), false, false]);
});

test('a thousand orders are remembered, the one that was quiet longest goes first', () => {
  const gate = new HintGate(handClock());
  const names = Array.from({ length: 1000 }, (_, i) => `order ${i}`);
  expect(names.every((name) => gate.isLetThrough(name))).toBe(true);
  expect(names.some((name) => gate.isLetThrough(name))).toBe(false);
  expect(gate.isLetThrough('one more')).toBe(true);
  expect(gate.isLetThrough('order 1')).toBe(false);
  expect(gate.isLetThrough('order 0')).toBe(true);
});
