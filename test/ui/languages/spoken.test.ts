import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/ui/languages/tags.ts';
import type { Screen } from '../../../src/ui/messages.ts';
import { voiceOf } from '../../../src/ui/voice.ts';
import { connectTablet, runUi } from '../../support/running-ui.ts';

test('two tablets of one lane read the same of a sale, each in its own language', async () => {
  const { url, engine } = await runUi();
  const german = await connectTablet(url, { lane: '1', language: 'de' });
  const chinese = await connectTablet(url, { lane: '1', language: 'zh-Hans' });
  const shops = await connectTablet(url, { lane: '1' });
  await engine.sell('1', 'declined');
  const [one, other, third] = await Promise.all(
    [german, chinese, shops].map((tablet) => tablet.screenWhen(({ mode }) => mode === 'declined')),
  );
  expect(one).toMatchObject({ language: 'de', locale: 'de', message: 'Nicht abgebucht' });
  expect(other).toMatchObject({ language: 'zh-Hans', locale: 'zh-Hans', message: '没有扣款' });
  expect(third).toMatchObject({ language: 'en', locale: 'en', message: 'Not charged' });
  const facts = (screen?: Screen) => [screen?.rev, screen?.saleId, screen?.amount, screen?.actions];
  expect(facts(one)).toEqual(facts(third));
  expect(facts(other)).toEqual(facts(third));
});

test('a tablet is refused in its own language', async () => {
  const { url } = await runUi();
  const german = await connectTablet(url, { lane: '1', language: 'de' });
  const answer = await german.command('cancel', { commandId: 'too-late-1', saleId: 'gone' });
  expect(answer).toEqual({ ok: false, error: { code: 'saleOver', message: 'Dieser Verkauf ist vorbei.' } });
});

test.each(LANGUAGES)(
  '%s writes amounts and times with the digits of the keypad, and in its own order',
  (tag) => {
    const { money, time } = voiceOf(tag, { shopLocale: tag, timeZone: 'UTC' });
    expect(time(Date.UTC(2026, 10, 20, 7, 5)).replace(/\D/g, '')).toBe('0705');
    const text = money({ amountMinor: 1_234_567, currency: 'USD', digits: 2 });
    expect(text).toMatch(/^[\d.,\s\u202f]+ USD$/);
    expect(text.replace(/\D/g, '')).toBe('1234567');
  },
);

test("a shop's own way of writing counts in its own language alone", () => {
  const swiss = { shopLocale: 'de-CH', timeZone: 'UTC' };
  const amount = { amountMinor: 123_456_789, currency: 'CHF', digits: 2 };
  expect(voiceOf('de', swiss).locale).toBe('de-CH');
  expect(voiceOf('de', swiss).money(amount)).toMatch(/^1['’]234['’]567\.89 CHF$/);
  expect(voiceOf('fr', swiss).locale).toBe('fr');
});
