// node scripts/check-alerts.mjs: holds the alert rules to what Prometheus takes, and plays each of them, with promtool: the
// machine's own, or the one of Debian's package `prometheus`, kept in .cache/promtool. Exit 1 where a rule does not hold.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasDebianTools, isInstalled, openPackageSources, run, unpackPackage } from './debian-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const home = join(root, '.cache', 'promtool');
const kept = join(home, 'unpacked', 'usr', 'bin', 'promtool');
const RULES = 'scripts/install/monitoring/alerts.yml';
const PLAYS = 'test/monitoring/alerts.test.yml';
const MOST_MS = 5 * 60_000;

const signal = AbortSignal.timeout(MOST_MS);
try {
  const promtool = await findPromtool();
  for (const args of [
    ['check', 'rules', RULES],
    ['test', 'rules', PLAYS],
  ]) {
    process.stdout.write(await run(promtool, args, { signal, cwd: root }));
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function findPromtool() {
  if (isInstalled('promtool')) return 'promtool';
  if (existsSync(kept)) return kept;
  if (!hasDebianTools()) throw new Error('There is no promtool: install Prometheus, or run this on Debian.');
  mkdirSync(home, { recursive: true });
  const sources = await openPackageSources(join(home, 'apt'), signal);
  await sources.downloadOnly(['prometheus']);
  for (const archive of sources.archives()) {
    await unpackPackage(archive, { into: join(home, 'unpacked'), signal });
  }
  return kept;
}
