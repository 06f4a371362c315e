import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyboardDecoder } from '../../../src/devices/hid/keyboard-decoder.ts';
import { KEYBOARD_LAYOUTS } from '../../../src/devices/hid/keyboard-layouts.ts';
import type { KeyboardLayout } from '../../../src/scanner-config.ts';
import { keys, strokeOf, UP } from '../../fixtures/keyboard-typing.ts';

const layouts = fc.constantFrom(...KEYBOARD_LAYOUTS);
const code = fc.stringMatching(/^[0-9A-Za-z+/=]{1,120}$/);

function decoderFor(layout: KeyboardLayout, terminator: 'any' | 'none' = 'any') {
  return createKeyboardDecoder({ layout, terminator, idleMs: 150 });
}

interface Hand {
  /** For each character: how it is struck. */
  ways: readonly number[];
  layout: KeyboardLayout;
}

/**
 * Types a text as no gun should and some do: keys that are not lifted before the next, several in one report, reports
 * twice, reports of too many keys in between.
 */
function typeBadly(text: string, { ways, layout }: Hand): Uint8Array[] {
  const reports: Uint8Array[] = [];
  let down: number[] = [];
  /** The keys of the report before the last. */
  let downBefore: readonly number[] = [];
  let heldModifiers = 0;
  for (const [i, char] of Array.from(text).entries()) {
    const { modifiers, usage } = strokeOf(char, layout);
    const way = ways[i % ways.length] ?? 0;
    let mayJoin = i > 0 && heldModifiers === modifiers && down.length < 5 && !downBefore.includes(usage);
    if (down.includes(usage)) {
      mayJoin = false;
      reports.push(way % 2 ? UP : keys(modifiers, ...down.filter((each) => each !== usage)));
      down = way % 2 ? [] : down.filter((each) => each !== usage);
    }
    const isJoined = way === 3 && mayJoin;
    if (isJoined) reports.pop();
    else downBefore = down;
    if (way === 1) {
      reports.push(UP);
      downBefore = [];
    }
    down = way === 1 || way === 2 ? [usage] : [...down, usage].slice(-6);
    reports.push(keys(modifiers, ...down));
    heldModifiers = modifiers;
    if (way === 4) reports.push(keys(modifiers, ...down));
    if (way === 5) reports.push(keys(0, 1, 1, 1, 1, 1, 1));
  }
  return [...reports, UP];
}

const ways = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 });

test('any code comes out as it went in, however clumsily its keys are struck', () => {
  fc.assert(
    fc.property(code, ways, layouts, (text, how, layout) => {
      const decoder = decoderFor(layout);
      const frames = typeBadly(`${text}\r`, { ways: how, layout }).flatMap((report, at) =>
        decoder.push(report, at),
      );
      expect(frames.map((frame) => frame.text)).toEqual([text]);
      expect(decoder.dropped?.()).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test('codes that follow each other are never joined', () => {
  fc.assert(
    fc.property(fc.array(code, { minLength: 2, maxLength: 6 }), ways, layouts, (texts, how, layout) => {
      const decoder = decoderFor(layout);
      const reports = texts.flatMap((text) => typeBadly(`${text}\r`, { ways: how, layout }));
      const frames = reports.flatMap((report, at) => decoder.push(report, at));
      expect(frames.map((frame) => frame.text)).toEqual(texts);
    }),
  );
});

test('a gun that is opened at any report of a code gives no part of it, and the next code whole', () => {
  const reports = typeBadly('281234567890123456\r', { ways: [1], layout: 'us' });
  for (const from of reports.keys()) {
    const decoder = createKeyboardDecoder({ layout: 'us', terminator: 'any', idleMs: 150, openedAt: 0 });
    const rest = reports.slice(from).flatMap((report, i) => decoder.push(report, 50 + i * 8));
    const next = reports.flatMap((report, i) => decoder.push(report, 5000 + i * 8));
    expect(rest).toEqual([]);
    expect(next).toHaveLength(1);
  }
});

test('a code that breaks off at any report is never given as a whole one', () => {
  const reports = typeBadly('281234567890123456\r', { ways: [1], layout: 'us' });
  const enter = reports.length - 2;
  for (let to = 1; to <= enter; to += 1) {
    const decoder = decoderFor('us');
    expect(reports.slice(0, to).flatMap((report, at) => decoder.push(report, at))).toEqual([]);
    expect(decoder.flush()).toBeUndefined();
    expect(reports.slice(to).flatMap((report, i) => decoder.push(report, 10_000 + i))).toEqual(
      to <= 1 ? [expect.anything()] : [],
    );
  }
});

test('whatever reports come, reading never fails, holds no more than a code, and reads the next one', () => {
  const noise = fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 200 });
  const boot = fc.array(fc.uint8Array({ minLength: 8, maxLength: 8 }), { maxLength: 200 });
  fc.assert(
    fc.property(
      fc.oneof(noise, boot),
      layouts,
      fc.constantFrom('any', 'none'),
      (reports, layout, terminator) => {
        const decoder = decoderFor(layout, terminator);
        const frames = reports.flatMap((report, at) => decoder.push(report, at));
        for (const { text } of frames) expect(text.length).toBeLessThanOrEqual(512);
        decoder.flush();
        expect(decoder.waiting()).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test('random reports spoil no code that comes after a terminator', () => {
  const boot = fc.array(fc.uint8Array({ minLength: 8, maxLength: 8 }), { maxLength: 50 });
  fc.assert(
    fc.property(boot, code, layouts, (reports, text, layout) => {
      const decoder = decoderFor(layout);
      for (const report of reports) decoder.push(report, 0);
      for (const report of typeBadly('\r', { ways: [1], layout })) decoder.push(report, 0);
      const frames = typeBadly(`${text}\r`, { ways: [1], layout }).flatMap((report) =>
        decoder.push(report, 0),
      );
      expect(frames.map((frame) => frame.text)).toEqual([text]);
    }),
  );
});

test('a million reports without a terminator take little time and no room', () => {
  const decoder = decoderFor('us');
  const stroke = [keys(0, 0x1f), UP];
  const begun = performance.now();
  for (let i = 0; i < 500_000; i += 1) for (const report of stroke) decoder.push(report, i);
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(decoder.dropped?.()).toBe(1);
});
