import type { Clock } from '../../src/clock.ts';
import type { Frame, Malformed } from '../../src/devices/frame.ts';
import type { RecordingHeader } from '../../src/devices/recording.ts';
import type { TimedPiece } from '../../src/devices/recording-decoder.ts';
import type { Finding, ScannerIdentity, ScanTrace } from '../../src/devices/scan.ts';
import { ScanTracer } from '../../src/devices/scan-trace.ts';
import type { Transport } from '../../src/devices/transport.ts';
import type { Heard } from './disguise.ts';

export interface WatchParts {
  transport: Transport;
  mode: RecordingHeader['mode'];
  clock: Clock;
  /** Scans after which it ends; none: when the signal aborts. */
  count?: number | undefined;
  /** A line for a person. No code is in it. */
  say(line: string): void;
}

export type Watched = { ok: true; heard: Heard; identity: ScannerIdentity } | { ok: false; finding: Finding };

/** The LF behind a CR, and the release of a key, come so long, ms, after the code. */
const SETTLE_MS = 300;
/** Pieces that are kept: a gun that never falls silent is cut off. */
const MOST_PIECES = 100_000;

/** Reads a gun as the till does, and tells what comes. */
export async function watchGun(
  { transport, mode, clock, count, say }: WatchParts,
  signal: AbortSignal,
): Promise<Watched> {
  const pieces: TimedPiece[] = [];
  const frames: Frame[] = [];
  const tracer = new ScanTracer();
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const result = await transport.open(
    {
      onBytes(bytes, at) {
        if (pieces.length < MOST_PIECES) pieces.push({ at, bytes: Uint8Array.from(bytes) });
        tracer.bytes(bytes, at, { transport: transport.kind, mode });
      },
      onFrame(frame) {
        frames.push(frame);
        for (const line of scanLines(tracer.take(frame), { number: frames.length, aim: frame.aim }))
          say(line);
        if (frames.length === count) clock.after(SETTLE_MS, stop);
      },
      onMalformed(why) {
        for (const line of malformedLines(tracer.take(undefined), why)) say(line);
      },
      onLost(finding) {
        say(finding.message);
        stop();
      },
    },
    signal,
  );
  if (!result.ok) return result;
  const { connection } = result;
  const { name, address, finding, identity = {} } = connection;
  say(`Watching ${[name ?? transport.name, address].filter(Boolean).join(' at ')}. Scan; Ctrl-C ends.`);
  if (finding) say(`${finding.message} ${finding.cure}`);
  await stopped;
  await connection.close();
  return { ok: true, heard: { pieces, frames }, identity };
}

type Shown = Pick<ScanTrace, 'mask' | 'length' | 'pieces'>;

function scanLines(
  { mask, length, pieces }: Shown,
  { number, aim }: { number: number; aim: string | undefined },
): string[] {
  const told = [mask, `${length} characters`, ...(aim === undefined ? [] : [`AIM ${aim}`])].join(', ');
  return [`Scan ${number}: ${told}`, ...pieceLines(pieces)];
}

function malformedLines({ pieces }: Shown, why: Malformed | undefined): string[] {
  return [`No whole code${why === undefined ? '' : ` (${why})`}; it is not saved.`, ...pieceLines(pieces)];
}

function pieceLines(pieces: Shown['pieces']): string[] {
  return pieces.map(({ atMs, hex }) => `  ${`+${atMs.toFixed(1)}`.padStart(9)} ms  ${hex}`);
}
