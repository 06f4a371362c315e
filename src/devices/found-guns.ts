import type { Candidate, Found } from './candidate.ts';
import { type GunNote, type GunNotes, isFoundKey } from './gun-notes.ts';
import type { Finding } from './scan.ts';
import { whyNone } from './why-none.ts';

/** A gun that nobody wrote into the configuration, and the lane it scans for. */
export interface FoundGun {
  key: string;
  /** None: it is bound to a lane, and not plugged in. */
  candidate?: Candidate;
  note?: GunNote;
  /** None: it waits to be bound. */
  lane?: string;
}

export interface FoundGuns {
  guns: FoundGun[];
  /** Why a lane that looks for guns has none, by its id. */
  missing: ReadonlyMap<string, Finding>;
}

export interface AssignParts {
  notes: GunNotes;
  /** Which note is about which plugged-in gun: see `matchNotes`. */
  matched: ReadonlyMap<string, string>;
  /** The lanes for which no gun is configured. */
  looking: readonly string[];
  /** The till has no other lane. */
  isOnlyLane: boolean;
  /** The lanes of the guns that were found before, plugged in or not, by their keys; `undefined`: one that waits. */
  before: ReadonlyMap<string, string | undefined>;
}

/**
 * Which of the plugged-in devices are opened, and for whom. Never a guess: a gun gets a lane where a person bound it to
 * one, or where there is one lane alone, and one gun alone.
 */
export function assign(found: Found, parts: AssignParts): FoundGuns {
  const { notes, matched, looking, before } = parts;
  const plugged = found.candidates.flatMap((candidate): FoundGun[] => {
    const { key, certainty, entry } = candidate;
    const note = notes[matched.get(key) ?? key];
    const said = note?.lane;
    const lane = said === null ? undefined : (said ?? before.get(key));
    const isBound = lane !== undefined && looking.includes(lane);
    const isOpened = certainty === 'certain' || (certainty === 'doubtful' && isBound);
    if (entry === undefined || !isOpened) return [];
    return [{ key, candidate, ...(note && { note }), ...(isBound && { lane }) }];
  });
  const guns = [...plugged, ...notPlugged(parts)];
  takeOnly(guns, parts);
  const served = new Set(guns.map(({ lane }) => lane));
  const missing = new Map<string, Finding>();
  for (const lane of looking) {
    if (!served.has(lane)) missing.set(lane, whyNone({ ...found, guns, lane, isOnlyLane: parts.isOnlyLane }));
  }
  return { guns, missing };
}

/** Guns that a person bound to a lane, and that are not there: missed, and their places are given to no other. */
function notPlugged({ notes, matched, looking }: AssignParts): FoundGun[] {
  const there = new Set(matched.values());
  return Object.entries(notes).flatMap(([key, note]) => {
    const { lane } = note;
    if (there.has(key) || !isFoundKey(key) || typeof lane !== 'string' || !looking.includes(lane)) return [];
    return [{ key, note, lane }];
  });
}

/** The one gun is the one lane's, unless that has lost its own just now: then one that was there before is no answer. */
function takeOnly(guns: FoundGun[], { looking, isOnlyLane, before }: AssignParts): void {
  const [lane] = looking;
  const [only, ...others] = guns.filter(({ note }) => note?.lane !== null);
  if (!isOnlyLane || lane === undefined || only === undefined || others.length > 0) return;
  const isHeld = [...before].some(([key, held]) => held === lane && key !== only.key);
  if (!isHeld || !before.has(only.key)) only.lane = lane;
}
