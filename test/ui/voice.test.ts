import { expect, test } from 'vitest';
import { voiceOf } from '../../src/ui/voice.ts';

const english = (shopLocale: string, timeZone = 'UTC') => voiceOf('en', { shopLocale, timeZone });

test('an amount has its currency in letters and just its decimals, so that it cannot be misread', () => {
  const { money } = english('en');
  expect(money({ amountMinor: 1230, currency: 'USD', digits: 2 })).toBe('12.30 USD');
  expect(money({ amountMinor: 5, currency: 'KWD', digits: 3 })).toBe('0.005 KWD');
  expect(money({ amountMinor: 1_234_567, currency: 'JPY', digits: 0 })).toBe('1,234,567 JPY');
  expect(money({ amountMinor: 99_999_999_999, currency: 'USD', digits: 2 })).toBe('999,999,999.99 USD');
});

test('an amount in the words of the gateway is written as all others; what is none stays as it came', () => {
  const { stated } = english('en');
  expect(stated('1234.5 EUR')).toBe('1,234.5 EUR');
  expect(stated('1230 JPY')).toBe('1,230 JPY');
  for (const text of ['? USD', '12.30', '1e9 USD', '-5 USD', '12.30 US$', 'declined'])
    expect(stated(text)).toBe(text);
});

test("times are the shop's own, day and night", () => {
  const at = Date.UTC(2026, 10, 20, 0, 5);
  expect(english('en').time(at)).toBe('00:05');
  expect(english('en-US', 'America/New_York').time(at)).toBe('19:05');
});

test('sentences stand one after the other, without those that are not there', () => {
  expect(english('en').text('One.', undefined, '', 'Two.')).toBe('One. Two.');
});
