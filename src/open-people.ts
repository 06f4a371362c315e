import { unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import { type LineJournal, openLineJournal, openSettings } from './payment/index.ts';
import {
  areMisses,
  arePeople,
  linked,
  type MissesDocument,
  People,
  type PeopleDocument,
  PinHasher,
} from './people/index.ts';
import type { Random } from './random.ts';

/** `console.json`, for who may read the data folder: where the till is, and what lets the console in. New at each start. */
export interface ConsoleDoor {
  url: string;
  key: string;
}

export interface OpenPeople {
  people: People;
  /** The file of who did what. */
  audit: LineJournal;
  /** Lets the console in at the till's address, until `close`. */
  openConsole(url: string): Promise<void>;
  close(): Promise<void>;
}

export interface OpenPeopleRequest {
  /** The data folder. */
  folder: string;
  onChange(): void;
}

/** The people of a data folder that this process has. */
export async function openPeople(
  { folder, onChange }: OpenPeopleRequest,
  parts: { clock: Clock; random: Random; log: Log; hasher?: PinHasher },
): Promise<OpenPeople> {
  const { log, random } = parts;
  const file = openSettings<PeopleDocument>({ folder, name: 'people', isFit: arePeople, log });
  const misses = openSettings<MissesDocument>({ folder, name: 'pin-misses', isFit: areMisses, log });
  const door = openSettings<ConsoleDoor>({ folder, name: 'console', isFit: isConsoleDoor, log });
  const closeDoor = () => unlink(path.join(folder, 'console.json')).catch(() => {});
  const audit = linked(openLineJournal({ folder, name: 'audit', log }), { random, log });
  // Of a till that was killed: its key opens nothing any more.
  await closeDoor();
  const consoleKey = Buffer.from(random.bytes(32)).toString('base64url');
  const people = new People({
    ...parts,
    file: { ...file, setAside: async () => void (await file.read()) },
    misses,
    audit,
    hasher: parts.hasher ?? new PinHasher(random),
    consoleKey,
    onChange,
  });
  await people.load();
  return {
    people,
    audit,
    openConsole: (url) => door.write({ url, key: consoleKey }),
    close: async () => {
      await closeDoor();
      await audit.close();
    },
  };
}

/** Whether what was read tells where the till is, and how the console gets in. */
export function isConsoleDoor(value: unknown): value is ConsoleDoor {
  const door = value as Partial<ConsoleDoor> | null;
  return typeof door?.url === 'string' && typeof door.key === 'string';
}
