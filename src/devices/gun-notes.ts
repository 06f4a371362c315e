import type { Candidate } from './candidate.ts';

/** What a person decided about a gun on the technician's page. */
export interface GunNote {
  /** `null`: it is to scan for no lane. Left out: nothing was said. */
  lane?: string | null;
  name?: string;
  isDisabled?: true;
  /** What it is, to be named while it is not plugged in. */
  product?: string;
  /** Another with its ids and serial number was seen beside it: in another USB socket it may be the other one. */
  isRepeated?: true;
}

/** By the gun's key; of a configured gun, by its id. */
export type GunNotes = Readonly<Record<string, GunNote>>;

/** Where the notes are kept over a restart. */
export interface GunMemory {
  read(): Promise<GunNotes>;
  /** Durable when it resolves. */
  write(notes: GunNotes): Promise<void>;
}

/** Whether what was read from a file are notes. */
export function areGunNotes(value: unknown): value is GunNotes {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(isNote);
}

function isNote(value: unknown): value is GunNote {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { lane, name, product, isDisabled, isRepeated } = value as Record<string, unknown>;
  const isText = (text: unknown) => text === undefined || typeof text === 'string';
  const isFlag = (flag: unknown) => flag === undefined || flag === true;
  return (
    (lane === null || isText(lane)) &&
    isText(name) &&
    isText(product) &&
    isFlag(isDisabled) &&
    isFlag(isRepeated)
  );
}

/** Whether a key of the notes is a found gun's; the others are ids of configured guns. */
export function isFoundKey(key: string): boolean {
  return /^(hid|serial) /.test(key);
}

/**
 * Which note is about which plugged-in gun: the keys of the notes by the keys of the guns. The most exact first: the same
 * gun in the same socket. A gun whose serial number is its own is the same in another socket, where there is one note and
 * one gun that it can be about.
 */
export function matchNotes(candidates: readonly Candidate[], notes: GunNotes): Map<string, string> {
  const matched = new Map<string, string>();
  for (const { key } of candidates) if (notes[key]) matched.set(key, key);
  for (const { key, self } of candidates) {
    if (matched.has(key) || self === undefined) continue;
    const [only, ...others] = Object.keys(notes).filter((note) => note.startsWith(self));
    const isOnly = only !== undefined && others.length === 0 && !matched.has(only);
    if (isOnly && !notes[only]?.isRepeated) matched.set(key, only);
  }
  return matched;
}
