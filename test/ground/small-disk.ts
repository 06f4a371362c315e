import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SmallDiskOptions {
  /** As `mount` takes it: `1m`. */
  size: string;
  /** A shell command in the new folder before the till starts. */
  before?: string;
  /** Mount options from the start, such as `ro`. */
  options?: string;
  args: readonly string[];
}

/** The real till on a small file system of its own, which only it sees. */
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
export function canMount(): boolean {
  return spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
}

/** Starts it; it ends with the test. Gives its exit code and output where it ends by itself. */
export async function tillOnSmallDisk(
  options: SmallDiskOptions,
): Promise<TillOnSmallDisk | { code: number | null; output: string }> {
  const folder = temporaryFolder();
  const script = `mount -t tmpfs -o size=${options.size} tmpfs "$0" && (cd "$0"; ${options.before ?? ':'}) && mount -o remount,${options.options ?? 'rw'} "$0" && exec "$@"`;
  const till = [
    'scripts/run.mjs',
    'src/main',
    '--port',
    '0',
    '--data-dir',
    join(folder, 'data'),
    ...options.args,
  ];
  const child = spawn('unshare', ['-Urm', 'sh', '-c', script, folder, process.execPath, ...till], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
  if (url === undefined) return { code: code ?? null, output };
  const pid = String(child.pid);
  // The way into another process's file systems that Linux gives to the same user.
  const filler = join('/proc', pid, 'root', folder, 'filler');
  return {
    url,
    output: () => output,
    fill: () => {
      try {
        writeFileSync(filler, Buffer.alloc(1024 * 1024 * 1024));
      } catch {
        // As much as fits was written.
      }
    },
    free: () => rmSync(filler),
    remount: (how) => {
      execFileSync('nsenter', [
        '-t',
        pid,
        '-U',
        '-m',
        '--preserve-credentials',
        'mount',
        '-o',
        `remount,${how}`,
        folder,
      ]);
    },
  };
}
