import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHidAssembler } from '../../../src/devices/hid/assembler.ts';
import { KNOWN_LAYOUTS } from '../../../src/devices/hid/known-layouts.ts';
import { createReader } from '../../../src/devices/reader.ts';
import { codeText, posReports } from '../../fixtures/hid-reports.ts';
import { handClock } from '../../support/hand-clock.ts';

const IDLE_MS = 100;

/** What happens to one report of a code. */
const faults = ['none', 'none', 'none', 'twice', 'garbled', 'short', 'replyBefore', 'lost'] as const;
type Fault = (typeof faults)[number];

interface Scanned {
  length: number;
  aim: string;
  /** Ms from one of its reports to the next, and to the next code. */
  paceMs: number;
  gapMs: number;
  fault: Fault;
  /** Which of its reports it happens to; `lost` happens to the last. */
  at: number;
}

const scanned: fc.Arbitrary<Scanned> = fc.record({
  length: fc.oneof(fc.integer({ min: 12, max: 512 }), fc.constantFrom(56, 112, 168, 448)),
  aim: fc.constantFrom(']Q1', ']C0'),
  paceMs: fc.integer({ min: 1, max: 8 }),
  gapMs: fc.integer({ min: IDLE_MS + 1, max: 1000 }),
  fault: fc.constantFrom(...faults),
  at: fc.nat(9),
});

/** The reports of a code as they arrive. */
function withFault(reports: Uint8Array[], { fault, at }: Scanned, reply: Uint8Array): Uint8Array[] {
  const index = at % reports.length;
  return reports.flatMap((report, i) => {
    if (fault === 'lost') return i === reports.length - 1 ? [] : [report];
    if (fault === 'none' || i !== index) return [report];
    const damaged = Uint8Array.from(report);
    damaged[1] = 200;
    const became: Record<Exclude<Fault, 'none' | 'lost'>, Uint8Array[]> = {
      twice: [report, report],
      garbled: [damaged],
      short: [report.slice(0, 40)],
      replyBefore: [reply, report],
    };
    return became[fault];
  });
}

test('whatever happens to single reports, each code is delivered as it was or not at all, and those unharmed all are', async () => {
  const firmware = fc.constantFrom('marks', 'always');
  await fc.assert(
    fc.asyncProperty(
      fc.nat(2),
      firmware,
      fc.array(scanned, { maxLength: 8 }),
      async (layoutNo, marks, scans) => {
        const layout = KNOWN_LAYOUTS[layoutNo];
        if (!layout) throw new Error('expected a layout');
        // An answer to a command; without an identifier, a report that has nothing to do with codes.
        const [ack] = posReports(layout, '\x06', { aim: ']Z6' });
        const reply = ack && layout.aimAt.length > 0 ? ack : Uint8Array.of(4, 0);
        const alwaysContinued = marks === 'always';
        const clock = handClock();
        const delivered: string[] = [];
        const reader = createReader({
          decoder: createHidAssembler([layout]),
          idleMs: IDLE_MS,
          clock,
          events: { onFrame: ({ text }) => delivered.push(text) },
        });
        // A gun that marks its ends has shown so. Of one that does not, a lost end of full fragments cannot be told.
        const first: Scanned = { length: 56, aim: ']Q1', paceMs: 1, gapMs: 200, fault: 'none', at: 0 };
        const usable = scans.filter(({ fault }) => fault !== 'lost' || !alwaysContinued);
        const sent = [first, ...usable].map((scan, seed) => ({
          scan,
          text: codeText(scan.length, seed + 1),
        }));
        for (const { scan, text } of sent) {
          const reports = posReports(layout, text, { alwaysContinued, aim: scan.aim });
          for (const report of withFault(reports, scan, reply)) {
            reader.push(report);
            await clock.advance(scan.paceMs);
          }
          await clock.advance(scan.gapMs);
        }
        const texts = sent.map(({ text }) => text);
        expect(delivered.filter((text) => !texts.includes(text))).toEqual([]);
        const unharmed = sent.filter(({ scan }) => scan.fault === 'none' || scan.fault === 'replyBefore');
        expect(delivered).toEqual(expect.arrayContaining(unharmed.map(({ text }) => text)));
        const order = delivered.map((text) => texts.indexOf(text));
        expect(order).toEqual(order.toSorted((one, other) => one - other));
      },
    ),
    { numRuns: 600 },
  );
});
