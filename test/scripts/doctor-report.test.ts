import { expect, test } from 'vitest';
import { hasFailed, reportJson, reportText } from '../../scripts/doctor/report.ts';
import type { Check } from '../../src/doctor/check.ts';

const GOOD: Check = { id: 'node', title: 'Node.js', outcome: 'ok', detail: 'v22.1.0.' };
const DETAIL = 'The library cannot be opened, for a part of the system is missing that it needs.';
const CURE = 'On Debian or Ubuntu: sudo apt-get install this and that and whatever else there may be';
const WARNED: Check = { id: 'hid', title: 'HID library', outcome: 'warn', detail: DETAIL, cure: CURE };
const FAILED: Check = { ...WARNED, outcome: 'fail' };
const plain = { hasColours: false };

test('each check is a line, its cure one below it, and the sum comes last', () => {
  expect(reportText([GOOD, WARNED], plain).split('\n')).toEqual([
    'ok    Node.js      v22.1.0.',
    `warn  HID library  ${DETAIL}`,
    `                   -> ${CURE}`,
    '',
    'Nothing fails; 1 of 2 checks warn.',
  ]);
  expect(reportText([GOOD], plain)).toContain('All is well: 1 checks.');
  expect(reportText([GOOD, WARNED, FAILED], plain)).toContain('1 of 3 checks fail, 1 warn.');
});

test('at a terminal what was seen is broken between words, and a cure stays one line to copy', () => {
  const lines = reportText([GOOD, WARNED], { hasColours: false, columns: 70 }).split('\n');
  expect(lines.filter((line) => line.length > 70)).toEqual([`                   -> ${CURE}`]);
  expect(lines[2]).toBe('                   system is missing that it needs.');
});

test('colours only come where they were asked for', () => {
  expect(reportText([GOOD], plain)).not.toContain('\x1b');
  expect(reportText([GOOD], { hasColours: true })).toContain('\x1b[32mok  \x1b[0m');
});

test('only a failure fails', () => {
  expect(hasFailed([GOOD, WARNED])).toBe(false);
  expect(hasFailed([GOOD, FAILED])).toBe(true);
  expect(JSON.parse(reportJson([WARNED], '1.0'))).toEqual({ version: '1.0', ok: true, checks: [WARNED] });
});
