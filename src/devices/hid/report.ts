import { KNOWN_LAYOUTS } from './known-layouts.ts';
import type { ReportLayout } from './layout.ts';

/** Identifiers Honeywell guns give to what they answer to commands: text, and ACK or NAK. No wallet's code has them. */
const COMMAND_REPLIES: readonly string[] = [']X0', ']Z6'];

const AIM = /^\][A-Za-z][0-9A-Za-z]$/;
const EMPTY_AIM = '\0\0\0';

/** What one report holds. */
export type ReportContent =
  /** A piece of a code, the only one unless `more`. `full`: no byte of its room is left. */
  | { kind: 'fragment'; text: string; aim?: string; more: boolean; full: boolean }
  /** Nothing that was scanned. */
  | { kind: 'other' }
  /** A scan that cannot be read: what came before it must not be completed by what follows. */
  | { kind: 'malformed' };

/**
 * Reads a report by the first of the layouts, in the order they are trusted, that it can be of: a descriptor, and what is
 * known of a maker, may be wrong. Read by the wrong layout a code would lose its first or its last characters.
 */
export function readReport(
  report: Uint8Array,
  layouts: readonly ReportLayout[] = KNOWN_LAYOUTS,
): ReportContent {
  const possible = layouts.filter(({ reportId }) => reportId === 0 || reportId === report[0]);
  if (possible.length === 0 || report.length === 0) return { kind: 'other' };
  const layout = possible.find((each, rank) => isOf(report, each, rank === 0));
  return layout ? readAs(report, layout) : { kind: 'malformed' };
}

/** Whether a report may be of a layout. `isTrusted`: there is more to go by than how it looks. */
function isOf(report: Uint8Array, layout: ReportLayout, isTrusted: boolean): boolean {
  const { length, dataFrom, aimAt } = layout;
  if (report.length < length) return false;
  const count = countOf(report, layout);
  // No text begins with NUL: this is where another layout has an identifier that was left empty.
  if (count > 0 && report[dataFrom] === 0) return false;
  if (aimAt.length > 0) return isAim(charactersAt(report, aimAt));
  // Nothing but the count tells this layout: behind the text there is only padding.
  return isTrusted || report[dataFrom + count] === 0;
}

function readAs(report: Uint8Array, layout: ReportLayout): ReportContent {
  const { dataFrom, dataTo, aimAt } = layout;
  const aim = charactersAt(report, aimAt);
  if (COMMAND_REPLIES.includes(aim)) return { kind: 'other' };
  const room = dataTo - dataFrom;
  const count = countOf(report, layout);
  const text = latin1(report, dataFrom, dataFrom + count);
  const more = layout.more !== undefined && ((report[layout.more.at] ?? 0) & layout.more.mask) !== 0;
  // A NUL is no part of a code. At its end some guns count one; elsewhere the count is wrong, or the layout.
  const isSound = count <= room && !(more ? text : withoutNuls(text)).includes('\0');
  if (!isSound) return { kind: 'malformed' };
  const hasAim = AIM.test(aim);
  return { kind: 'fragment', text, ...(hasAim && { aim }), more, full: count === room };
}

/** How many bytes of text there are, as the report says, or as the NULs say that fill it up. */
function countOf(report: Uint8Array, { count, dataFrom, dataTo }: ReportLayout): number {
  if (!count) return withoutNuls(latin1(report, dataFrom, dataTo)).length;
  const high = count.bytes === 2 ? (report[count.at + 1] ?? 0) : 0;
  return high * 0x100 + (report[count.at] ?? 0);
}

function isAim(text: string): boolean {
  return text === EMPTY_AIM || AIM.test(text);
}

function charactersAt(bytes: Uint8Array, positions: readonly number[]): string {
  return String.fromCharCode(...positions.map((at) => bytes[at] ?? 0));
}

/** Without those at its end. */
function withoutNuls(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\0') end -= 1;
  return text.slice(0, end);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);
}
