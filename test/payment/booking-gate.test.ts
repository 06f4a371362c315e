import { expect, test } from 'vitest';
import { BookingGate } from '../../src/payment/booking-gate.ts';

const DAY = '2026-11-21';
/** Lets everything that waits for nothing but promises go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a close waits for the bookings of its own period alone', async () => {
  const gate = new BookingGate();
  const [one, two, other] = [gate.begin(DAY), gate.begin(DAY), gate.begin('2026-11-22')];
  let isDrained = false;
  const drained = gate.drained(DAY).then(() => {
    isDrained = true;
  });
  one();
  one();
  await settled();
  expect(isDrained).toBe(false);
  two();
  await drained;
  other();
  await gate.drained('2026-11-22');
});

test('a look while no money moves stops nobody', async () => {
  const gate = new BookingGate();
  const look = gate.still('a look', async () => gate.isShut);
  expect(await look).toBe(false);
});

test('a look under which money moves is made again, and in the end the money waits for it', async () => {
  const gate = new BookingGate();
  let looks = 0;
  const look = gate.still('a look', async () => {
    looks += 1;
    if (!gate.isShut) gate.begin(DAY)();
    return looks;
  });
  expect(await look).toBe(4);
  expect(gate.isShut).toBe(false);
});

test('a look waits for what is on its way, and what comes after waits for the look', async () => {
  const gate = new BookingGate();
  const leave = gate.begin(DAY);
  const order: string[] = [];
  const look = gate.still('a look', async () => order.push('looked'));
  await settled();
  expect(gate.isShut).toBe(true);
  const next = gate.opened().then(() => order.push('booked'));
  leave();
  await Promise.all([look, next]);
  expect(order).toEqual(['looked', 'booked']);
});

test('a look that fails lets the money go on, and the next look is made', async () => {
  const gate = new BookingGate();
  const leave = gate.begin(DAY);
  const failed = gate.still('a look', () => Promise.reject(new Error('disk')));
  const after = gate.still('another look', async () => 'seen');
  leave();
  await expect(failed).rejects.toThrow('disk');
  expect(await after).toBe('seen');
  expect(gate.isShut).toBe(false);
});

test('who asks for the same while it is not yet looked at shares the look; who asks during it gets one of their own', async () => {
  const gate = new BookingGate();
  let looks = 0;
  const look = () =>
    gate.still('day', async () => {
      looks += 1;
      return looks;
    });
  const first = look();
  expect(await Promise.all([first, look(), look()])).toEqual([1, 1, 1]);
  let during: Promise<number> | undefined;
  await gate.still('other', async () => {
    during = look();
    await Promise.resolve();
  });
  expect(await during).toBe(2);
  expect(await look()).toBe(3);
});
