// What `npm pack` does before and after: the build, and a lock for whoever installs the package, so that a till gets
// just the libraries that were tested. The lock is this repository's own, without what only its development needs.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';

const place = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const LOCK = place('npm-shrinkwrap.json');

if (process.argv[2] === 'begin') {
  await ensureBuilt();
  writeFileSync(LOCK, readFileSync(place('package-lock.json')));
} else rmSync(LOCK, { force: true });
