import { expect, test } from 'vitest';
import { areGunNotes, type GunNotes, matchNotes } from '../../src/devices/gun-notes.ts';
import { candidate, equalGun } from '../support/candidates.ts';

const KEY = 'hid 0c2e:1007:A1';
const match = (guns: Parameters<typeof matchNotes>[0], notes: GunNotes) => [...matchNotes(guns, notes)];

test('a note is about the gun in its socket', () => {
  const notes = { [`${KEY}@1`]: { lane: '1' }, [`${KEY}@2`]: { lane: '2' } };
  expect(match([candidate('2'), candidate('1')], notes)).toEqual([
    [`${KEY}@2`, `${KEY}@2`],
    [`${KEY}@1`, `${KEY}@1`],
  ]);
});

test('a gun with a number of its own is the same in another socket', () => {
  expect(match([candidate('7')], { [`${KEY}@1`]: { lane: '1' } })).toEqual([[`${KEY}@7`, `${KEY}@1`]]);
});

test.each<[string, Parameters<typeof matchNotes>[0], GunNotes]>([
  ['it has no number of its own', [equalGun('7')], { [`${KEY}@1`]: { lane: '1' } }],
  ['its number was seen twice', [candidate('7')], { [`${KEY}@1`]: { lane: '1', isRepeated: true } }],
  ['two notes may be meant', [candidate('7')], { [`${KEY}@1`]: { lane: '1' }, [`${KEY}@2`]: { lane: '2' } }],
  [
    'it is another gun',
    [candidate('7')],
    { 'hid 0c2e:1007:A12@1': { lane: '1' }, front: { isDisabled: true } },
  ],
])('a gun in another socket has no note where %s', (_why, guns, notes) => {
  expect(match(guns, notes)).toEqual([]);
});

test('the note of a gun that is in its place is nobody else’s', () => {
  const notes = { [`${KEY}@1`]: { lane: '1' } };
  expect(match([candidate('7'), candidate('1')], notes)).toEqual([[`${KEY}@1`, `${KEY}@1`]]);
});

test.each<[unknown, boolean]>([
  [{}, true],
  [{ a: { lane: '1', name: 'Left', isDisabled: true, product: 'P', isRepeated: true } }, true],
  [{ a: { lane: null } }, true],
  [{ a: { lane: 1 } }, false],
  [{ a: { isDisabled: false } }, false],
  [{ a: [] }, false],
  [{ a: null }, false],
  [[], false],
  [null, false],
  ['guns', false],
])('whether %j are notes: %s', (value, isSo) => {
  expect(areGunNotes(value)).toBe(isSo);
});
