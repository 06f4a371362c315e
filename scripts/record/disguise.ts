import type { Frame } from '../../src/devices/frame.ts';
import type { RecordingEntry, RecordingHeader } from '../../src/devices/recording.ts';
import {
  type RecordingReader,
  recordingReader,
  type TimedPiece,
} from '../../src/devices/recording-decoder.ts';
import type { Random } from '../../src/random.ts';
import { disguiseKeys } from './disguise-keys.ts';
import { disguiseLine } from './disguise-line.ts';
import { disguisePos } from './disguise-pos.ts';
import { madeUpCode } from './made-up-code.ts';

/** What was heard of a gun. Card data. */
export interface Heard {
  pieces: readonly TimedPiece[];
  frames: readonly Frame[];
}

/** One code in what came, and what to put in its place. */
export interface Swap {
  text: string;
  aim?: string | undefined;
  made: string;
}

/**
 * What may be saved of one scan: its pieces with another code in them, and nothing else that could be of a code. Several,
 * likeliest first, where it is not sure which bytes are the code's; the one that decodes to it is right. None where the
 * code is not found in them, or something is there that may be of another one.
 */
export type Disguise = (pieces: readonly TimedPiece[], swap: Swap, header: RecordingHeader) => TimedPiece[][];

const DISGUISES: Record<RecordingHeader['mode'], Disguise> = {
  serial: disguiseLine,
  network: disguiseLine,
  hidPos: disguisePos,
  keyboard: disguiseKeys,
};

/** STX, or a prefix, may come so long, ms, before the rest; LF, or the release of a key, so long behind it. */
const AROUND_MS = 250;
/**
 * Outcomes of the sandbox that end the made-up codes which are tried, one after the other: `paid`, and `slow`, which is
 * paid as well, for a keyboard on which two equal keys at the end would fall together.
 */
const OUTCOMES = ['00', '00', '21', '21', '21'];

export interface Disguised {
  entries: RecordingEntry[];
  /** Scans whose bytes are not saved. */
  unsaved: number;
}

/**
 * What may be saved: each code made up, in the bytes as well, so that they decode to it. The same code comes out as the
 * same; what belongs to no whole code is left out.
 */
export async function disguise(
  { pieces, frames }: Heard,
  header: RecordingHeader,
  random: Random,
): Promise<Disguised> {
  const read = await recordingReader(header);
  const known = new Map<string, string>();
  const entries: RecordingEntry[] = [];
  let unsaved = 0;
  let startAt: number | undefined;
  for (const [i, frame] of frames.entries()) {
    const own = piecesOf(frame, { pieces, before: frames[i - 1], after: frames[i + 1] });
    const saved = swapped(own, { frame, header, random, known, read });
    if (saved === undefined) {
      unsaved += 1;
      continue;
    }
    startAt ??= saved.pieces[0]?.at ?? frame.firstByteAt;
    const atMs = (at: number) => Math.max(0, Math.round((at - (startAt ?? 0)) * 100) / 100);
    for (const { at, bytes } of saved.pieces)
      entries.push({ atMs: atMs(at), hex: Buffer.from(bytes).toString('hex') });
    const last = saved.pieces.at(-1)?.at ?? frame.lastByteAt;
    entries.push({ atMs: atMs(last), code: saved.code, ...(frame.aim !== undefined && { aim: frame.aim }) });
  }
  return { entries, unsaved };
}

interface Neighbours {
  pieces: readonly TimedPiece[];
  before: Frame | undefined;
  after: Frame | undefined;
}

/** A frame's pieces, and what stands around them as long as it can be of no neighbour. */
function piecesOf(frame: Frame, { pieces, before, after }: Neighbours): TimedPiece[] {
  const from = Math.max(frame.firstByteAt - AROUND_MS, before?.lastByteAt ?? Number.NEGATIVE_INFINITY);
  const to = Math.min(frame.lastByteAt + AROUND_MS, after?.firstByteAt ?? Number.POSITIVE_INFINITY);
  return pieces.filter(({ at }) => {
    const isInside = at >= frame.firstByteAt && at <= frame.lastByteAt;
    return isInside || (at > from && at < to);
  });
}

interface SwapParts {
  frame: Frame;
  header: RecordingHeader;
  random: Random;
  known: Map<string, string>;
  read: RecordingReader;
}

function swapped(
  pieces: readonly TimedPiece[],
  { frame, header, random, known, read }: SwapParts,
): { pieces: TimedPiece[]; code: string } | undefined {
  const { text, aim } = frame;
  for (const outcome of OUTCOMES) {
    const made = known.get(text) ?? madeUpCode(text, { outcome, random });
    const found = DISGUISES[header.mode](pieces, { text, aim, made }, header).find((each) =>
      isReadAs(read(each), { text: made, aim }),
    );
    if (found) {
      known.set(text, made);
      return { pieces: found, code: made };
    }
  }
  return undefined;
}

/** The proof: what is saved is read as the made-up code, whole and alone. */
function isReadAs([only, ...others]: readonly Frame[], { text, aim }: Pick<Swap, 'text' | 'aim'>): boolean {
  return others.length === 0 && only?.text === text && only.aim === aim;
}
