// npm run release: everything a release is made of, in .cache/release/VERSION. The package, for each kind of machine an
// archive that needs no network, the bill of materials, what it runs on, and the sums of all. Twice from one state of
// the sources gives the same bytes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { must } from './install/steps/system.mjs';
import { makeArchive } from './release/archive.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ARCHS = ['x64', 'arm64'];

const USAGE = `npm run release [-- options]

  --out FOLDER   where to (.cache/release/VERSION)
  --arch NAMES   kinds of machine, such as x64 (${ARCHS.join(',')})`;

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    arch: { type: 'string', default: ARCHS.join(',') },
    help: { type: 'boolean' },
  },
});
if (values.help) console.log(USAGE);
else await release();

async function release() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const out = values.out ?? join(root, '.cache/release', version);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const at = lastChange();
  console.log(`${version}, ${at.words}`);

  must('npm', ['pack', '--loglevel=error', '--pack-destination', out], { cwd: root });
  const [name = ''] = readdirSync(out);
  const made = [name];
  for (const arch of values.arch.split(','))
    made.push(...(await makeArchive(join(out, name), { arch, out, at })));
  copyFileSync(join(root, 'docs/supported.md'), join(out, 'SUPPORTED.md'));
  made.push('SUPPORTED.md');

  const sums = made.map((each) => `${sumOf(join(out, each))}  ${each}\n`);
  writeFileSync(join(out, 'SHA256SUMS'), sums.join(''));
  console.log(`${sums.join('')}in ${out}`);
}

/** The time of everything made here: that of the last commit. Where something was changed since, it is said. */
function lastChange() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();
  const [commit = '', seconds = '0'] = git('log', '-1', '--format=%h %ct').split(' ');
  const isClean = git('status', '--porcelain') === '';
  return {
    seconds: Number(seconds),
    words: `made of ${commit}${isClean ? '' : ' and of changes that are not committed'}`,
  };
}

function sumOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
