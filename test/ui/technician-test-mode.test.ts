import { expect, test } from 'vitest';
import { NO_COUNTS } from '../../src/devices/gun.ts';
import type { ScannerStatus } from '../../src/devices/index.ts';
import type { LaneView } from '../../src/payment/index.ts';
import { SENT_AT } from '../support/orders.ts';
import { screenFor } from '../support/screens.ts';

const gun: ScannerStatus = {
  id: 'front',
  lane: '1',
  transport: 'tcp',
  name: 'Simulator',
  state: 'up',
  since: 0,
  isConfigured: true,
  counters: NO_COUNTS,
};
const tested: ScannerStatus = { ...gun, testUntil: SENT_AT + 60_000 };
const SAID = 'The scanner is being tested. Nothing is charged.';

test('a free lane says that its scanner is tested, until when, and may be charged all the same', () => {
  const screen = screenFor({ scanners: [gun, tested] });
  expect(screen).toMatchObject({ mode: 'test', message: SAID, deadlineAt: SENT_AT + 60_000 });
  expect(screen.actions).toEqual(['charge']);
  expect(screen.warnings).toEqual([]);
  expect(screenFor({ scanners: [gun] }).mode).toBe('idle');
});

test('an amount that waits for its code again stays through the test', () => {
  const view = { phase: { kind: 'idle', draftMinor: 1230 } } as const;
  expect(screenFor({ view, scanners: [tested] })).toMatchObject({ mode: 'test', amount: { minor: 1230 } });
});

test('the result of a payment is never hidden by a test, which is told beside it', () => {
  const view: Partial<LaneView> = { warnings: [{ kind: 'clockOff', skewMs: 180_000 }] };
  const screen = screenFor({ order: { state: 'paid' }, view, scanners: [tested] });
  const clock = "This till's clock is 3 minutes fast. Ask the technician to set it.";
  expect(screen).toMatchObject({ mode: 'paid', warnings: [SAID, clock] });
});

test('neither is what keeps a lane from selling, nor that nothing was sent', () => {
  const block = { kind: 'storeFault', since: SENT_AT, detail: 'no space left' } as const;
  expect(screenFor({ view: { block }, scanners: [tested] })).toMatchObject({
    mode: 'blocked',
    warnings: [SAID],
  });
  const view = { phase: { kind: 'idle', draftMinor: 1230, unsent: true } } as const;
  expect(screenFor({ view, scanners: [tested] })).toMatchObject({ mode: 'idle', warnings: [SAID] });
});
