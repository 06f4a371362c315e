// Debian packages without root: downloaded from the machine's own package sources and unpacked, never installed.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether this machine has what is needed for it: a Debian, or one of its kind. */
export function hasDebianTools() {
  return process.platform === 'linux' && ['apt-get', 'apt-cache', 'dpkg-deb'].every(isInstalled);
}

/**
 * The package sources, looked up anew. Lists and archives are kept in `folder`, so neither root nor fresh lists are
 * needed, and nothing of the machine is changed. Everything ends when the signal aborts.
 */
export async function openPackageSources(folder, signal) {
  const archives = join(folder, 'archives');
  for (const path of [join(folder, 'lists', 'partial'), join(archives, 'partial')]) {
    mkdirSync(path, { recursive: true });
  }
  const options = [
    `Dir::State::lists=${join(folder, 'lists')}`,
    `Dir::Cache=${folder}`,
    `Dir::Cache::archives=${archives}`,
    'Debug::NoLocking=true',
    'APT::Sandbox::User=',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=20',
    'Acquire::https::Timeout=20',
    'Acquire::Languages=none',
  ].flatMap((option) => ['-o', option]);
  const apt = (...args) => run('apt-get', [...options, '--quiet=2', ...args], { signal });
  await apt('update');
  return {
    /** Downloads packages and all they need that is not installed here. */
    async downloadWithNeeds(names) {
      await apt('install', '--download-only', '--yes', '--no-install-recommends', ...names);
    },
    /** Downloads these packages alone, whether they are installed here or not. */
    async downloadOnly(names) {
      await run('apt-get', [...options, '--quiet=2', 'download', ...names], { signal, cwd: archives });
    },
    /** The packages that a package depends on. */
    async needsOf(name) {
      const text = await run('apt-cache', [...options, 'depends', name], { signal });
      return [...text.matchAll(/^ *Depends: ([^<\s]+)/gm)].map(([, needed]) => needed);
    },
    /** The archives downloaded so far. */
    archives: () =>
      readdirSync(archives)
        .filter((name) => name.endsWith('.deb'))
        .map((name) => join(archives, name)),
  };
}

/** Unpacks a package's files into a folder. */
export async function unpackPackage(archive, { into, signal }) {
  await run('dpkg-deb', ['--extract', archive, into], { signal });
}

/**
 * Runs a program and gives what it printed. It has a process group of its own, so that its children end with it when
 * the signal aborts.
 */
export function run(file, args, { signal, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      complaint = `${complaint}${chunk}`.slice(-2_000);
    });
    const stop = () => process.kill(-child.pid, 'SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    const done = () => signal.removeEventListener('abort', stop);
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code) => {
      done();
      if (code === 0) resolve(output);
      else reject(new Error(`${file} ${args.at(-1)} ended with ${code ?? 'a signal'}: ${complaint.trim()}`));
    });
  });
}

/** Whether a program is in the PATH. */
export function isInstalled(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && isProgram(join(folder, name)));
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
