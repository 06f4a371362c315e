import type { Clock } from '../clock.ts';
import type { Finding } from './scan.ts';
import {
  type FinderHints,
  type FoundSettings,
  findSettings,
  isClear,
  type LineEntry,
  type LineSetting,
  type LineTrial,
  lineName,
  SCAN_GAP_MS,
  type TimedBytes,
} from './settings-finder.ts';

/** A line that is open to be listened to. */
export interface OpenedLine {
  /** `host:port` where it waits for a network gun. */
  address?: string;
  close(): Promise<void>;
}

/** Opens a gun's line as it is set, and hands on what comes. `setting` is left out for a network gun. */
export type LineOpener = (
  parts: { setting?: LineSetting; onBytes(bytes: Uint8Array): void; onLost(finding: Finding): void },
  signal: AbortSignal,
) => Promise<{ ok: true; line: OpenedLine } | { ok: false; finding: Finding }>;

export interface ListenParts extends FinderHints {
  clock: Clock;
  openLine: LineOpener;
  /** Ms to wait for a scan, each time one is asked for. Default 30,000. */
  patienceMs?: number;
  /** What the technician shall do or know now, a whole sentence. */
  say(sentence: string): void;
}

/** The settings that guns leave their makers with, and those of host presets, commonest first. */
const LINE_SETTINGS: readonly LineSetting[] = [
  { baudRate: 9600, dataBits: 8, parity: 'none' },
  { baudRate: 115200, dataBits: 8, parity: 'none' },
  { baudRate: 9600, dataBits: 8, parity: 'even' },
  { baudRate: 9600, dataBits: 8, parity: 'odd' },
  { baudRate: 38400, dataBits: 8, parity: 'none' },
  { baudRate: 19200, dataBits: 8, parity: 'none' },
  { baudRate: 57600, dataBits: 8, parity: 'none' },
  { baudRate: 4800, dataBits: 8, parity: 'none' },
  { baudRate: 2400, dataBits: 8, parity: 'none' },
  { baudRate: 1200, dataBits: 8, parity: 'none' },
];

/** Readable scans that are wanted under the setting that fits. */
const ENOUGH_SCANS = 2;
const PATIENCE_MS = 30_000;
/** No scan takes longer, ms: what goes on is noise. */
const LONGEST_SCAN_MS = 3000;
/** Pieces kept of one trial: noise that never ends is cut off. */
const MOST_PIECES = 1000;

type Heard = { ok: true; trial: LineTrial } | { ok: false; finding: Finding };

/**
 * Listens to a gun while somebody scans one code again and again, with one setting of the line after the other, and
 * tells how it is set. Ends when two scans came out clear, when nothing comes any more, or when the signal aborts.
 */
export async function listenForSettings(
  entry: LineEntry,
  parts: ListenParts,
  signal: AbortSignal,
): Promise<FoundSettings> {
  const trials: LineTrial[] = [];
  const settings = entry.transport === 'serial' ? LINE_SETTINGS : [undefined];
  for (const setting of settings) {
    const heard = await hear(setting, parts, signal);
    if (!heard.ok) return { ...findSettings(trials, entry, parts), finding: heard.finding };
    trials.push(heard.trial);
    const isOver = isClear(heard.trial) || heard.trial.pieces.length === 0 || signal.aborted;
    if (isOver) break;
    parts.say('That was not readable.');
  }
  return findSettings(trials, entry, parts);
}

/** One setting: until a scan came that cannot be read, or enough that can, or nothing for so long. */
async function hear(
  setting: LineSetting | undefined,
  { clock, openLine, say, patienceMs = PATIENCE_MS }: ListenParts,
  signal: AbortSignal,
): Promise<Heard> {
  const pieces: TimedBytes[] = [];
  const trial: LineTrial = { ...(setting && { setting }), pieces };
  let looked = 0;
  let ring = () => {};
  let lost: Finding | undefined;
  const opened = await openLine(
    {
      ...(setting && { setting }),
      onBytes(bytes) {
        if (pieces.length < MOST_PIECES)
          pieces.push({ at: clock.monotonic(), bytes: Uint8Array.from(bytes) });
        ring();
      },
      onLost(finding) {
        lost = finding;
        ring();
      },
    },
    signal,
  );
  if (!opened.ok) return opened;

  /** Whether something came since it was last asked, or comes within the time. */
  const comes = (ms: number) =>
    new Promise<boolean>((resolve) => {
      const end = () => {
        ring = () => {};
        callOff();
        signal.removeEventListener('abort', end);
        const came = pieces.length > looked && !lost;
        looked = pieces.length;
        resolve(came);
      };
      const callOff = clock.after(ms, end);
      ring = end;
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted || lost || pieces.length > looked) end();
    });

  const { address } = opened.line;
  const at = setting ? ` at ${lineName(setting)}` : address === undefined ? '' : ` at ${address}`;
  for (let scan = 0; scan < ENOUGH_SCANS; scan += 1) {
    say(scan === 0 ? `Listening${at}: scan a code.` : 'Scan the same code again.');
    if (!(await comes(patienceMs))) break;
    const isOverAt = clock.monotonic() + LONGEST_SCAN_MS;
    while (clock.monotonic() < isOverAt && (await comes(SCAN_GAP_MS)));
    if (lost || !isClear(trial)) break;
  }
  await opened.line.close();
  return lost ? { ok: false, finding: lost } : { ok: true, trial };
}
