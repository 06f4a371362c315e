import { errorText, systemCode, TillError } from '../errors.ts';
import { readArchive } from './archive-reader.ts';
import { hashOf } from './archive-writer.ts';
import {
  ABOUT_FILE,
  type About,
  MANIFEST_FILE,
  type Manifest,
  parseAbout,
  parseManifest,
} from './manifest.ts';

/** Something of a backup that is not as it was written. */
export interface Damage {
  /** Of a file of the data folder, or of the backup itself. */
  path: string;
  why: string;
}

/** What an archive turned out to hold. */
export interface CheckedArchive {
  /** Nothing where even that is damaged. */
  about?: About;
  /** Paths of the data folder's files that are as they were written. */
  sound: string[];
  damage: Damage[];
}

/**
 * Reads an archive from its first byte to its last, and holds it against its list of contents. `use` gets each file of the
 * data folder that can be read, in the archive's order. Throws `BACKUP_UNUSABLE` where it is no backup at all.
 */
export async function checkArchive(
  file: string,
  use: (path: string, content: Buffer) => Promise<void> | void = () => {},
): Promise<CheckedArchive> {
  const hashes = new Map<string, string>();
  const damage: Damage[] = [];
  let about: About | undefined;
  let manifest: Manifest | undefined;
  let isEnded = false;
  try {
    for await (const part of readArchive(file)) {
      isEnded = part.kind === 'end';
      if (part.kind !== 'file') continue;
      const { name, content } = part;
      if (name === ABOUT_FILE) about = parseAbout(content.toString());
      if (name === MANIFEST_FILE) manifest = readManifest(content);
      if (hashes.has(name)) damage.push({ path: name, why: 'it is there twice' });
      hashes.set(name, hashOf(content));
      if (name !== ABOUT_FILE && name !== MANIFEST_FILE) await use(name, content);
    }
  } catch (error) {
    throw noBackup(file, error);
  }
  if (!about && !manifest)
    throw noBackup(file, new Error('it is no backup of a till, or all of it is damaged'));
  if (!about) damage.push({ path: ABOUT_FILE, why: 'it cannot be read: whose backup it is is not known' });
  if (!manifest || !isEnded) {
    damage.push({
      path: MANIFEST_FILE,
      why: 'the list of contents cannot be read, or the backup was cut off: what is missing is not known',
    });
  }
  for (const listed of manifest?.files ?? []) {
    const hash = hashes.get(listed.path);
    if (hash === listed.sha256) continue;
    const isTold = listed.path === ABOUT_FILE && !about;
    if (!isTold)
      damage.push({ path: listed.path, why: hash ? 'it is not what was written' : 'it cannot be read' });
  }
  const isDamaged = new Set(damage.map(({ path }) => path));
  const sound = [...hashes.keys()].filter(
    (name) => name !== ABOUT_FILE && name !== MANIFEST_FILE && !isDamaged.has(name),
  );
  return { ...(about && { about }), sound, damage };
}

function readManifest(content: Buffer): Manifest | undefined {
  try {
    return parseManifest(content.toString());
  } catch {
    return undefined;
  }
}

function noBackup(file: string, cause: unknown): TillError {
  const isFile = systemCode(cause) !== undefined;
  return new TillError({
    code: 'BACKUP_UNUSABLE',
    message: `The backup ${file} cannot be ${isFile ? 'read' : 'used'}: ${errorText(cause)}`,
    hint: 'Take another backup of the same till.',
    cause,
  });
}
