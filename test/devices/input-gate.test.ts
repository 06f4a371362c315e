import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Frame } from '../../src/devices/frame.ts';
import { InputGate } from '../../src/devices/input-gate.ts';

const frameAt = (firstByteAt: number, { text = 'first', lasts = 5 } = {}): Frame => ({
  text,
  firstByteAt,
  lastByteAt: firstByteAt + lasts,
});

/** What becomes of a code that is read at once. */
function passage(gate: InputGate, frame: Frame) {
  return gate.passageOf(frame, frame.lastByteAt);
}

test('nothing passes before somebody waits, nor after', () => {
  const gate = new InputGate();
  expect(passage(gate, frameAt(0))).toBe('closed');
  gate.open(10);
  expect(passage(gate, frameAt(10))).toBe('deliver');
  gate.close();
  expect(passage(gate, frameAt(20))).toBe('closed');
});

test('a code that was begun before somebody waited is early, however late it ends', () => {
  const gate = new InputGate();
  gate.open(100);
  expect(passage(gate, frameAt(99.9, { lasts: 900 }))).toBe('early');
  expect(passage(gate, frameAt(100, { lasts: 900 }))).toBe('deliver');
});

test('a gate that is opened once more stays open since it was', () => {
  const gate = new InputGate();
  gate.open(100);
  gate.open(200);
  expect(passage(gate, frameAt(150))).toBe('deliver');
  gate.close();
  gate.open(300);
  expect(passage(gate, frameAt(250, { lasts: 100 }))).toBe('early');
});

test('a code that waited longer than five seconds to be handed over is of nobody who stands there', () => {
  const gate = new InputGate();
  gate.open(0);
  const frame = frameAt(10, { lasts: 10 });
  expect(gate.passageOf(frame, 5020)).toBe('deliver');
  expect(gate.passageOf(frame, 5021)).toBe('stale');
});

test('a code that was answered is a repeat for two seconds, also over a sale that ended and one that began', () => {
  const gate = new InputGate();
  gate.open(0);
  gate.answered(frameAt(10, { lasts: 10 }));
  expect(passage(gate, frameAt(2019))).toBe('repeat');
  expect(passage(gate, frameAt(2020))).toBe('deliver');
  gate.close();
  gate.open(1000);
  expect(passage(gate, frameAt(1500))).toBe('repeat');
  expect(passage(gate, frameAt(1500, { text: 'second' }))).toBe('deliver');
});

test('a code that nobody heeded is no repeat of itself', () => {
  const gate = new InputGate();
  gate.open(0);
  expect(passage(gate, frameAt(10))).toBe('deliver');
  expect(passage(gate, frameAt(200))).toBe('deliver');
});

test('only a code that lies wholly in one wait is ever delivered, and none twice within two seconds', () => {
  const event = fc.oneof(
    fc.constantFrom('open' as const, 'close' as const),
    fc.record({ text: fc.constantFrom('a', 'b'), lasts: fc.nat(400) }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(700), event)), (events) => {
      const gate = new InputGate();
      const delivered: Frame[] = [];
      let now = 0;
      let waitsSince: number | undefined;
      for (const [pause, what] of events) {
        now += pause;
        if (what === 'open') {
          gate.open(now);
          waitsSince ??= now;
        } else if (what === 'close') {
          gate.close();
          waitsSince = undefined;
        } else {
          const frame = { text: what.text, firstByteAt: now - what.lasts, lastByteAt: now };
          if (gate.passageOf(frame, now) !== 'deliver') continue;
          expect(waitsSince).toBeLessThanOrEqual(frame.firstByteAt);
          const same = delivered.filter(({ text }) => text === frame.text).at(-1);
          if (same === delivered.at(-1) && same) {
            expect(frame.firstByteAt - same.lastByteAt).toBeGreaterThanOrEqual(2000);
          }
          gate.answered(frame);
          delivered.push(frame);
        }
      }
    }),
  );
});
