import { type ScannerEntry, scannerConfig } from '../scanner-config.ts';

/** What a person decided about a gun on the technician's page. */
export interface GunNote {
  lane?: string;
  name?: string;
  isDisabled?: true;
  /** How to open it, where the till would not by itself. */
  entry?: Extract<ScannerEntry, { transport: 'hid' | 'serial' }>;
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
  if (typeof value !== 'object' || value === null) return false;
  const { lane, name, isDisabled, entry } = value as Record<string, unknown>;
  const isText = (text: unknown) => text === undefined || typeof text === 'string';
  return isText(lane) && isText(name) && (isDisabled === undefined || isDisabled === true) && isEntry(entry);
}

function isEntry(entry: unknown): boolean {
  if (entry === undefined) return true;
  try {
    scannerConfig(entry as ScannerEntry);
    return true;
  } catch {
    return false;
  }
}
