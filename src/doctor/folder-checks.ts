import type { Check } from './check.ts';
import type { FolderFacts } from './data-folder.ts';

const MB = 1024 * 1024;
/** With less the till writes nothing any more, and sells nothing. */
const STOP_BYTES = 32 * MB;
const LOW_BYTES = 500 * MB;
/** A sale waits for a few syncs: so slow a disk is felt at the register. */
const SLOW_MS = 200;

/** File systems that lose what was saved, or promise more than they keep, by `statfs` type. Source: statfs(2). */
const DOUBTFUL: Readonly<Record<number, { name: string; why: string }>> = {
  16914836: { name: 'tmpfs', why: 'it is in memory: everything is lost when the machine restarts' },
  2240043254: { name: 'ramfs', why: 'it is in memory: everything is lost when the machine restarts' },
  2035054128: {
    name: 'overlayfs',
    why: "it is a container's own layer: everything is lost with the container",
  },
  26985: { name: 'NFS', why: 'it is a network drive: locks and syncs are only as good as the other end' },
  4283649346: {
    name: 'CIFS',
    why: 'it is a network drive: locks and syncs are only as good as the other end',
  },
  4266872130: {
    name: 'SMB',
    why: 'it is a network drive: locks and syncs are only as good as the other end',
  },
  16914839: {
    name: '9p',
    why: 'it is a drive of another machine: its syncs are only as good as the other end',
  },
  1702057286: { name: 'FUSE', why: 'a program stands between the till and the disk: it may not sync' },
  19780: { name: 'FAT', why: 'it keeps no access rights, and a power cut can spoil it' },
  538032816: { name: 'exFAT', why: 'it keeps no access rights, and a power cut can spoil it' },
};

/** The data folder, for the user of that name: whether it can be written to, its space, its speed, and what kind of disk it is on. */
export function folderChecks(facts: FolderFacts, userName: string): Check[] {
  return [writableCheck(facts, userName), spaceCheck(facts), ...speedCheck(facts), fileSystemCheck(facts)];
}

function writableCheck({ folder, isThere, unwritable }: FolderFacts, userName: string): Check {
  const base = { id: 'dataFolder', title: 'Data folder' };
  if (unwritable === undefined) {
    const detail = isThere ? `${folder} can be written to.` : `${folder} is made at the first start.`;
    return { ...base, outcome: 'ok', detail };
  }
  const detail = `${folder} cannot be ${isThere ? 'written to' : 'made'}: ${unwritable}`;
  const cure = `Let the user of the till own it: sudo install -d -m 0700 -o ${userName} ${folder}; or mend its disk.`;
  return { ...base, outcome: 'fail', detail, cure };
}

function spaceCheck({ freeBytes }: FolderFacts): Check {
  const free = Math.floor(freeBytes / MB);
  const base = { id: 'diskSpace', title: 'Disk space', detail: `${free} MB free.` };
  if (freeBytes >= LOW_BYTES) return { ...base, outcome: 'ok' };
  const cure = `Free space on the disk of the data folder: below ${STOP_BYTES / MB} MB nothing is sold.`;
  return { ...base, outcome: freeBytes < STOP_BYTES ? 'fail' : 'warn', cure };
}

function speedCheck({ syncs }: FolderFacts): Check[] {
  if (syncs.length === 0) return [];
  const p50 = percentile(syncs, 0.5);
  const p99 = percentile(syncs, 0.99);
  const detail = `A save takes ${tell(p50)} ms at the median, ${tell(p99)} ms at the 99th percentile (${syncs.length} saves).`;
  const base = { id: 'diskSpeed', title: 'Disk speed', detail };
  if (p99 <= SLOW_MS) return [{ ...base, outcome: 'ok' }];
  const cure =
    'Each sale waits for a few saves. Use another disk (an SD card is often the cause), or find out what else keeps it busy.';
  return [{ ...base, outcome: 'warn', cure }];
}

function fileSystemCheck({ fileSystemType }: FolderFacts): Check {
  const base = { id: 'fileSystem', title: 'File system' };
  const doubtful = DOUBTFUL[fileSystemType];
  if (!doubtful)
    return { ...base, outcome: 'ok', detail: 'It is none of those that are known to lose files.' };
  const detail = `The data folder is on ${doubtful.name}: ${doubtful.why}.`;
  const cure =
    'Put dataDir on a disk of this machine (ext4, xfs, btrfs, APFS, NTFS); in a container, on a volume.';
  return { ...base, outcome: 'warn', detail, cure };
}

/**
 * Who has the folder: a process id; nobody; or `unknown`, where this user may not look. `isAnswered`: a till answers where
 * the configuration has it listen.
 */
export function ownerCheck(holder: number | 'unknown' | undefined, isAnswered: boolean): Check {
  const base = { id: 'dataFolderOwner', title: 'Till of the data folder' };
  if (holder === 'unknown') {
    const cure = 'Ask as the user the till runs as: sudo -u USER npm run doctor';
    return { ...base, outcome: 'warn', detail: 'This user may not see who has it.', cure };
  }
  if (holder !== undefined) {
    return { ...base, outcome: 'ok', detail: `The till with process id ${holder} has it.` };
  }
  if (!isAnswered) return { ...base, outcome: 'ok', detail: 'No till has it now.' };
  const detail =
    'A till runs at this port, and not on this folder: what is told here is of another configuration.';
  return {
    ...base,
    outcome: 'warn',
    detail,
    cure: 'Give the doctor the configuration of the till: --config FILE',
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function tell(ms: number): string {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(0);
}
