import { assert, constantFrom, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { businessDayAt, dayStart, shiftDay } from '../../src/payment/business-day.ts';

const at = (iso: string) => Date.parse(iso);
const startOf = (day: string, timeZone: string, startsAt: string) =>
  new Date(dayStart(day, { timeZone, startsAt })).toISOString();

test('a business day begins when the shop says, in the time of the shop', () => {
  const rule = { timeZone: 'America/New_York', startsAt: '04:00' };
  expect(businessDayAt(at('2026-11-20T08:59:59.999Z'), rule)).toBe('2026-11-19');
  expect(businessDayAt(at('2026-11-20T09:00:00Z'), rule)).toBe('2026-11-20');
  expect(businessDayAt(at('2027-01-01T08:00:00Z'), rule)).toBe('2026-12-31');
});

test.each([
  ['Asia/Kolkata', '00:00', '2026-11-20', '2026-11-19T18:30:00.000Z'],
  ['Asia/Kathmandu', '05:00', '2026-11-20', '2026-11-19T23:15:00.000Z'],
  ['Pacific/Kiritimati', '06:00', '2026-11-20', '2026-11-19T16:00:00.000Z'],
  ['Pacific/Niue', '23:00', '2026-11-20', '2026-11-21T10:00:00.000Z'],
  ['UTC', '00:00', '2026-11-20', '2026-11-20T00:00:00.000Z'],
])('in %s a day from %s on begins at the right instant', (timeZone, startsAt, day, instant) => {
  expect(startOf(day, timeZone, startsAt)).toBe(instant);
});

test.each([
  ['America/New_York', '02:30', '2026-03-08', '2026-03-08T07:00:00.000Z'],
  ['Europe/Berlin', '02:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
  ['Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:30:00.000Z'],
  ['Africa/Cairo', '00:30', '2026-04-24', '2026-04-23T22:00:00.000Z'],
])('in %s the skipped %s means the first instant after the gap', (timeZone, startsAt, day, instant) => {
  expect(startOf(day, timeZone, startsAt)).toBe(instant);
});

test.each([
  ['America/New_York', '01:30', '2026-11-01', '2026-11-01T05:30:00.000Z'],
  ['Europe/Berlin', '02:30', '2026-10-25', '2026-10-25T00:30:00.000Z'],
  ['Australia/Lord_Howe', '01:45', '2026-04-05', '2026-04-04T14:45:00.000Z'],
])('in %s the doubled %s means the first of the two', (timeZone, startsAt, day, instant) => {
  expect(startOf(day, timeZone, startsAt)).toBe(instant);
});

test('the second pass of a doubled hour belongs to the day the first one began', () => {
  const rule = { timeZone: 'America/New_York', startsAt: '01:30' };
  expect(businessDayAt(at('2026-11-01T05:29:59Z'), rule)).toBe('2026-10-31');
  expect(businessDayAt(at('2026-11-01T06:10:00Z'), rule)).toBe('2026-11-01');
});

test('days are counted over the ends of months and years', () => {
  expect(shiftDay('2028-02-28', 1)).toBe('2028-02-29');
  expect(shiftDay('2027-01-01', -1)).toBe('2026-12-31');
});

test('in every zone each day begins after the one before, and holds exactly its own instants', async () => {
  const zones = constantFrom(
    'America/New_York',
    'America/Havana',
    'Europe/London',
    'Africa/Cairo',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Pacific/Chatham',
    'America/St_Johns',
  );
  const rules = property(
    zones,
    integer({ min: 0, max: 24 * 12 - 1 }),
    integer({ min: 0, max: 366 * 4 }),
    (timeZone, fiveMinutes, offset) => {
      const clock = (part: number) => String(part).padStart(2, '0');
      const startsAt = `${clock(Math.floor(fiveMinutes / 12))}:${clock((fiveMinutes % 12) * 5)}`;
      const rule = { timeZone, startsAt };
      const day = shiftDay('2025-01-01', offset);
      const start = dayStart(day, rule);
      const next = dayStart(shiftDay(day, 1), rule);
      const hours = (next - start) / 3_600_000;
      expect(hours).toBeGreaterThanOrEqual(22.5);
      expect(hours).toBeLessThanOrEqual(25);
      expect(businessDayAt(start, rule)).toBe(day);
      expect(businessDayAt(next - 1, rule)).toBe(day);
    },
  );
  await assert(rules, { numRuns: 2000 });
});

test('on the day the clocks go back, a day that begins after the change begins by the new time', () => {
  expect(startOf('2026-11-01', 'America/New_York', '04:00')).toBe('2026-11-01T09:00:00.000Z');
  expect(startOf('2026-03-08', 'America/New_York', '04:00')).toBe('2026-03-08T08:00:00.000Z');
});

/** Zones whose clocks change at other hours, by other amounts, or at midnight; one without any change. */
const ZONES = [
  'America/New_York',
  'America/Havana',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
];

test.each(
  ZONES.flatMap((timeZone) =>
    ['00:00', '02:30', '04:00', '23:30'].map((startsAt) => [timeZone, startsAt] as const),
  ),
)(
  'over a year in %s, with days from %s on, each instant is in exactly one day and no day is left out',
  (timeZone, startsAt) => {
    const rule = { timeZone, startsAt };
    let day = '2026-01-01';
    let start = dayStart(day, rule);
    for (let days = 0; days < 366; days += 1) {
      const next = shiftDay(day, 1);
      const end = dayStart(next, rule);
      expect(end, next).toBeGreaterThan(start);
      for (const instant of [start, start + 1, start + 3_600_000, Math.floor((start + end) / 2), end - 1]) {
        expect(businessDayAt(instant, rule), `${day} ${new Date(instant).toISOString()}`).toBe(day);
      }
      [day, start] = [next, end];
    }
    expect(businessDayAt(start, rule)).toBe(day);
  },
);
