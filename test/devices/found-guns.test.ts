import { expect, test } from 'vitest';
import type { Candidate, Found } from '../../src/devices/candidate.ts';
import { type AssignParts, assign } from '../../src/devices/found-guns.ts';
import { matchNotes } from '../../src/devices/gun-notes.ts';
import { candidate, equalGun } from '../support/candidates.ts';

const A = equalGun('a');
const B = equalGun('b');
const doubtful = equalGun('d', { certainty: 'doubtful', name: 'FTDI', place: '/dev/ttyUSB0' });

function assigned(
  candidates: Candidate[],
  { notes = {}, looking = ['1'], before = new Map(), ...more }: Partial<AssignParts & Found> = {},
) {
  const isOnlyLane = more.isOnlyLane ?? looking.length === 1;
  const matched = matchNotes(candidates, notes);
  const found = { candidates, findings: more.findings ?? [] };
  const { guns, missing } = assign(found, { notes, matched, looking, isOnlyLane, before });
  return {
    lanes: Object.fromEntries(guns.map(({ key, lane }) => [key.split('@')[1], lane ?? 'none'])),
    missing: Object.fromEntries([...missing].map(([lane, { code }]) => [lane, code])),
    finding: missing.get('1'),
  };
}

test('one gun and one lane belong together', () => {
  expect(assigned([A])).toMatchObject({ lanes: { a: '1' }, missing: {} });
});

test('two guns for one lane, or one for several lanes, are asked about', () => {
  expect(assigned([A, B])).toMatchObject({
    lanes: { a: 'none', b: 'none' },
    missing: { 1: 'TWO_CANDIDATES' },
  });
  expect(assigned([A], { looking: ['1', '2'] })).toMatchObject({
    lanes: { a: 'none' },
    missing: { 1: 'NOT_BOUND', 2: 'NOT_BOUND' },
  });
  expect(assigned([A], { isOnlyLane: false })).toMatchObject({ lanes: { a: 'none' } });
});

test('a gun has the lane that a person gave it', () => {
  const notes = { [A.key]: { lane: '2' }, [B.key]: { lane: '1' } };
  expect(assigned([A, B], { notes, looking: ['1', '2'] })).toMatchObject({
    lanes: { a: '2', b: '1' },
    missing: {},
  });
});

test('a gun that a person gave to no lane has none, however alone it is', () => {
  const notes = { [A.key]: { lane: null } };
  expect(assigned([A], { notes })).toMatchObject({ lanes: { a: 'none' }, missing: { 1: 'NOT_BOUND' } });
  expect(assigned([A, B], { notes })).toMatchObject({ lanes: { a: 'none', b: '1' } });
});

test('the place of a bound gun that is not plugged in is given to no other', () => {
  const notes = { [A.key]: { lane: '1', product: 'Left gun' } };
  expect(assigned([B], { notes })).toMatchObject({ lanes: { a: '1', b: 'none' }, missing: {} });
  expect(assigned([], { notes })).toMatchObject({ lanes: { a: '1' } });
});

test('a gun bound to a lane that is gone, or whose guns the file names, waits', () => {
  const notes = { [A.key]: { lane: '9' } };
  expect(assigned([A], { notes, looking: ['1', '2'] }).lanes).toEqual({ a: 'none' });
  expect(assigned([], { notes, looking: ['1', '2'] }).lanes).toEqual({});
});

test('a gun that comes second takes no lane from the first, and none while the first is away', () => {
  const before = new Map<string, string | undefined>([[A.key, '1']]);
  expect(assigned([A, B], { before }).lanes).toEqual({ a: '1', b: 'none' });
  before.set(B.key, undefined);
  expect(assigned([B], { before }).lanes).toEqual({ b: 'none' });
});

test('a gun that is plugged in instead of the one that went takes its place', () => {
  const before = new Map([[A.key, '1']]);
  expect(assigned([B], { before }).lanes).toEqual({ b: '1' });
});

test('a doubtful device is only opened where a person said so', () => {
  expect(assigned([doubtful])).toMatchObject({ lanes: {}, missing: { 1: 'DOUBTFUL' } });
  expect(assigned([doubtful], { notes: { [doubtful.key]: { lane: '1' } } }).lanes).toEqual({ d: '1' });
  expect(assigned([doubtful, A]).lanes).toEqual({ a: '1' });
});

test('what says most about a lane without a gun is told, with what to do', () => {
  const wrong = equalGun('w', {
    certainty: 'wrongMode',
    finding: { code: 'WRONG_MODE', message: 'It is in IBM mode.', cure: 'Scan "USB HID POS".' },
  });
  const library = { code: 'LIBRARY_MISSING' as const, message: 'no', cure: 'apt-get' };
  expect(assigned([]).finding?.code).toBe('NOT_FOUND');
  expect(assigned([doubtful], { findings: [library] }).finding).toBe(library);
  expect(assigned([doubtful, wrong], { findings: [library] }).finding?.code).toBe('WRONG_MODE');
  expect(assigned([wrong, A, B]).finding?.code).toBe('TWO_CANDIDATES');
  const { finding } = assigned([A, B]);
  expect(finding?.message).toContain('/dev/hidraw-a; Honeywell Vuquest at /dev/hidraw-b');
  expect(finding?.cure).toContain('lane 1: {"transport":"hid"');
});

test('a gun with a number of its own keeps its lane in another socket', () => {
  const notes = { [candidate('a').key]: { lane: '2' } };
  expect(assigned([candidate('z')], { notes, looking: ['1', '2'] }).lanes).toEqual({ z: '2' });
});
