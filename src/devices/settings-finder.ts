import type { ScannerEntry, SerialScannerConfig } from '../scanner-config.ts';
import { GUN_SILENT, LINE_UNREADABLE } from './findings.ts';
import { type LineSigns, readSigns } from './line-signs.ts';
import type { Finding } from './scan.ts';
import { maskText } from './scan-trace.ts';

/** How a serial line is set. */
export type LineSetting = Pick<SerialScannerConfig, 'baudRate' | 'dataBits' | 'parity'>;

/** What came at one moment. Card data. */
export interface TimedBytes {
  /** Monotonic ms. */
  at: number;
  bytes: Uint8Array;
}

/** What was heard of a gun under one setting of the line. */
export interface LineTrial {
  /** None for a network gun, whose line somebody else sets. */
  setting?: LineSetting;
  pieces: readonly TimedBytes[];
}

/** A serial or network gun as the configuration has it. */
export type LineEntry = Exclude<ScannerEntry, { transport: 'hid' }>;

/**
 * What was found out of a gun's line. Nothing in it tells the code.
 * - `certain`: two scans came out alike, and whole
 * - `likely`: one did, or something is left to doubt, which `seen` says
 * - `unreadable`: bytes came that are no text under any setting tried
 * - `silent`: nothing came
 */
export interface FoundSettings {
  certainty: 'certain' | 'likely' | 'unreadable' | 'silent';
  /** Whole sentences, for the technician. */
  seen: string[];
  /** The code that was scanned, masked, and how many characters it has. */
  mask: string;
  length: number;
  /** What to write into the configuration. Left out where nothing was readable. */
  entry?: LineEntry;
  /** What to do where nothing was. */
  finding?: Finding;
}

export interface FinderHints {
  /** The text of the code that was scanned: tells a prefix of digits from the code. */
  known?: string;
}

/** Silence, ms, after which another scan begins: nobody pulls a trigger twice within it. */
export const SCAN_GAP_MS = 250;

/**
 * Tells from what was heard of a gun how it is set, and what to write into the configuration. `entry` is the gun as it
 * is written so far: its place, and whatever else shall stay. Pure.
 */
export function findSettings(
  trials: readonly LineTrial[],
  entry: LineEntry,
  { known }: FinderHints = {},
): FoundSettings {
  const heard = trials.flatMap((trial) => {
    const scans = scansOf(trial.pieces).map((scan) => ({ ...scan, signs: readSigns(scan.bytes, known) }));
    return scans.length > 0 ? [{ trial, scans }] : [];
  });
  const nothing = { mask: '', length: 0 };
  if (heard.length === 0) return { certainty: 'silent', seen: [], ...nothing, finding: GUN_SILENT };
  const best = heard
    .map((each) => ({ ...each, score: scoreOf(each.scans) }))
    .reduce((one, other) => (other.score > one.score ? other : one));
  const readable = best.scans.filter(({ signs }) => signs.isReadable);
  const last = readable.at(-1);
  if (last === undefined) {
    return {
      certainty: 'unreadable',
      seen: heard.map(garbageSentence),
      ...nothing,
      finding: LINE_UNREADABLE,
    };
  }
  const { signs } = last;
  const gapMs = Math.max(...readable.map((scan) => scan.gapMs));
  const doubts = doubtsOf(signs, { entry, known });
  const isRepeated = readable.length > 1 && readable.every((scan) => scan.signs.text === signs.text);
  return {
    certainty: isRepeated && doubts.length === 0 ? 'certain' : 'likely',
    seen: [...sentences(signs, { entry, setting: best.trial.setting, gapMs }), ...doubts],
    mask: maskText(signs.text),
    length: signs.text.length,
    entry: { ...entry, ...settingsOf(signs, { entry, setting: best.trial.setting, gapMs }) } as LineEntry,
  };
}

/** Whether what was heard so far under one setting is a whole scan that leaves no doubt of the line. */
export function isClear(trial: LineTrial): boolean {
  return scansOf(trial.pieces).some(({ bytes }) => {
    const signs = readSigns(bytes);
    return signs.isReadable && signs.oneParity === undefined;
  });
}

interface HeardScan {
  bytes: Uint8Array;
  /** The longest silence within it. */
  gapMs: number;
}

function scansOf(pieces: readonly TimedBytes[]): HeardScan[] {
  const scans: { bytes: Uint8Array[]; gapMs: number }[] = [];
  let before: number | undefined;
  for (const { at, bytes } of pieces) {
    const gapMs = before === undefined ? Number.POSITIVE_INFINITY : at - before;
    const scan = gapMs < SCAN_GAP_MS ? scans.at(-1) : undefined;
    if (scan) {
      scan.bytes.push(bytes);
      scan.gapMs = Math.max(scan.gapMs, gapMs);
    } else scans.push({ bytes: [bytes], gapMs: 0 });
    before = at;
  }
  return scans.map(({ bytes, gapMs }) => ({ bytes: Buffer.concat(bytes), gapMs }));
}

/** A readable scan counts most; one that may have lost bytes less; of two, the longer one lost fewer. */
function scoreOf(scans: readonly { signs: LineSigns }[]): number {
  const each = scans.map(({ signs }) => {
    if (!signs.isReadable) return -signs.strange / signs.bytes;
    return (signs.oneParity ? 1000 : 10_000) + signs.text.length;
  });
  return Math.max(...each);
}

interface Context {
  entry: LineEntry;
  setting?: LineSetting | undefined;
  gapMs: number;
}

/** How the line has to be set: as it was listened to, but for a parity bit that was found in the bytes. */
function lineOf({ parityBit }: LineSigns, setting: LineSetting | undefined): LineSetting | undefined {
  if (setting === undefined || parityBit === undefined) return setting;
  return { ...setting, dataBits: 7, parity: parityBit === 'mark' ? 'none' : parityBit };
}

/** The settings that are not the defaults. */
function settingsOf(signs: LineSigns, { entry, setting, gapMs }: Context): object {
  const line = lineOf(signs, setting);
  return {
    ...(entry.transport === 'serial' && line),
    ...(signs.terminator === 'none' && {
      terminator: 'none',
      idleMs: Math.max(50, Math.ceil(gapMs / 10) * 20),
    }),
    ...(signs.prefix !== undefined && { prefix: signs.prefix }),
    ...(signs.suffix !== undefined && { suffix: signs.suffix }),
  };
}

/** Names of serial ports at USB, on Linux and macOS. */
const USB_PORT = /ttyACM|usb-|usbmodem/;

const TERMINATOR_NAMES = {
  cr: 'CR (0d)',
  lf: 'LF (0a)',
  crlf: 'CR LF (0d 0a)',
  tab: 'TAB (09)',
  etx: 'ETX (03)',
};

function sentences(signs: LineSigns, { entry, setting, gapMs }: Context): string[] {
  const { terminator, aim, prefix, suffix, hasStx, hasEtx, parityBit } = signs;
  const line = lineOf(signs, setting);
  return [
    line && `It reads right at ${lineName(line)}.`,
    entry.transport === 'serial' &&
      USB_PORT.test(entry.path) &&
      'It is at USB: in most guns the baud rate then means nothing.',
    parityBit && `Its bytes carry a parity bit (${parityBit}).`,
    terminator === 'none'
      ? 'Nothing ends a code: silence has to, which costs time at each scan. Set the gun to send CR after each code.'
      : `${TERMINATOR_NAMES[terminator]} ends each code.`,
    hasStx && 'STX (02) comes before it.',
    hasEtx && terminator !== 'etx' && 'ETX (03) comes after it.',
    aim !== undefined && `It sends the AIM identifier ${aim}.`,
    prefix !== undefined && `It puts "${prefix}" before the code.`,
    suffix !== undefined && `It puts "${suffix}" after the code.`,
    gapMs >= 5 && `It pauses up to ${Math.round(gapMs)} ms within a code.`,
  ].filter((sentence) => typeof sentence === 'string');
}

function doubtsOf(
  signs: LineSigns,
  { entry, known }: { entry: LineEntry; known?: string | undefined },
): string[] {
  return [
    signs.oneParity &&
      'All its bytes have the same parity, so that others may be missing: try it with parity even and odd.',
    signs.parityBit &&
      entry.transport === 'tcp' &&
      `Set the serial server to 7 data bits, parity ${signs.parityBit}: the till cannot, and drops such codes.`,
    known === undefined &&
      (signs.prefix ?? signs.suffix) !== undefined &&
      'Make sure that this is not part of the code: scan a product’s barcode, which has digits alone.',
    known !== undefined && signs.text !== known && 'What came is not the code that was named.',
  ].filter((sentence) => typeof sentence === 'string');
}

function garbageSentence({ trial, scans }: { trial: LineTrial; scans: readonly HeardScan[] }): string {
  const bytes = scans.reduce((sum, scan) => sum + scan.bytes.length, 0);
  const at = trial.setting ? ` at ${lineName(trial.setting)}` : '';
  return `${bytes} bytes came${at}, and they are no text.`;
}

/** Such as `9600 8N1`. */
export function lineName({ baudRate, dataBits, parity }: LineSetting): string {
  return `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}1`;
}
