// npm run test:clean-root: a technician's work in a clean Debian, made by debootstrap and started with its own systemd in a
// container without a network: install, first sale, backup, restore, update, going back, taking away. Needs root, a
// Debian with its package sources, and some minutes.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasDebianTools } from '../../scripts/debian-packages.mjs';
import { backupStory } from './backup-story.mjs';
import { createChecks } from './checks.mjs';
import { dockerStory } from './docker-story.mjs';
import { installStory } from './install-story.mjs';
import { bootMachine } from './machine.mjs';
import { releases } from './releases.mjs';
import { say } from './say.mjs';
import { openTools } from './tools.mjs';
import { removeStory, updateStory } from './update-story.mjs';

const CACHE = fileURLToPath(new URL('../../.cache/clean-root', import.meta.url));

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'bookworm' },
    archive: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  say(`npm run test:clean-root [-- options]

  --suite NAME     which Debian: bookworm, trixie
  --archive FILE   a release's archive; without it one is made
  --only STORY     machine (install, update and all that) or docker (the steps of the Dockerfile)`);
} else if (process.getuid?.() !== 0 || !hasDebianTools()) {
  say('SKIPPED   a clean Debian: needs root, and a Debian to make it with');
  say('0 passed, 0 failed, 1 skipped');
  process.exitCode = process.env.CI === 'true' ? 1 : 0;
} else await runAll();

async function runAll() {
  mkdirSync(CACHE, { recursive: true });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
  const checks = createChecks();
  const work = join(CACHE, `run.${process.pid}`);
  mkdirSync(work);
  try {
    const tools = await openTools(CACHE, stop.signal);
    if (values.only !== 'docker') await machineStories({ tools, checks, work });
    if (values.only !== 'machine') await dockerStory({ tools, checks, work, suite: values.suite });
  } catch (error) {
    checks.broken(error);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  process.exitCode = checks.report();
}

async function machineStories({ tools, checks, work }) {
  const made = releases({ archive: values.archive, work });
  const root = join(work, 'root');
  await tools.copyRoot(values.suite, root);
  const machine = await bootMachine({ tools, root });
  try {
    const parts = { machine, checks, releases: made };
    await installStory(parts);
    await updateStory(parts);
    await backupStory(parts);
    await removeStory(parts);
  } finally {
    await machine.stop();
  }
}
