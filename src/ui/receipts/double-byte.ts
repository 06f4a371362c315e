/** The letters of East Asia as printers of each country know them, two bytes each. */
export type DoubleByte = 'gb18030' | 'big5' | 'shift_jis';

/** Which of them a printer sold for that language has; those of one country are not in the printers of another. */
export function doubleByteOf(language: string): DoubleByte {
  if (language === 'ja') return 'shift_jis';
  return language === 'zh-Hant' ? 'big5' : 'gb18030';
}

const tables = new Map<DoubleByte, ReadonlyMap<string, number>>();

/** The two bytes of a letter, or nothing where that printer has none for it. */
export function bytesOfLetter(letter: string, encoding: DoubleByte): [number, number] | undefined {
  const table = tables.get(encoding) ?? makeTable(encoding);
  tables.set(encoding, table);
  const pair = table.get(letter);
  return pair === undefined ? undefined : [pair >> 8, pair & 0xff];
}

/** The platform only decodes: its table is read backwards, once. Takes some milliseconds. */
function makeTable(encoding: DoubleByte): ReadonlyMap<string, number> {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      const isOne = [...letter].length === 1 && letter !== '\ufffd' && letter.charCodeAt(0) > 0x7f;
      if (isOne && !table.has(letter)) table.set(letter, (lead << 8) | trail);
    }
  }
  return table;
}
