import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a command of a version, as a technician would: its own Node, its own configuration and books. */
export function runCommand(version, args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('SCANTILL_')),
  );
  const { status, stdout, stderr } = spawnSync(
    join(version, 'node/bin/node'),
    [join(version, 'scripts/scantill.mjs'), ...args],
    { encoding: 'utf8', env, cwd: '/' },
  );
  return { isDone: status === 0, said: stdout.trim(), complaint: stderr.trim() || stdout.trim() };
}

/** Whether this version would start: nothing, or why not. With where its books are. */
export function checkVersion(version) {
  const { isDone, said, complaint } = runCommand(version, ['check', '--json']);
  return isDone ? { dataDir: JSON.parse(said).dataDir } : { problem: complaint };
}

/** The number of a version that is in place. */
export function numberOf(version) {
  return JSON.parse(readFileSync(join(version, 'package.json'), 'utf8')).version;
}
