/**
 * The input report of HID point-of-sale scanners (usage page 0x8C, usage 0x02): report 2, 64 bytes, id first.
 * The usage tables leave the layout to the vendor; three are in use, and where the `]` of the AIM identifier stands
 * tells them apart. In all of them bit 0 of byte 63 says that the code goes on in the next report.
 */
interface Layout {
  /** Position of the AIM identifier's three bytes. */
  aimAt?: number;
  /** First byte of the text, and the byte after the last it may have. */
  dataFrom: number;
  dataTo: number;
}

/** Honeywell, Youjie, Access-IS: one count byte. */
const HONEYWELL: Layout = { aimAt: 2, dataFrom: 5, dataTo: 61 };
/** Zebra, Symbol: a count of two bytes, low one first. */
const ZEBRA: Layout = { aimAt: 3, dataFrom: 6, dataTo: 62 };
/** Newland and those who took its manual: one count byte, no identifier. */
const PLAIN: Layout = { dataFrom: 2, dataTo: 58 };

const REPORT_ID = 2;
const REPORT_LENGTH = 64;
const RIGHT_BRACKET = 0x5d;

/** Identifiers Honeywell guns give to what they answer to commands: text, and ACK or NAK. */
const COMMAND_REPLIES: readonly (string | undefined)[] = [']X0', ']Z6'];

/** What one report holds. */
export type ReportContent =
  /** A piece of a code, the only one unless `more`. `full`: no byte of its room is left. */
  | { kind: 'fragment'; text: string; aim?: string; more: boolean; full: boolean }
  /** Nothing that was scanned. */
  | { kind: 'other' }
  /** A scan that cannot be read: what came before it must not be completed by what follows. */
  | { kind: 'malformed' };

export function readReport(report: Uint8Array): ReportContent {
  if (report[0] !== REPORT_ID) return { kind: 'other' };
  if (report.length < REPORT_LENGTH) return { kind: 'malformed' };
  const layout = layoutOf(report);
  const { aimAt, dataFrom, dataTo } = layout;
  const room = dataTo - dataFrom;
  const count = (report[1] ?? 0) + (layout === ZEBRA ? (report[2] ?? 0) * 0x100 : 0);
  if (count > room) return { kind: 'malformed' };
  const aim = aimAt === undefined || report[aimAt] === 0 ? undefined : latin1(report, aimAt, aimAt + 3);
  if (COMMAND_REPLIES.includes(aim)) return { kind: 'other' };
  return {
    kind: 'fragment',
    text: latin1(report, dataFrom, dataFrom + count),
    ...(aim !== undefined && { aim }),
    more: ((report[63] ?? 0) & 1) === 1,
    full: count === room,
  };
}

function layoutOf(report: Uint8Array): Layout {
  if (report[2] === RIGHT_BRACKET) return HONEYWELL;
  if (report[2] === 0 && report[3] === RIGHT_BRACKET) return ZEBRA;
  // No text begins with NUL: zeros here are an identifier that was left empty.
  if (report[2] === 0) return report[5] === 0 ? ZEBRA : HONEYWELL;
  return PLAIN;
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);
}
