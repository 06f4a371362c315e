// npm run test:kernel: the till and its guns on a real kernel. Fetches what is missing, builds the guest, boots it,
// prints its steps, and ends with `N passed, N failed, N skipped`. `--results FILE` writes that as JSON, too.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildError, ensureBuilt } from '../../scripts/build.mjs';
import { withLock } from '../../scripts/lock.mjs';
import { bootGuest } from './boot.mjs';
import { buildGuestImage } from './guest-image.mjs';
import { ensurePackages, whyNot } from './packages.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(project, '.cache/kernel-lab');
const startedAt = performance.now();
const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
const say = (line) => process.stdout.write(`${seconds()} ${line}\n`);

const reason = whyNot() ?? (await whyNoPackages());
if (reason !== undefined) {
  const skipped = `no till was run on a real kernel: ${reason}`;
  say(`SKIPPED: ${skipped}`);
  conclude({ passed: 0, failed: 0, skipped: [skipped] });
} else if (await isBuilt()) {
  const packages = await ensurePackages(join(cache, 'packages'));
  // A second run waits: both build the guest in one place.
  conclude(await withLock(join(cache, 'run.lock'), () => runInGuest(packages)));
} else {
  conclude({ passed: 0, failed: 1, skipped: [] });
}

async function isBuilt() {
  try {
    await ensureBuilt();
    return true;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}

/** Without a network, say, the packages cannot be had: as little a failure of the till as another system is. */
async function whyNoPackages() {
  try {
    await ensurePackages(join(cache, 'packages'));
    return undefined;
  } catch (error) {
    return `QEMU or its kernel could not be fetched: ${error.message}`;
  }
}

async function runInGuest(packages) {
  const lab = join(cache, 'lab');
  rmSync(lab, { recursive: true, force: true });
  const compiled = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'test/kernel'], {
    cwd: project,
    stdio: 'inherit',
  });
  if (compiled.status !== 0) return { passed: 0, failed: 1, skipped: [] };
  const initramfs = join(cache, 'initramfs.cpio');
  buildGuestImage(packages, { root: join(cache, 'root'), lab, initramfs });
  say('# the guest is built');

  const counts = { passed: 0, failed: 0, planned: 0 };
  const result = await bootGuest({
    tools: packages.tools,
    vmlinux: join(packages.kernel, 'vmlinux'),
    initramfs,
    console: join(cache, 'console.txt'),
    onLine(line) {
      say(line);
      if (line.startsWith('ok ')) counts.passed += 1;
      else if (line.startsWith('not ok ')) counts.failed += 1;
      else counts.planned = Number(/^1\.\.(\d+)$/.exec(line)?.[1] ?? counts.planned);
    },
  });
  // Steps that were not come to have failed as well: with the guest, or with the step before them.
  const missing = counts.planned - counts.passed - counts.failed;
  if (missing > 0)
    say(`# ${missing} steps were not come to; the kernel's own messages: .cache/kernel-lab/console.txt`);
  const failed = counts.failed + missing;
  return { passed: counts.passed, failed: failed === 0 && result !== 0 ? 1 : failed, skipped: [] };
}

function conclude(counts) {
  const { passed, failed, skipped } = counts;
  const [option, file] = process.argv.slice(2);
  if (option === '--results') writeFileSync(file, JSON.stringify(counts));
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
  process.exitCode = failed > 0 || (process.env.CI === 'true' && skipped.length > 0) ? 1 : 0;
}
