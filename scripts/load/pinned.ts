import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Which processors the till gets, and which are left for everything else. */
export interface Split {
  till: string;
  rest: string;
}

/** The first two for the till, the others for the load; nothing where there are too few, or no `taskset`. */
export function splitOf(count = cpus().length): Split | undefined {
  if (count < 4 || spawnSync('taskset', ['--version']).status !== 0) return undefined;
  return { till: '0,1', rest: `2-${count - 1}` };
}

/** This process, all its threads, and what it starts from now on. */
export function pinThis(processors: string): void {
  spawnSync('taskset', ['--all-tasks', '--pid', '--cpu-list', processors, String(process.pid)]);
}

export interface Pinned {
  url: string;
  /** Resident memory, MB. */
  memoryMb(): number;
  /** Processor time it has used so far, s. */
  cpuSeconds(): number;
  stop(): Promise<number | null>;
}

/** Starts a program of `dist/` on those processors and waits for its `Till ready on URL`. */
export async function startPinned(
  program: string,
  args: readonly string[],
  { processors, node = [] }: { processors: string | undefined; node?: readonly string[] },
): Promise<Pinned> {
  const path = fileURLToPath(new URL(`../../${program}.js`, import.meta.url));
  const command = [process.execPath, ...node, path, ...args];
  const [first = '', ...others] =
    processors === undefined ? command : ['taskset', '--cpu-list', processors, ...command];
  const child = spawn(first, others, { stdio: ['ignore', 'pipe', 'ignore'] });
  const url = await urlOf(child);
  const status = (name: RegExp) => Number(name.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
  return {
    url,
    memoryMb: () => status(/VmRSS:\s+(\d+)/) / 1024,
    cpuSeconds: () => {
      const [user = 0, system = 0] = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .split(') ')[1]
        ?.split(' ')
        .slice(11, 13)
        .map(Number) ?? [0, 0];
      return (user + system) / 100;
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      return child.exitCode;
    },
  };
}

async function urlOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /Till ready on (\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('it did not start; run `npm start` to see why');
}
