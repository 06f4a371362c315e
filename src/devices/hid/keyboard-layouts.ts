import type { KeyboardLayout } from '../../scanner-config.ts';

/** Which character of a key is meant. */
export type KeyLevel = 'plain' | 'shift' | 'altGr';

/** What a key types. `dead`: nothing yet; with a space after it, this accent. */
export type KeyText = { char: string } | { dead: string };

/**
 * The keys by their places, as HID usages of page 0x07 (HID Usage Tables, chapter 10): the row of digits, then the three
 * rows of letters from left to right. At the ends stand the keys that only Japanese keyboards have; the third row ends
 * with the key left of Enter, the fourth begins with the one right of the left Shift, which the United States lack.
 */
const ROWS: readonly (readonly number[])[] = [
  [0x35, 0x1e, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2d, 0x2e, 0x89],
  [0x14, 0x1a, 0x08, 0x15, 0x17, 0x1c, 0x18, 0x0c, 0x12, 0x13, 0x2f, 0x30],
  [0x04, 0x16, 0x07, 0x09, 0x0a, 0x0b, 0x0d, 0x0e, 0x0f, 0x33, 0x34, 0x31],
  [0x64, 0x1d, 0x1b, 0x06, 0x19, 0x05, 0x11, 0x10, 0x36, 0x37, 0x38, 0x87],
];

/** The key left of Enter has two usages. A PC takes them for one key, whatever its keyboard's country. */
const LEFT_OF_ENTER = 0x31;
const LEFT_OF_ENTER_TOO = 0x32;

/** How dead keys are written below, and the accent that each stands for. */
const DEAD: ReadonlyMap<string, string> = new Map([
  ['ˆ', '^'],
  ['˜', '~'],
  ['ˋ', '`'],
  ['ˊ', '´'],
  ['¨', '¨'],
]);

type Drawn = Partial<Record<KeyLevel, readonly string[]>>;

/**
 * What is printed on the keys, row for row. A blank: nothing, or nothing in latin1, such as the euro sign. The space bar,
 * Enter, Tab and the keypad are the same everywhere, and not in here. NUL: the key changes the way of writing, and types
 * nothing.
 *
 * Sources: the national layouts as Windows has them (guns are set to those); xkeyboard-config agrees on every character
 * that a code or an address has.
 */
const DRAWN: Record<KeyboardLayout, Drawn> = {
  us: {
    plain: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'\\", ' zxcvbnm,./'],
    shift: ['~!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', ' ZXCVBNM<>?'],
  },
  uk: {
    plain: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'#", '\\zxcvbnm,./'],
    shift: ['¬!"£$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:@~', '|ZXCVBNM<>?'],
    altGr: ['¦'],
  },
  de: {
    plain: ['ˆ1234567890ßˊ', 'qwertzuiopü+', 'asdfghjklöä#', '<yxcvbnm,.-'],
    shift: ['°!"§$%&/()=?ˋ', 'QWERTZUIOPÜ*', "ASDFGHJKLÖÄ'", '>YXCVBNM;:_'],
    altGr: ['  ²³   {[]}\\', '@          ~', '', '|      µ'],
  },
  fr: {
    plain: ['²&é"\'(-è_çà)=', 'azertyuiopˆ$', 'qsdfghjklmù*', '<wxcvbn,;:!'],
    shift: [' 1234567890°+', 'AZERTYUIOP¨£', 'QSDFGHJKLM%µ', '>WXCVBN?./§'],
    altGr: ['  ˜#{[|ˋ\\^@]}', '           ¤'],
  },
  es: {
    plain: ["º1234567890'¡", 'qwertyuiopˋ+', 'asdfghjklñˊç', '<zxcvbnm,.-'],
    shift: ['ª!"·$%&/()=?¿', 'QWERTYUIOPˆ*', 'ASDFGHJKLÑ¨Ç', '>ZXCVBNM;:_'],
    altGr: ['\\|@#˜ ¬', '          []', '          {}'],
  },
  jp: {
    plain: ['\x001234567890-^\\', 'qwertyuiop@[', 'asdfghjkl;:]', ' zxcvbnm,./\\'],
    shift: ['\x00!"#$%&\'() =~|', 'QWERTYUIOP`{', 'ASDFGHJKL+*}', ' ZXCVBNM<>?_'],
  },
};

/** Every layout that is known. */
export const KEYBOARD_LAYOUTS = Object.keys(DRAWN) as readonly KeyboardLayout[];

/** The keys that type text under one layout, by their usages. */
export type Keyboard = Readonly<Record<KeyLevel, ReadonlyMap<number, KeyText>>>;

/** The keyboard of a country. */
export function keyboardOf(layout: KeyboardLayout): Keyboard {
  const drawn = DRAWN[layout];
  return {
    plain: readKeys(drawn.plain),
    shift: readKeys(drawn.shift),
    altGr: readKeys(drawn.altGr),
  };
}

function readKeys(rows: readonly string[] = []): Map<number, KeyText> {
  const keys = new Map<number, KeyText>();
  for (const [i, row] of rows.entries()) {
    for (const [j, char] of Array.from(row).entries()) {
      const usage = ROWS[i]?.[j];
      if (usage === undefined || char === ' ') continue;
      const accent = DEAD.get(char);
      const text = accent === undefined ? { char } : { dead: accent };
      keys.set(usage, text);
      if (usage === LEFT_OF_ENTER) keys.set(LEFT_OF_ENTER_TOO, text);
    }
  }
  return keys;
}

/** Whether AltGr chooses a character at all: in the United States and Japan that key is a second Alt. */
export function hasAltGr(keyboard: Keyboard): boolean {
  return keyboard.altGr.size > 0;
}
