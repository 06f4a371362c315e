import { expect, test } from 'vitest';
import type { Receipt } from '../../../src/ui/receipt-messages.ts';
import { escPosOf } from '../../../src/ui/receipts/escpos.ts';
import { layOut, widthOf } from '../../../src/ui/receipts/layout.ts';
import { qrLine } from '../../../src/ui/receipts/qr.ts';
import { decodePrint } from '../../support/fake-printer.ts';

const paper = (lines: Receipt['lines'], changes: Partial<Receipt> = {}): Receipt => ({
  kind: 'sale',
  isCopy: false,
  language: 'en',
  widthMm: 80,
  lines,
  ...changes,
});

function printed(receipt: Receipt) {
  const encoded = escPosOf(receipt);
  if (!encoded.ok) throw new Error(`not printable: ${encoded.letters}`);
  return decodePrint(encoded.bytes);
}

test.each([
  [80, 48],
  [58, 32],
] as const)('on paper of %i mm a row reaches over all of its %i columns', (widthMm, columns) => {
  const { lines } = printed(
    paper([{ kind: 'row', label: 'Paid with', value: 'Alipay' }, { kind: 'rule' }], { widthMm }),
  );
  expect(lines[0]).toBe(`Paid with${' '.repeat(columns - 15)}Alipay`);
  expect(lines[1]).toBe('-'.repeat(columns));
});

test('what does not fit beside its label stands on the right of the next line', () => {
  const row = { kind: 'row', label: 'Sale number', value: '261120TEST0000000000000' } as const;
  expect(layOut(row, 32).map(({ text }) => text)).toEqual(['Sale number', `${' '.repeat(9)}${row.value}`]);
});

test('no line is wider than the paper, whatever is written', () => {
  const texts = ['a'.repeat(100), 'one two '.repeat(20), '測試'.repeat(40), 'x', '', '  two  spaces  '];
  for (const columns of [32, 48]) {
    for (const text of texts) {
      const lines = [
        ...layOut({ kind: 'text', text, align: 'center' }, columns),
        ...layOut({ kind: 'row', label: text, value: text }, columns),
      ];
      expect(
        lines.every((line) => widthOf(line.text) <= columns),
        text,
      ).toBe(true);
    }
    expect(
      layOut({ kind: 'heading', text: 'Name '.repeat(9) }, columns).every(
        ({ text }) => widthOf(text) <= columns / 2,
      ),
    ).toBe(true);
  }
});

test('the code holds the number, and the paper is cut at the end', () => {
  const { qr, isCut } = printed(paper([qrLine('P261120TEST0000000000000')]));
  expect([qr, isCut]).toEqual(['P261120TEST0000000000000', true]);
});

test.each([
  ['Größe 12,30 €', 'Größe 12,30 €'],
  ['Æble crème brûlée ¡olé!', 'Æble crème brûlée ¡olé!'],
  ['Žluťoučký kůň', 'Žluťoučký kůň'],
  ['1\u202f230,50\u00a0€', '1 230,50 €'],
  ['“Tōkyō” – İstanbul…', '"Tokyo" - Istanbul...'],
])('what is written in Latin letters is printed so: %s', (text, shown) => {
  expect(printed(paper([{ kind: 'text', text }])).lines[0]).toBe(shown);
});

test.each([
  ['zh-Hans', '支付宝 收据 ¥12.30', 'gb18030'],
  ['zh-Hant', '支付寶 收據', 'big5'],
  ['ja', '領収書 カード 合計', 'shift_jis'],
] as const)(
  'letters of East Asia are printed by the printers of their country: %s',
  (language, text, encoding) => {
    const receipt = paper([{ kind: 'text', text }], { language: language as Receipt['language'] });
    const encoded = escPosOf(receipt);
    expect(encoded.ok && decodePrint(encoded.bytes, encoding).lines[0]).toBe(text);
  },
);

test('letters that no such printer has are named, and nothing is printed in their place', () => {
  expect(escPosOf(paper([{ kind: 'text', text: 'إيصال A' }]))).toEqual({ ok: false, letters: 'إيصال' });
});
