import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TillMemory, TillPlan } from '../killed-till.ts';
import type { KillableTill } from '../kills/killable-till.ts';

/** What a till has logged. */
export interface LogVolume {
  lines: number;
  bytes: number;
  /** Lines by level and message, the most frequent first. */
  most: Record<string, number>;
}

export interface FuzzedTill extends KillableTill {
  memory(): Promise<TillMemory>;
  log(): LogVolume;
}

/** What is kept of its output, characters: its end. */
const KEPT = 20_000;

export function launchFuzzedTill(plan: TillPlan): FuzzedTill {
  const program = fileURLToPath(new URL('../killed-till.js', import.meta.url));
  const child = fork(program, [JSON.stringify(plan)], { execArgv: ['--expose-gc'], silent: true });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no output');
  let kept = '';
  let bytes = 0;
  let lines = 0;
  const most = new Map<string, number>();
  createInterface({ input: stderr }).on('line', (line) => {
    lines += 1;
    bytes += line.length + 1;
    kept = `${kept}${line}\n`.slice(-KEPT);
    const [, level = '', message = line.slice(0, 80)] =
      /^\{"level":"(\w+)".*"msg":"([^"]*)"/.exec(line) ?? [];
    const key = `${level} ${message}`;
    if (most.size < 500 || most.has(key)) most.set(key, (most.get(key) ?? 0) + 1);
  });
  const ready = new Promise<string | undefined>((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const url = /Till ready on (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => resolve(undefined));
  });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: NodeJS.Signals) => {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    ready,
    isAlive,
    output: () => kept,
    kill: async () => {
      if (isAlive()) await end('SIGKILL');
      return child.signalCode === 'SIGKILL';
    },
    stop: async () => {
      if (isAlive()) await end('SIGTERM');
      return child.exitCode;
    },
    memory: async () => {
      const answer = once(child, 'message');
      child.send('memory');
      return (await answer)[0] as TillMemory;
    },
    log: () => ({
      lines,
      bytes,
      most: Object.fromEntries([...most].sort(([, a], [, b]) => b - a).slice(0, 12)),
    }),
  };
}
