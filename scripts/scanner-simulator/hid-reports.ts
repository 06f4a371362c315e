import { type HidMode, KEY_REPORT_LENGTH, POS_REPORT_LENGTH } from './hid-descriptors.ts';
import { type KeyboardCountry, keyOf } from './keyboard-keys.ts';

export interface HidReportOptions {
  mode: HidMode;
  /** The country a keyboard-mode gun is set to. */
  layout: KeyboardCountry;
  /** AIM identifier, in HID POS modes only. */
  aim: string;
  /** What a keyboard-mode gun types after the code. */
  terminator: string;
}

/** The input reports by which a gun sends a code. */
export function hidReports(code: string, { mode, layout, aim, terminator }: HidReportOptions): Uint8Array[] {
  switch (mode) {
    case 'keyboard':
      return Array.from(`${code}${terminator}`).flatMap((character) => keyReports(character, layout));
    case 'pos-honeywell':
      return posReports(code, { aim, countBytes: 1 });
    case 'pos-zebra':
      return posReports(code, { aim, countBytes: 2 });
  }
}

/** Characters that fit one report. */
const ROOM = 56;

/** Count (low byte first), AIM identifier, data; bit 0 of the last byte says that the code goes on. */
function posReports(code: string, { aim, countBytes }: { aim: string; countBytes: number }): Uint8Array[] {
  const bytes = Buffer.from(code, 'latin1');
  const count = Math.max(1, Math.ceil(bytes.length / ROOM));
  return Array.from({ length: count }, (_, i) => {
    const part = bytes.subarray(i * ROOM, (i + 1) * ROOM);
    const report = Buffer.alloc(POS_REPORT_LENGTH);
    report.set([2, part.length]);
    report.write(aim, 1 + countBytes, 3, 'latin1');
    report.set(part, 4 + countBytes);
    report[POS_REPORT_LENGTH - 1] = i < count - 1 ? 1 : 0;
    return report;
  });
}

/** The key goes down, and up again. */
function keyReports(character: string, layout: KeyboardCountry): Uint8Array[] {
  const { key, modifiers } = keyOf(character, layout);
  const down = new Uint8Array(KEY_REPORT_LENGTH);
  down.set([modifiers, 0, key]);
  return [down, new Uint8Array(KEY_REPORT_LENGTH)];
}
