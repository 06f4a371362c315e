import { type ChildProcessByStdio, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SmallDiskOptions {
  /** How the disk is when the till starts. */
  state: DiskState;
  args: readonly string[];
}

export type DiskState = 'well' | 'full' | 'read-only' | 'almost full';

/** The real till on a small disk of its own. */
export interface TillOnSmallDisk {
  url: string;
  output(): string;
  /** Writes until nothing more fits. */
  fill(): void;
  /** Takes away what `fill` wrote. */
  free(): void;
  remount(how: 'ro' | 'rw'): void;
}

/** Whether this system lets anybody mount a file system in a name space of their own; some containers do not. */
function canMount(): boolean {
  return spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
}

/** How a small file system is mounted so that it is in that state. */
const MOUNTED = {
  well: { size: '40m', before: ':', options: 'rw' },
  full: { size: '64k', before: 'dd if=/dev/zero of=filler bs=1k count=1000 2>&-; true', options: 'rw' },
  'read-only': { size: '1m', before: ':', options: 'ro' },
  'almost full': { size: '20m', before: ':', options: 'rw' },
} as const;

interface Disk extends Pick<TillOnSmallDisk, 'fill' | 'free' | 'remount'> {
  child: ChildProcessByStdio<null, Readable, Readable>;
}

const isMountable = canMount();
if (!isMountable) {
  process.stderr.write(
    'No name space to mount a small disk in: a disk that fails on command stands in for it.\n',
  );
}

/** Starts it; it ends with the test. Gives its exit code and output where it ends by itself. */
export async function tillOnSmallDisk({
  state,
  args,
}: SmallDiskOptions): Promise<TillOnSmallDisk | { code: number | null; output: string }> {
  const folder = temporaryFolder();
  const till = ['scripts/run.mjs', 'src/main', '--port', '0', '--data-dir', join(folder, 'data'), ...args];
  const { child, ...disk } = isMountable
    ? onMountedDisk(folder, state, till)
    : onStandIn(folder, state, till);
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const closed = once(child, 'close') as Promise<[number | null]>;
  let code: number | null | undefined;
  void closed.then(([ended]) => {
    code = ended;
  });
  const address = () => /Till ready on (http:\/\/\S+)/.exec(output);
  await until(() => address() !== null || code !== undefined, {
    what: 'the till is ready',
    timeoutMs: 30_000,
  });
  const [, url] = address() ?? [];
  return url === undefined ? { code: code ?? null, output } : { url, output: () => output, ...disk };
}

/** A file system that only the till sees. */
function onMountedDisk(folder: string, state: DiskState, till: readonly string[]): Disk {
  const { size, before, options } = MOUNTED[state];
  const script = `mount -t tmpfs -o size=${size} tmpfs "$0" && (cd "$0"; ${before}) && mount -o remount,${options} "$0" && exec "$@"`;
  const child = spawn('unshare', ['-Urm', 'sh', '-c', script, folder, process.execPath, ...till], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = String(child.pid);
  // The way into another process's file systems that Linux gives to the same user.
  const filler = join('/proc', pid, 'root', folder, 'filler');
  const inside = ['-t', pid, '-U', '-m', '--preserve-credentials'];
  return {
    child,
    fill: () => {
      try {
        writeFileSync(filler, Buffer.alloc(1024 * 1024 * 1024));
      } catch {
        // As much as fits was written.
      }
    },
    free: () => rmSync(filler),
    remount: (how) => void execFileSync('nsenter', [...inside, 'mount', '-o', `remount,${how}`, folder]),
  };
}

/** A disk whose operations fail on command, within the till's own process. */
function onStandIn(folder: string, state: DiskState, till: readonly string[]): Disk {
  const stateFile = join(temporaryFolder(), 'state');
  const become = (now: string) => writeFileSync(stateFile, now);
  become(state === 'well' ? '' : state === 'read-only' ? 'ro' : state);
  const standIn = new URL('stand-in-disk.mjs', import.meta.url);
  const child = spawn(process.execPath, [...till], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: `--import ${standIn}`,
      STAND_IN_FOLDER: folder,
      STAND_IN_STATE: stateFile,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    child,
    fill: () => become('full'),
    free: () => become(''),
    remount: (how) => become(how === 'ro' ? 'ro' : ''),
  };
}
