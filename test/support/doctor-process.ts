import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Check } from '../../src/doctor/check.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface DoctorRun {
  code: number;
  /** Both streams. */
  output: string;
  /** What `--json` printed. */
  report: { version: string; ok: boolean; checks: Check[] };
}

/** `npm run doctor` in a process of its own, with `--json` unless told otherwise. */
export async function runDoctor(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<DoctorRun> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/doctor', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  child.stderr.on('data', (text) => {
    complained += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  const report = args.includes('--json') && said !== '' ? JSON.parse(said) : undefined;
  return { code, output: said + complained, report };
}
