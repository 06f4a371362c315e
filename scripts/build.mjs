// Builds the till into dist/: the service and its scripts by tsc, the tablet's page by Vite. `ensureBuilt` is what
// every start calls: it costs some milliseconds where dist/ fits the sources.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAlive, withLock } from './lock.mjs';
import { pack } from './pack.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stampFile = join(dist, 'stamp');

/** Says what to do, without a stack. */
export class BuildError extends Error {}

/** Makes sure that dist/ is what the sources say. Two at once: the second waits for the first and uses its work. */
export async function ensureBuilt() {
  if (isFresh()) return;
  if (!existsSync(join(root, 'node_modules', 'typescript'))) {
    throw new BuildError('The libraries are missing: run `npm ci` first.');
  }
  await withLock(join(root, 'dist.lock'), async () => {
    if (!isFresh()) await build();
  });
}

function isFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp();
}

/**
 * Into a folder beside dist/ that takes its place in the end. A program that starts in the instant between the two
 * renames finds no stamp and comes to wait at the lock.
 */
async function build() {
  const startedAt = performance.now();
  process.stderr.write('Building… ');
  const out = `${dist}.${process.pid}`;
  const old = `${out}.old`;
  clearLeftovers();
  const stamp = sourceStamp();
  try {
    const done = await Promise.allSettled([
      run('typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--outDir', out]),
      buildPage(out),
    ]);
    const complaints = done.flatMap((result) =>
      result.status === 'rejected' ? [result.reason.message] : [],
    );
    if (complaints.length > 0) throw new BuildError(`failed.\n${complaints.join('\n')}`);
    writeFileSync(join(out, 'stamp'), stamp);
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(out, dist);
  } finally {
    rmSync(out, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
  process.stderr.write(`done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

async function buildPage(out) {
  // The page is part of the till, but its absence must not keep the sandbox or the doctor from running.
  if (!existsSync(join(root, 'vite.config.ts'))) return;
  const folder = join(out, 'public');
  await run('vite/bin/vite.js', ['build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', folder]);
  pack(folder);
}

function run(bin, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', bin), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(output.trim()))));
  });
}

/** Folders of builds that were killed. */
function clearLeftovers() {
  for (const name of readdirSync(root)) {
    const pid = Number(/^dist\.(\d+)(\.old)?$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !isAlive(pid)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** One hash over everything a build reads, names included. */
function sourceStamp() {
  const hash = createHash('sha256');
  for (const path of sources())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function sources() {
  const isSource = (path) =>
    path.startsWith(`src${sep}`) ||
    path.startsWith(`public${sep}`) ||
    /^scripts\W((build|pack)\.mjs|.*\.ts)$/.test(path) ||
    // Benchmarks and the gallery of screens build on these.
    /^test\W(support|fixtures|simulation)\W.*\.ts$/.test(path) ||
    /^(package|package-lock|tsconfig.*)\.json$|^vite\.config\.ts$/.test(path);
  return [...readdirSync(root), ...['src', 'public', 'scripts', 'test'].flatMap(filesUnder)]
    .filter(isSource)
    .sort();
}

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length));
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await ensureBuilt().catch((error) => {
    if (!(error instanceof BuildError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
