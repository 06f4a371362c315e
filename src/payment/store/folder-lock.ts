import { readFileSync } from 'node:fs';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, TillError } from '../../errors.ts';

/** The process that opens the folder, told by `main`. */
export interface Self {
  pid: number;
  isAlive(pid: number): boolean;
}

interface Holder {
  pid: number;
  /** The machine's boot and the process's start, where the system tells: a pid alone comes round again. */
  bootId?: string;
  startTime?: string;
}

/**
 * Takes the folder for this process alone. A lock left by a process that is gone (kill -9, power cut, a container made
 * anew) is taken over; one whose holder lives is an error that names it. Returns what gives the folder back.
 */
export async function lockFolder(folder: string, self: Self): Promise<() => Promise<void>> {
  const lock = path.join(folder, 'lock');
  const mine = path.join(folder, `.lock.${self.pid}`);
  const holder: Holder = { pid: self.pid, ...processIdentity(self.pid) };
  // One that a crash left, or a link that leads elsewhere: root makes backups, and the folder is not root's.
  await unlink(mine).catch(() => {});
  await writeFile(mine, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
  try {
    // Only who has the turn judges and removes a lock: another would take the new lock for the one left behind.
    const turn = `${lock}.turn`;
    await take(turn, mine, self);
    try {
      await take(lock, mine, self);
    } finally {
      await unlink(turn).catch(() => {});
    }
  } finally {
    await unlink(mine).catch(() => {});
  }
  return () => unlink(lock).catch(() => {});
}

async function take(lock: string, mine: string, self: Self): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      // A link either makes the lock whole or fails: nobody ever reads half a lock.
      await link(mine, lock);
      return;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
    await removeIfStale(lock, self);
  }
  throw new TillError({
    code: 'DATA_FOLDER_IN_USE',
    message: `The lock of the data folder ${path.dirname(lock)} could not be taken`,
    hint: 'Another till is being started on it at this moment. Start one only.',
  });
}

/** The process id of the till that has the folder now; none where no lock is, or the one that a dead till left. */
export async function lockHolder(folder: string, self: Self): Promise<number | undefined> {
  const holder = await readLock(path.join(folder, 'lock'));
  return typeof holder === 'object' && isRunning(holder, self) ? holder.pid : undefined;
}

async function readLock(lock: string): Promise<Holder | 'none' | 'unreadable'> {
  const text = await readFile(lock, 'utf8').catch((error) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? 'none' : (readHolder(text) ?? 'unreadable');
}

async function removeIfStale(lock: string, self: Self): Promise<void> {
  const holder = await readLock(lock);
  if (holder === 'none') return;
  if (holder !== 'unreadable' && isRunning(holder, self)) {
    throw new TillError({
      code: 'DATA_FOLDER_IN_USE',
      message: `The data folder ${path.dirname(lock)} is in use by the till with process id ${holder.pid}`,
      hint: 'Stop that till first, or give this one a folder of its own with --data-dir.',
    });
  }
  await unlink(lock).catch(() => {});
}

function readHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(holder: Holder, self: Self): boolean {
  if (!self.isAlive(holder.pid)) return false;
  const now = processIdentity(holder.pid);
  if (holder.bootId !== undefined && now.bootId !== undefined && holder.bootId !== now.bootId) return false;
  return holder.startTime === undefined || now.startTime === undefined || holder.startTime === now.startTime;
}

/** Linux tells a process's start time (field 22 of its stat) and the boot's id; elsewhere the pid has to do. */
function processIdentity(pid: number): Pick<Holder, 'bootId' | 'startTime'> {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return startTime === undefined ? { bootId } : { bootId, startTime };
  } catch {
    return {};
  }
}
