import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface TillProcessOptions {
  dataDir: string;
  /** Default 0: any free one. */
  port?: number;
  /** Further arguments, such as `--config FILE`. */
  args?: string[];
  env?: Record<string, string>;
}

/** The real till in a process of its own, as `npm start` runs it. */
export interface TillProcess {
  url: string;
  port: number;
  pid: number;
  /** All that it has written so far, both streams. */
  output(): string;
  /** Ends it at once, as a power cut does; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end (SIGTERM) and resolves with its exit code. */
  stop(): Promise<number>;
}

/** Starts the till and resolves when it listens; throws with its output when it ends or stays silent instead. */
export async function startTill(options: TillProcessOptions): Promise<TillProcess> {
  const args = ['--port', String(options.port ?? 0), '--data-dir', options.dataDir, ...(options.args ?? [])];
  const child = spawn(process.execPath, ['scripts/run.mjs', 'src/main', ...args], {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const address = () => /Till ready on (http:\/\/\S+:(\d+))/.exec(output);
  try {
    await until(() => address() ?? hasEnded(), { what: 'the till is ready', timeoutMs: 30_000 });
  } catch {
    child.kill('SIGKILL');
  }
  const [, url, port] = address() ?? [];
  if (url === undefined || hasEnded()) throw new Error(`The till did not start:\n${output}`);
  return {
    url,
    port: Number(port),
    pid: child.pid ?? 0,
    output: () => output,
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: async () => (await end(child, 'SIGTERM')) ?? -1,
  };
}

async function end(
  child: ChildProcessByStdio<null, Readable, Readable>,
  signal: NodeJS.Signals,
): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}
