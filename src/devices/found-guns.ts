import type { Candidate, Found } from './candidate.ts';
import type { GunNotes } from './gun-notes.ts';
import type { Finding } from './scan.ts';

/** A gun that nobody wrote into the configuration, and the lane it scans for. */
export interface FoundGun {
  candidate: Candidate;
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
  /** The lanes for which no gun is configured. */
  looking: readonly string[];
  /** The till has no other lane. */
  isOnlyLane: boolean;
  /** The lanes of those that are open now, by their keys: a second gun takes no lane from the first. */
  held: ReadonlyMap<string, string>;
}

/**
 * Which of the plugged-in devices are opened, and for whom. Never a guess: a gun gets a lane where a person bound it to
 * one, or where there is one lane alone, and one gun alone.
 */
export function assign(
  { candidates, findings }: Found,
  { notes, looking, isOnlyLane, held }: AssignParts,
): FoundGuns {
  const guns = candidates.flatMap((candidate): FoundGun[] => {
    const { lane = held.get(candidate.key), entry } = notes[candidate.key] ?? {};
    const isBound = lane !== undefined && looking.includes(lane);
    const usable = candidate.entry ?? entry;
    if (usable === undefined || (candidate.certainty !== 'certain' && !isBound)) return [];
    return [{ candidate: { ...candidate, entry: usable }, ...(isBound && { lane }) }];
  });
  const [only, ...others] = guns;
  const [lane] = looking;
  if (isOnlyLane && lane !== undefined && only && others.length === 0) only.lane = lane;
  const served = new Set(guns.map((gun) => gun.lane));
  const missing = new Map<string, Finding>();
  for (const id of looking) {
    if (!served.has(id)) missing.set(id, whyNone({ guns, findings, lane: id, isOnlyLane }));
  }
  return { guns, missing };
}

function whyNone({
  guns,
  findings,
  lane,
  isOnlyLane,
}: {
  guns: readonly FoundGun[];
  findings: readonly Finding[];
  lane: string;
  isOnlyLane: boolean;
}): Finding {
  const free = guns.filter((gun) => gun.lane === undefined).map(({ candidate }) => candidate);
  if (free.length === 0) return findings[0] ?? NOTHING_PLUGGED_IN;
  const seen = free.map(({ name, place }) => `${name} at ${place}`).join('; ');
  const entries = free.map(({ entry }) => JSON.stringify(entry)).join(' or ');
  const cure = `Bind one on the technician's page, by a scan; or write it into the configuration, under scanners of lane ${lane}: ${entries}`;
  if (!isOnlyLane && free.length === 1) {
    const message = `A scanner is plugged in, and it is not said for which lane: ${seen}.`;
    return { code: 'NOT_BOUND', message, cure };
  }
  const message = `${free.length} scanners are plugged in: ${seen}.`;
  return { code: 'TWO_CANDIDATES', message, cure };
}

const NOTHING_PLUGGED_IN: Finding = {
  code: 'NOT_FOUND',
  message: 'No scanner is plugged in that can be told from other devices.',
  cure: 'Plug in a scanner in HID POS mode, or write a serial or network one into the configuration.',
};
