import { ScanProblem } from './till.ts';

/** The country a keyboard is made for. */
export const KEYBOARD_COUNTRIES = ['us', 'uk', 'de', 'fr', 'es', 'jp'] as const;
export type KeyboardCountry = (typeof KEYBOARD_COUNTRIES)[number];

/** A key by its HID usage (HID Usage Tables, page 7), and the modifiers that are held. */
interface Stroke {
  key: number;
  modifiers: number;
}

const LEFT_SHIFT = 0x02;
const RIGHT_ALT = 0x40;

/** The same key on every keyboard. */
const ANYWHERE: Record<string, number> = { '\r': 0x28, '\n': 0x28, '\t': 0x2b, ' ': 0x2c };

/** The stroke that types a character. Fails with a `ScanProblem` where that keyboard has none, or only a dead key. */
export function keyOf(character: string, country: KeyboardCountry): Stroke {
  const everywhere = ANYWHERE[character];
  if (everywhere !== undefined) return { key: everywhere, modifiers: 0 };
  const { plain, shifted, altGr = {} } = KEYBOARDS[country];
  for (const [row, modifiers] of [
    [plain, 0],
    [shifted, LEFT_SHIFT],
  ] as const) {
    const at = Array.from(row).indexOf(character);
    if (at >= 0) return { key: keyAt(at, country), modifiers };
  }
  const key = altGr[character];
  if (key !== undefined) return { key, modifiers: RIGHT_ALT };
  throw new ScanProblem(`A keyboard for "${country}" has no key for ${JSON.stringify(character)}.`);
}

interface Keyboard {
  /** What the keys of `KEYS` type, in that order. A blank: nothing, or a dead key. */
  plain: string;
  shifted: string;
  /** Characters that need AltGr, and their keys. */
  altGr?: Record<string, number>;
}

/** The 26 keys that are letters in the United States, A to Z, then 1 to 0, then those around them, row by row. */
const KEYS = [
  ...Array.from({ length: 36 }, (_, i) => 0x04 + i),
  ...[0x2d, 0x2e, 0x2f, 0x30, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x64, 0x87, 0x89],
];
/** The key left of Enter: one code in the United States, another elsewhere. */
const BACKSLASH_US = 0x31;

function keyAt(position: number, country: KeyboardCountry): number {
  const key = KEYS[position] ?? 0;
  return country === 'us' && key === 0x32 ? BACKSLASH_US : key;
}

const KEYBOARDS: Record<KeyboardCountry, Keyboard> = {
  us: {
    plain: "abcdefghijklmnopqrstuvwxyz1234567890-=[]\\;'`,./",
    shifted: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()_+{}|:"~<>?',
  },
  uk: {
    plain: "abcdefghijklmnopqrstuvwxyz1234567890-=[]#;'`,./\\",
    shifted: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!"£$%^&*()_+{}~:@¬<>?|',
  },
  de: {
    plain: 'abcdefghijklmnopqrstuvwxzy1234567890ß ü+#öä ,.-<',
    shifted: 'ABCDEFGHIJKLMNOPQRSTUVWXZY!"§$%&/()=? Ü*\'ÖÄ°;:_>',
    altGr: {
      '@': 0x14,
      '{': 0x24,
      '[': 0x25,
      ']': 0x26,
      '}': 0x27,
      '\\': 0x2d,
      '~': 0x30,
      '|': 0x64,
    },
  },
  fr: {
    plain: 'qbcdefghijkl,noparstuvzxyw&é"\'(-è_çà)= $*mù²;:!<',
    shifted: 'QBCDEFGHIJKL?NOPARSTUVZXYW1234567890°+ £µM% ./§>',
    altGr: {
      '~': 0x1f,
      '#': 0x20,
      '{': 0x21,
      '[': 0x22,
      '|': 0x23,
      '`': 0x24,
      '\\': 0x25,
      '^': 0x26,
      '@': 0x27,
      ']': 0x2d,
      '}': 0x2e,
    },
  },
  es: {
    plain: "abcdefghijklmnopqrstuvwxyz1234567890'¡ +çñ º,.-<",
    shifted: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!"·$%&/()=?¿ *ÇÑ ª;:_>',
    altGr: {
      '|': 0x1e,
      '@': 0x1f,
      '#': 0x20,
      '~': 0x21,
      '[': 0x2f,
      ']': 0x30,
      '}': 0x32,
      '{': 0x34,
      '\\': 0x35,
    },
  },
  jp: {
    plain: 'abcdefghijklmnopqrstuvwxyz1234567890-^@[];: ,./ \\¥',
    shifted: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!"#$%&\'() =~`{}+* <>? _|',
  },
};
