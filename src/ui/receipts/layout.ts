import type { ReceiptLine } from '../receipt-messages.ts';

/** A line of a paper as a printer with letters of one width takes it: already cut and padded. */
export interface PrintLine {
  text: string;
  /** Letters twice as wide and high. */
  isLarge: boolean;
  isBold: boolean;
}

/** Lays the lines of a paper out in so many columns. A code is left to the printer: nothing stands for it here. Pure. */
export function layOut(line: ReceiptLine, columns: number): PrintLine[] {
  switch (line.kind) {
    case 'heading':
      return wrapped(line.text, columns / 2).map((text) => large(centre(text, columns / 2)));
    case 'banner': {
      const words = wrapped(line.text, columns / 2).map((text) => large(centre(text, columns / 2)));
      const edge = plain('='.repeat(columns));
      return [edge, ...words, edge];
    }
    case 'text':
      return wrapped(line.text, columns).map((text) =>
        plain(line.align === 'center' ? centre(text, columns) : text),
      );
    case 'row':
      return between(line.label, line.value, columns).map(plain);
    case 'total': {
      const fits = widthOf(line.label) + widthOf(line.value) < columns / 2;
      if (fits) return between(line.label, line.value, columns / 2).map(large);
      return between(line.label, line.value, columns).map((text) => ({ ...plain(text), isBold: true }));
    }
    case 'rule':
      return [plain('-'.repeat(columns))];
    case 'qr':
      return [];
  }
}

const plain = (text: string): PrintLine => ({ text, isLarge: false, isBold: false });
const large = (text: string): PrintLine => ({ text, isLarge: true, isBold: true });

/** Both ends of one line; where they do not fit, the value stands on the right of the next. */
function between(label: string, value: string, columns: number): string[] {
  const room = columns - widthOf(label) - widthOf(value);
  if (room >= 1) return [label + ' '.repeat(room) + value];
  return [...wrapped(label, columns), ...wrapped(value, columns).map((text) => right(text, columns))];
}

function centre(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, Math.floor((columns - widthOf(text)) / 2))) + text;
}

function right(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - widthOf(text))) + text;
}

/** Cuts a text at its spaces, and a word that is longer than a line, or written without spaces, anywhere. */
function wrapped(text: string, columns: number): string[] {
  const found: string[] = [];
  let current = '';
  const push = () => {
    if (current.trim() !== '') found.push(current.trimEnd());
    current = '';
  };
  for (const word of text.split(/(?<=\s)/)) {
    if (widthOf(current) + widthOf(word.trimEnd()) > columns) push();
    for (const letter of word) {
      if (widthOf(current) + widthOf(letter) > columns) push();
      if (current !== '' || letter.trim() !== '') current += letter;
    }
  }
  push();
  return found;
}

/** Columns of a text: letters of East Asia take two (Unicode's wide and full-width ones, as far as printers have them). */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += isWide(letter) ? 2 : 1;
  return width;
}

function isWide(letter: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u.test(
    letter,
  );
}
