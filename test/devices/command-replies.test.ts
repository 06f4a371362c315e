import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFramer } from '../../src/devices/framer.ts';
import { ENDS, TERMINATORS } from '../support/terminators.ts';

/** Commands, and what guns answer to them. */
const COMMANDS = [
  { command: '\x16T\r', answers: ['', '\x06', '\x16T\r'] },
  { command: '\x16\x07\r', answers: ['', '\x06', '\x15'] },
  { command: '\x16M\rBEPBEP.', answers: ['BEPBEP\x06.', 'BEPBEP\x15.', 'BEPBEP\x05.', '\x06.'] },
  { command: '\x16M\rBEPLVL2!', answers: ['BEPLVL2\x06!', 'beplvl2\x15!'] },
] as const;

const exchange = fc.oneof(
  ...COMMANDS.map(({ command, answers }) =>
    fc.record({ command: fc.constant(command), answer: fc.constantFrom(...answers) }),
  ),
);
const code = fc.stringMatching(/^[0-9A-Za-z+/=]{12,40}$/);

test('commands and their answers between codes change no code and are none, however the bytes are cut', () => {
  const steps = fc.array(fc.oneof(code, exchange), { maxLength: 12 });
  const ends = fc.constantFrom(...TERMINATORS.filter((each) => each !== 'none' && each !== 'etx'));
  fc.assert(
    fc.property(steps, ends, fc.integer({ min: 1, max: 9 }), (all, terminator, size) => {
      const framer = createFramer({ terminator });
      const texts: string[] = [];
      let at = 0;
      for (const step of all) {
        if (typeof step !== 'string') framer.told(Buffer.from(step.command, 'latin1'), at);
        // A line with echo sends a command back as it was: its end is a terminator only where CR is one.
        const sent = typeof step === 'string' ? step + ENDS[terminator] : step.answer;
        fc.pre(
          typeof step === 'string' || !step.answer.startsWith('\x16') || ['any', 'cr'].includes(terminator),
        );
        for (let from = 0; from < sent.length; from += size) {
          at += 1;
          const piece = Buffer.from(sent.slice(from, from + size), 'latin1');
          texts.push(...framer.push(piece, at).map(({ text }) => text));
        }
      }
      expect(texts).toEqual(all.filter((step) => typeof step === 'string'));
      expect(framer.dropped?.()).toBe(0);
    }),
    { numRuns: 2000 },
  );
});

test('an answer that comes too late, or is none of the commands’, is dropped and counted', () => {
  const framer = createFramer({ terminator: 'any' });
  framer.told(Buffer.from('\x16M\rBEPBEP.', 'latin1'), 0);
  expect(framer.push(Buffer.from('OTHER\x06.\r'), 10)).toEqual([]);
  expect(framer.push(Buffer.from('BEPBEP\x06.\r'), 2100)).toEqual([]);
  expect(framer.dropped?.()).toBe(2);
});
