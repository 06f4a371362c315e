import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrLine } from '../../../src/ui/receipts/qr.ts';
import { rgbaOf } from '../../support/code-picture.ts';

/** Pixels of one square. */
const SQUARE = 6;

/** Draws the path as a browser does: bars of one square's height, on white. */
function drawn({ size, path }: { size: number; path: string }) {
  const side = size * SQUARE;
  const grey = new Uint8Array(side * side).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = 0; row < SQUARE; row += 1) {
      const from = (Number(y) * SQUARE + row) * side + Number(x) * SQUARE;
      grey.fill(0, from, from + Number(width) * SQUARE);
    }
  }
  return rgbaOf({ width: side, height: side, grey });
}

test.each([['P261120TEST0000000000000'], ['261120TEST0000000000000'], ['SCANTILL']])(
  'a scanner reads from the paper what brings the sale up again: %s',
  (number) => {
    expect(decodeQR(drawn(qrLine(number)))).toBe(number);
  },
);

test('a code has the quiet zone that scanners need on each side', () => {
  const { size, path } = qrLine('P261120TEST0000000000000');
  const bars = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((bar) => bar.slice(1).map(Number));
  const edges = bars.flatMap(([x = 0, y = 0, width = 0]) => [x, y, size - x - width, size - y - 1]);
  expect(Math.min(...edges)).toBe(4);
});
