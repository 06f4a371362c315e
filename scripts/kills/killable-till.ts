import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TillPlan } from '../killed-till.ts';

/** One life of the till: a process, from its start to its end. */
export interface KillableTill {
  /** Its address once it listens; nothing where it ended before. */
  ready: Promise<string | undefined>;
  /** What it wrote, both streams. */
  output(): string;
  isAlive(): boolean;
  /** SIGKILL; resolves when the process is gone. False where it had ended by itself. */
  kill(): Promise<boolean>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Nothing is awaited here: a kill may come while the process has not yet read its own program. */
export function launchTill(plan: TillPlan): KillableTill {
  const program = fileURLToPath(new URL('../killed-till.js', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<string | undefined>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const url = /Till ready on (\S+)\n/.exec(output)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('exit', () => resolve(undefined));
  });
  let isKilled = false;
  const isAlive = () => !isKilled && child.exitCode === null && child.signalCode === null;
  return {
    ready,
    output: () => output,
    isAlive,
    kill: async () => {
      // What it was asked breaks off now; that it is gone may be told later, on a busy machine.
      const wasAlive = isAlive();
      isKilled = true;
      if (wasAlive) await end(child, 'SIGKILL');
      return child.signalCode === 'SIGKILL';
    },
    stop: async () => {
      if (isAlive()) await end(child, 'SIGTERM');
      return child.exitCode;
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
