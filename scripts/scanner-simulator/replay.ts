import { readFileSync } from 'node:fs';
import {
  type Recording,
  type RecordingEntry,
  type RecordingHeader,
  readRecording,
} from '../../src/devices/recording.ts';
import { errorText } from '../../src/errors.ts';
import { maskCode } from '../../src/payment/payment-code.ts';
import type { ByteGun } from './guns.ts';
import type { HidMode } from './hid-descriptors.ts';
import type { ScanOptions } from './options.ts';
import type { SimulatorParts } from './simulate.ts';
import { refuseRealMoney, ScanProblem, waitUntilReady } from './till.ts';

/** Reads a recording. A file that is none is a `ScanProblem` that says where. */
export function openRecording(file: string): Recording {
  try {
    return readRecording(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ScanProblem(`The recording ${file} cannot be replayed: ${errorText(error)}`);
  }
}

/** The arguments with what the recording says of its gun. A transport that cannot send it is a `ScanProblem`. */
export function asRecorded(options: ScanOptions, { header, entries }: Recording): ScanOptions {
  const own = TRANSPORTS[header.mode];
  const transport = options.hasTransport ? options.transport : own;
  if ((transport === 'hid') !== (own === 'hid')) {
    throw new ScanProblem(
      `It was recorded from a gun in mode ${header.mode}, and cannot be sent by ${transport}: leave --transport out.`,
    );
  }
  const { vendorId, productId, serialNumber } = header.device;
  const { descriptor } = header;
  return {
    ...options,
    transport,
    hidMode: header.mode === 'keyboard' ? 'keyboard' : posModeOf(entries),
    ...(vendorId !== undefined && { vid: Number.parseInt(vendorId, 16) }),
    ...(productId !== undefined && { pid: Number.parseInt(productId, 16) }),
    ...(serialNumber !== undefined && { serial: serialNumber }),
    ...(descriptor !== undefined && { descriptor: Buffer.from(descriptor, 'hex') }),
  };
}

const TRANSPORTS: Record<RecordingHeader['mode'], ScanOptions['transport']> = {
  serial: 'pty',
  network: 'tcp',
  hidPos: 'hid',
  keyboard: 'hid',
};

/** The AIM identifier stands one byte further on where the count has two. */
function posModeOf(entries: readonly RecordingEntry[]): HidMode {
  const first = entries.find((entry) => 'hex' in entry);
  const report = Buffer.from(first?.hex ?? '', 'hex');
  return report[2] === 0 && report[3] === 0x5d ? 'pos-zebra' : 'pos-honeywell';
}

/** The scans of a recording: what belongs to one code, and the code. */
function scansOf(
  entries: readonly RecordingEntry[],
): { pieces: { atMs: number; bytes: Uint8Array }[]; code?: string }[] {
  const scans: { pieces: { atMs: number; bytes: Uint8Array }[]; code?: string }[] = [];
  let open = false;
  for (const entry of entries) {
    let scan = open ? scans.at(-1) : undefined;
    if (!scan) {
      scan = { pieces: [] };
      scans.push(scan);
    }
    open = !('code' in entry);
    if ('code' in entry) scan.code = entry.code;
    else scan.pieces.push({ atMs: entry.atMs, bytes: Buffer.from(entry.hex, 'hex') });
  }
  return scans;
}

export interface ReplayRequest {
  recording: Recording;
  gun: ByteGun;
  options: Pick<ScanOptions, 'lane' | 'real' | 'wait' | 'showCode' | 'transport' | 'speed'>;
  parts: SimulatorParts;
}

/**
 * Sends what was recorded with its times. Within a scan they are kept; before each one it waits until the lane is ready,
 * where that is wished, and at least as long as in the recording.
 */
export async function replay({ recording, gun, options, parts }: ReplayRequest): Promise<void> {
  const { till, clock, say, signal } = parts;
  const { lane, transport, speed } = options;
  let before: { at: number; atMs: number } | undefined;
  for (const { pieces, code } of scansOf(recording.entries)) {
    await gun.opened();
    refuseRealMoney(await till.lane(lane), options.real);
    if (options.wait) await waitUntilReady(till, { lane, clock });
    const [first] = pieces;
    if (!first) continue;
    const soonest = before === undefined ? 0 : before.at + (first.atMs - before.atMs) / speed;
    const startedAt = Math.max(clock.monotonic(), soonest);
    for (const { atMs, bytes } of pieces) {
      const due = startedAt + (atMs - first.atMs) / speed;
      if (due > clock.monotonic()) await clock.sleep(due - clock.monotonic(), signal);
      gun.write(bytes);
      before = { at: due, atMs };
    }
    const shown = code === undefined ? 'something' : options.showCode ? code : maskCode(code);
    say(`Replayed ${shown} into lane ${lane} by ${transport}.`, { replayed: shown, lane, transport });
  }
}
