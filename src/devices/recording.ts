import { type ScannerConfig, type ScannerEntry, scannerConfig } from '../scanner-config.ts';
import type { ScannerIdentity, ScannerMode } from './scan.ts';

/**
 * What a gun sent, as lines of JSON that may be shown to anybody: every code in it is made up. The first line is the
 * header; then, in the order of time, what came (`hex`) and the codes that it is (`code`).
 */
export interface Recording {
  header: RecordingHeader;
  entries: RecordingEntry[];
}

export interface RecordingHeader {
  /** The version of this format. */
  scantillRecording: 1;
  mode: Exclude<ScannerMode, 'simulated'>;
  device: Pick<ScannerIdentity, 'vendorId' | 'productId' | 'serialNumber' | 'manufacturer' | 'product'>;
  /** How the gun was read: its settings without place, id and name. */
  settings: RecordedSettings;
  /** Of a HID gun, its report descriptor in hexadecimal, where the system told it. */
  descriptor?: string;
}

/** Of `ScannerEntry`, what tells how bytes become codes. */
export type RecordedSettings = Record<string, string | number | boolean>;

/** `atMs`: since the first byte of the recording. */
export type RecordingEntry = { atMs: number; hex: string } | { atMs: number; code: string; aim?: string };

const MODES: readonly string[] = ['serial', 'network', 'hidPos', 'keyboard'];
/** Settings that are kept. */
const KEPT = [
  'baudRate',
  'dataBits',
  'parity',
  'terminator',
  'idleMs',
  'prefix',
  'suffix',
  'acknowledge',
  'layout',
  'redirect',
] as const;

/** What of a gun's settings is written into a recording of it. */
export function recordedSettings(config: ScannerConfig): RecordedSettings {
  const given: Record<string, unknown> = { ...config };
  return Object.fromEntries(
    KEPT.flatMap((key) => {
      const value = given[key];
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return isPlain ? [[key, value] as const] : [];
    }),
  );
}

/** The settings of a recording in full, its place made up. Throws where they are none. */
export function settingsOf({ mode, settings }: RecordingHeader): ScannerConfig {
  const place: Record<RecordingHeader['mode'], object> = {
    serial: { transport: 'serial', path: 'recording' },
    network: { transport: 'tcp', connect: 'recording:1' },
    hidPos: { transport: 'hid', mode: 'pos' },
    keyboard: { transport: 'hid', mode: 'keyboard', vendorId: '0000', productId: '0000' },
  };
  return scannerConfig({ ...settings, ...place[mode] } as ScannerEntry);
}

export function recordingText({ header, entries }: Recording): string {
  return `${[header, ...entries].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/** Reads what `recordingText` wrote. Throws with the line, what was expected, and nothing of what stands there. */
export function readRecording(text: string): Recording {
  const [first, ...rest] = text.split('\n').map((line, i) => ({ line, at: i + 1 }));
  const header = first && parsed(first.line);
  if (!isHeader(header)) {
    throw new Error(
      'line 1: expected the header of a recording, {"scantillRecording":1,…}, as npm run record writes it',
    );
  }
  let before = 0;
  const entries = rest.flatMap(({ line, at }) => {
    if (line.trim() === '') return [];
    const entry = parsed(line);
    if (!isEntry(entry)) {
      throw new Error(`line ${at}: expected {"atMs":N,"hex":"…"} or {"atMs":N,"code":"…"}`);
    }
    if (entry.atMs < before)
      throw new Error(`line ${at}: expected an atMs of at least ${before}, as before it`);
    before = entry.atMs;
    return [entry];
  });
  return { header, entries };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHeader(value: unknown): value is RecordingHeader {
  if (!isObject(value) || value.scantillRecording !== 1 || !MODES.includes(String(value.mode))) return false;
  if (!isObject(value.device) || !isObject(value.settings)) return false;
  if (value.descriptor !== undefined && !isHex(value.descriptor)) return false;
  try {
    settingsOf(value as unknown as RecordingHeader);
    return true;
  } catch {
    return false;
  }
}

function isHex(value: unknown): boolean {
  return typeof value === 'string' && /^([0-9a-f]{2})+$/.test(value);
}

function isEntry(value: unknown): value is RecordingEntry {
  if (!isObject(value) || typeof value.atMs !== 'number' || !(value.atMs >= 0)) return false;
  if ('hex' in value) return isHex(value.hex);
  return typeof value.code === 'string' && (value.aim === undefined || typeof value.aim === 'string');
}
