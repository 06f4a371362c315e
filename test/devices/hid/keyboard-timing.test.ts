import { expect, test } from 'vitest';
import type { Frame } from '../../../src/devices/frame.ts';
import {
  createKeyboardDecoder,
  type KeyboardDecoderOptions,
  silenceMs,
} from '../../../src/devices/hid/keyboard-decoder.ts';
import { createReader } from '../../../src/devices/reader.ts';
import { keys, typed, UP } from '../../fixtures/keyboard-typing.ts';
import { handClock } from '../../support/hand-clock.ts';

/** A gun that is read by the clock: what it types every `gapMs`. */
function bench(more: Partial<KeyboardDecoderOptions> = {}) {
  const options = { layout: 'us', terminator: 'any', idleMs: 150, ...more } as const;
  const clock = handClock();
  const frames: Frame[] = [];
  const malformed: (string | undefined)[] = [];
  const reader = createReader({
    decoder: createKeyboardDecoder(options),
    idleMs: silenceMs(options),
    clock,
    events: { onFrame: (frame) => frames.push(frame), onMalformed: (why) => malformed.push(why) },
  });
  const play = async (reports: readonly Uint8Array[], gapMs = 1) => {
    for (const report of reports) {
      reader.push(report);
      await clock.advance(gapMs);
    }
  };
  return { clock, malformed, play, reader, texts: () => frames.map(({ text }) => text) };
}

test('a terminator ends a code at once, without any wait', () => {
  const { reader, texts } = bench();
  for (const report of typed('281\r')) reader.push(report);
  expect(texts()).toEqual(['281']);
});

test('without a terminator silence ends a code, however slowly its keys came', async () => {
  const { clock, play, texts } = bench({ terminator: 'none' });
  await play(typed('281'), 100);
  expect(texts()).toEqual([]);
  await clock.advance(100);
  expect(texts()).toEqual(['281']);
  await play(typed('134\r'), 1);
  await clock.advance(200);
  expect(texts()).toEqual(['281', '134']);
});

test('where silence ends codes, two that come without it are not two codes, and not one either', async () => {
  const { clock, malformed, play, texts } = bench({ terminator: 'none' });
  await play([...typed('281\r'), ...typed('134\r')], 1);
  await clock.advance(500);
  expect(texts()).toEqual([]);
  expect(malformed).toEqual(['spoilt']);
});

test('a silence that is told too late ends no code: its rest may have come meanwhile', () => {
  const decoder = createKeyboardDecoder({ layout: 'us', terminator: 'none', idleMs: 150 });
  for (const report of typed('2812')) decoder.push(report, 0);
  for (const report of typed('3456')) decoder.push(report, 400);
  expect(decoder.flush()).toBeUndefined();
  expect(decoder.dropped?.()).toBe(1);
});

test('where silence ends codes, what cannot be read, is half typed or has no end spoils its code alone', async () => {
  const { clock, malformed, play, texts } = bench({ terminator: 'none', layout: 'de' });
  await play([keys(0, 0xa5), UP, ...typed('281')]);
  await clock.advance(200);
  await play([...typed('281'), keys(4, 0x5d), keys(4)]);
  await clock.advance(200);
  await play([...typed('281', 'de'), keys(0, 0x35), UP]);
  await clock.advance(200);
  await play(typed('27'.repeat(300)));
  await clock.advance(200);
  await play(typed('134'));
  await clock.advance(200);
  expect(texts()).toEqual(['134']);
  expect(malformed).toEqual(['spoilt', 'spoilt', 'spoilt', 'tooLong']);
});

test('a gap of more than two seconds inside a code spoils it to its end', async () => {
  const { clock, malformed, play, texts } = bench();
  await play(typed('2812'));
  await clock.advance(1900);
  await play(typed('34\r'));
  expect(texts()).toEqual(['281234']);
  await play(typed('2812'));
  await clock.advance(2100);
  expect(malformed).toEqual(['noTerminator']);
  await play(typed('34\r'));
  expect(texts()).toEqual(['281234']);
  await play(typed('134\r'));
  expect(texts()).toEqual(['281234', '134']);
});

test('a code that has lost its terminator is not joined to the next, and told of', async () => {
  const { clock, malformed, play, texts } = bench();
  await play(typed('281'));
  await clock.advance(60_000);
  await play([...typed('134\r'), ...typed('135\r')]);
  expect(texts()).toEqual(['135']);
  expect(malformed).toEqual(['noTerminator', 'noTerminator']);
});

test('a gun that is opened in the middle of a code gives nothing before it was silent for a quarter of a second', async () => {
  const { clock, malformed, play, texts } = bench({ openedAt: 0 });
  await clock.advance(60);
  await play(typed('567890123456\r'), 50);
  await clock.advance(190);
  await play(typed('12\r'), 1);
  expect(texts()).toEqual([]);
  expect(malformed).toEqual(['cutOff']);
  await clock.advance(250);
  await play(typed('281\r'));
  expect(texts()).toEqual(['281']);
});

test('a keyboard that repeats that no key is down is silent', async () => {
  const { malformed, play, texts } = bench({ openedAt: 0 });
  await play(
    Array.from({ length: 30 }, () => UP),
    10,
  );
  await play(typed('281\r'));
  expect(texts()).toEqual(['281']);
  expect(malformed).toEqual([]);
});

test.each([
  ['the Shift', [keys(2), UP]],
  ['half a report', [Uint8Array.of(0, 0)]],
])('%s that comes right after the open is of a code under way', async (_what, reports) => {
  const { clock, play, texts } = bench({ openedAt: 0 });
  await play([UP], 100);
  await play(reports, 240);
  await play(typed('2\r'));
  expect(texts()).toEqual([]);
  await clock.advance(250);
  await play(typed('281\r'));
  expect(texts()).toEqual(['281']);
});

test('the first reason for which a code is dropped is the one that is told', async () => {
  const { clock, malformed, play } = bench();
  await play([...typed('2'), keys(0, 0xa5), UP]);
  await clock.advance(2500);
  expect(malformed).toEqual(['spoilt']);
});

test('a key that was down at the open is lifted before anything counts', async () => {
  const { clock, play, texts } = bench({ openedAt: 0 });
  await clock.advance(100);
  await play([keys(0, 0x1e)], 200);
  await play([UP], 200);
  await play(typed('2\r'));
  expect(texts()).toEqual([]);
});

test('a code in which the gun is lost is told as cut off, and its rest never completes it', async () => {
  const { clock, malformed, play, reader, texts } = bench({ terminator: 'none' });
  await play(typed('2812'));
  reader.end();
  await clock.advance(5000);
  await play(typed('34'));
  expect(texts()).toEqual([]);
  expect(malformed).toEqual(['cutOff']);
});
