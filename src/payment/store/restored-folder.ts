import { constants } from 'node:fs';
import { open, readdir, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import { errorText, systemCode, TillError } from '../../errors.ts';
import { type Random, randomText } from '../../random.ts';
import type { GatewayIdentity } from '../order.ts';
import { withBooked } from '../periods.ts';
import { parseState } from './book-schema.ts';
import { makeFolder, replaceFile, syncFolder } from './durable-file.ts';
import { lockFolder, type Self } from './folder-lock.ts';
import { RESTORING_FILE } from './left-folder.ts';
import { migrate } from './migrations.ts';
import { FORMAT, parseAnyStamp, parseStamp, type Restore, stampText } from './stamp.ts';

/** An empty folder that a backup is being put into. Until `finish` no till can be started on it, whatever happens. */
export interface FolderToBe {
  /** Writes a file of the backup, durably. `file` is relative to the folder, with `/` between its parts. */
  write(file: string, content: Buffer): Promise<void>;
  /** Makes a till's folder of it: with a new till's number, marked as restored. Resolves with that number. */
  finish(wish: FinishWish): Promise<string>;
  /** Gives the folder back; one that is not finished stays as it is, and is refused for good. */
  release(): Promise<void>;
}

export interface FinishWish {
  restore: Restore;
  gateway: GatewayIdentity;
  /** This till's version. */
  version: string;
  /** Periods that have bookings and no close. */
  unclosed: readonly string[];
  random: Random;
}

/** Takes a folder that is empty or not there. Throws `RESTORE_REFUSED` for any other. */
export async function beginFolder(folder: string, self: Self): Promise<FolderToBe> {
  const marker = path.join(folder, RESTORING_FILE);
  const found = await namesIn(folder);
  if (found.length > 0) throw refused(folder, found);
  await makeFolder(folder);
  const release = await lockFolder(folder, self);
  try {
    // Another may have been faster.
    const others = (await namesIn(folder)).filter((name) => !/^\.?lock/.test(name));
    if (others.length > 0) throw refused(folder, others);
    await replaceFile(marker, '{}\n');
  } catch (error) {
    await release();
    throw error;
  }
  return {
    write: (file, content) => writeNew(path.join(folder, file), content),
    finish: async (wish) => {
      const tillId = await stampAnew(folder, wish);
      await openPeriods(folder, wish);
      await unlink(marker);
      await syncFolder(folder);
      return tillId;
    },
    release,
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
}

function refused(folder: string, found: readonly string[]): TillError {
  return new TillError({
    code: 'RESTORE_REFUSED',
    message: `A backup is restored into an empty folder only; ${folder} holds ${found.slice(0, 3).join(', ')}${found.length > 3 ? ', …' : ''}`,
    hint: found.includes(RESTORING_FILE)
      ? 'It is a restore that was cut off: delete the folder, and begin again.'
      : 'Name a folder that does not exist yet.',
  });
}

/** What has been closed is never written again: the files of closes are read-only here too. */
async function writeNew(file: string, content: Buffer): Promise<void> {
  await makeFolder(path.dirname(file));
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  const handle = await open(file, flags, /\/books\/z\/[^/]+$/.test(file) ? 0o400 : 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(path.dirname(file));
}

/** The backup itself is the copy that a migration needs. Without a stamp there is a new one: then used codes are forgotten. */
async function stampAnew(folder: string, { restore, gateway, version, random }: FinishWish): Promise<string> {
  const file = path.join(folder, 'till.json');
  if (!(await isThere(file))) {
    const codeKey = Buffer.from(random.bytes(32)).toString('base64');
    const stamp = { schema: FORMAT, writtenBy: version, tillId: restore.from.tillId, gateway, codeKey };
    await replaceFile(file, stampText(stamp));
  }
  const read = async () => JSON.parse(await readFile(file, 'utf8')) as unknown;
  await migrate({ folder, stamp: parseAnyStamp(await read()), version, keepBefore: async () => {} });
  const stamp = parseStamp(await read());
  const earlier = stamp.restores ?? [];
  const taken = new Set([stamp.tillId, restore.from.tillId, ...earlier.map(({ from }) => from.tillId)]);
  let tillId = randomText(random, 4);
  while (taken.has(tillId)) tillId = randomText(random, 4);
  await replaceFile(
    file,
    stampText({ ...stamp, writtenBy: version, tillId, restores: [...earlier, restore] }),
  );
  return tillId;
}

/** A period that was opened after the books' state had been copied: it gets its close like any other. */
async function openPeriods(folder: string, { unclosed, restore }: FinishWish): Promise<void> {
  const file = path.join(folder, 'books', 'state.json');
  if (!(await isThere(file))) return;
  try {
    const state = parseState(JSON.parse(await readFile(file, 'utf8')));
    const next = withBooked(state, unclosed, restore.at);
    if (next !== state) await replaceFile(file, `${JSON.stringify(next)}\n`);
  } catch (error) {
    // A state that cannot be read is made anew by the till, of the closes and the orders.
    if (systemCode(error) !== undefined) throw new Error(errorText(error), { cause: error });
  }
}

async function isThere(file: string): Promise<boolean> {
  return (await namesIn(path.dirname(file))).includes(path.basename(file));
}
