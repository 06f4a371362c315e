import { expect, test } from 'vitest';
import { symbologyOf, timelineOf } from '../../../src/ui/technician/timeline.ts';

test('bytes of the code stand together as hidden ones, and what guns put around it has its name', () => {
  const [piece] = timelineOf([{ atMs: 0, hex: '02 .. .. .. 0d 0a' }], true);
  expect(piece?.bytes).toEqual([
    { kind: 'byte', hex: '02', name: 'STX', count: 1 },
    { kind: 'hidden', count: 3 },
    { kind: 'byte', hex: '0d', name: 'CR', count: 1 },
    { kind: 'byte', hex: '0a', name: 'LF', count: 1 },
  ]);
});

test('the bytes of a report have no names, and equal ones are counted', () => {
  const [piece] = timelineOf([{ atMs: 0, hex: '02 0d .. 00 00 00 00' }], false);
  expect(piece?.bytes).toEqual([
    { kind: 'byte', hex: '02', count: 1 },
    { kind: 'byte', hex: '0d', count: 1 },
    { kind: 'hidden', count: 1 },
    { kind: 'byte', hex: '00', count: 4 },
  ]);
});

test('pieces stand on the line where their time is', () => {
  const at = (...ms: number[]) =>
    timelineOf(
      ms.map((atMs) => ({ atMs, hex: '..' })),
      true,
    ).map(({ place }) => place);
  expect(at(0, 10, 40)).toEqual([0, 0.25, 1]);
  expect(at(0)).toEqual([0]);
  expect(at(0, 0)).toEqual([0, 0]);
  expect(timelineOf([], true)).toEqual([]);
  expect(timelineOf([{ atMs: 0, hex: '' }], true)[0]?.bytes).toEqual([]);
});

test('an AIM identifier names its kind of code, capital letters apart from small ones', () => {
  expect([']Q1', ']C0', ']e0', ']E0', ']x9'].map(symbologyOf)).toEqual([
    'QR code',
    'Code 128',
    'GS1 DataBar',
    'EAN or UPC',
    undefined,
  ]);
});
