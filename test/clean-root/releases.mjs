import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packFolder, sealFolder } from '../../scripts/release/archive.mjs';
import { say } from './say.mjs';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The archive, and what its successors could be: the same under the next number, one that ends as it starts, one that
 * never answers, and one that was damaged on its way.
 */
export function releases({ archive, work }) {
  const folder = join(work, 'releases');
  mkdirSync(folder);
  const first = archive ?? makeRelease(join(work, 'release'));
  const successor = (number, { change = () => {}, harm = () => {} } = {}) => {
    const unpacked = join(folder, number);
    mkdirSync(unpacked);
    execFileSync('tar', ['-xzf', first, '-C', unpacked]);
    const [was = ''] = readdirSync(unpacked);
    const top = `scantill-${number}-linux-${process.arch}`;
    renameSync(join(unpacked, was), join(unpacked, top));
    const till = join(unpacked, top, 'till');
    for (const name of ['package.json', 'bundle.json']) renumber(join(till, name), number);
    change(till);
    sealFolder(join(unpacked, top));
    harm(till);
    const made = join(folder, `${top}.tar.gz`);
    packFolder({ folder: unpacked, top, archive: made, seconds: 0, level: 1 });
    return basename(made);
  };
  const main = (till) => join(till, 'dist/src/main.js');
  return {
    folder,
    first,
    next: successor('0.1.1'),
    ending: successor('0.1.2', {
      change: (till) => writeFileSync(main(till), "throw new Error('made to fail');\n"),
    }),
    deaf: successor('0.1.3', {
      change: (till) => writeFileSync(main(till), 'setInterval(() => {}, 1000);\n'),
    }),
    damaged: successor('0.1.4', { harm: (till) => appendFileSync(main(till), '\n') }),
  };
}

function renumber(file, version) {
  writeFileSync(file, `${JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), version }, null, 2)}\n`);
}

function makeRelease(out) {
  say('making a release');
  execFileSync(process.execPath, [
    join(REPOSITORY, 'scripts/release.mjs'),
    '--out',
    out,
    '--arch',
    process.arch,
  ]);
  const name = readdirSync(out).find((each) => each.endsWith('.tar.gz'));
  if (name === undefined) throw new Error(`no archive in ${out}`);
  return join(out, name);
}
