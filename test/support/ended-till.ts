import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A till that should end by itself and does not is ended after this. */
const PATIENCE_MS = 20_000;

export interface EndedTill {
  /** Null where it had to be ended. */
  code: number | null;
  /** Both streams. */
  output: string;
}

/** Runs the till with arguments under which it ends by itself. */
export async function endedTill(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<EndedTill> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'src/main', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
