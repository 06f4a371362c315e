import type { Clock } from '../clock.ts';
import { errorText, TillError } from '../errors.ts';
import { beginFolder, type GatewayIdentity, type Self } from '../payment/index.ts';
import type { Random } from '../random.ts';
import { hashOf } from './archive-writer.ts';
import { type CheckedArchive, checkArchive } from './check-archive.ts';
import { type Contents, Inventory } from './inventory.ts';
import type { About } from './manifest.ts';

/** What a backup is worth. */
export interface Verified extends CheckedArchive {
  contents: Contents;
}

/** Reads a backup as a whole, and holds it against its list of contents and each document against what it should be. */
export async function verifyBackup(file: string): Promise<Verified> {
  const inventory = new Inventory();
  const checked = await checkArchive(file, (name, content) => inventory.take(name, content));
  return { ...checked, contents: inventory.contents() };
}

export interface RestoreRequest {
  /** The backup. */
  file: string;
  /** Where to: empty, or not there. */
  folder: string;
  /** Also where a part of the backup is damaged: that part is left out. */
  damagedToo: boolean;
  /** Where the old till may be found, beside what the backup says of it. */
  oldTill: readonly string[];
  /** This till's version. */
  version: string;
  self: Self;
}

/** A till's folder that was made of a backup. */
export interface Restored extends Verified {
  about: About;
  folder: string;
  /** The new till's number. */
  tillId: string;
}

/**
 * Makes a data folder of a backup: verified first, then written file by file, and only at the end a folder that a till can
 * be started on. Throws `RESTORE_REFUSED` and `BACKUP_UNUSABLE`.
 */
export async function restoreBackup(
  request: RestoreRequest,
  parts: { clock: Clock; random: Random },
): Promise<Restored> {
  const { file, folder, version, self } = request;
  const verified = await verifyBackup(file);
  const about = restorable(request, verified);
  const target = await beginFolder(folder, self);
  try {
    const sound = new Set(verified.sound);
    const hashes = new Map<string, string>();
    await checkArchive(file, async (name, content) => {
      if (!sound.has(name)) return;
      await target.write(name, content);
      hashes.set(name, hashOf(content));
    });
    if (hashes.size !== sound.size) throw refusal(file, 'it has changed while it was being restored');
    const { place, tillId: oldId, madeAt, madeBy } = about;
    const tillId = await target.finish({
      restore: {
        at: parts.clock.now(),
        from: { tillId: oldId, madeAt, version: madeBy },
        oldTill: {
          addresses: [...new Set([...place.addresses, ...request.oldTill])],
          folder: place.folder,
        },
      },
      gateway: about.gateway as GatewayIdentity,
      version,
      unclosed: verified.contents.periods.filter(({ close }) => close === 'none').map(({ period }) => period),
      random: parts.random,
    });
    return { ...verified, about, folder, tillId };
  } finally {
    await target.release();
  }
}

function restorable({ file, damagedToo }: RestoreRequest, verified: Verified): About {
  const { about, damage, contents } = verified;
  if (!about) throw refusal(file, 'whose backup it is cannot be read');
  const unusable = contents.unreadable.find(({ path }) => path === 'till.json');
  if (unusable && verified.sound.includes('till.json')) throw refusal(file, unusable.why);
  if (damage.length > 0 && !damagedToo) {
    const list = damage.map(({ path, why }) => `  - ${path}: ${why}`).join('\n');
    throw new TillError({
      code: 'RESTORE_REFUSED',
      message: `The backup ${file} is damaged:\n${list}`,
      hint: 'Take another backup. Where there is none, --damaged-too restores the rest: payments that stood in the damaged files are then unknown to the till.',
    });
  }
  return about;
}

function refusal(file: string, why: string): TillError {
  return new TillError({
    code: 'RESTORE_REFUSED',
    message: `The backup ${file} was not restored: ${errorText(why)}`,
    hint: 'Take another backup of the same till, or the version of the till that made this one.',
  });
}
