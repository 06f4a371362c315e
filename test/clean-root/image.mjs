import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { copyOf } from './dockerfile.mjs';

/**
 * Does the steps of one stage in a folder that holds its image, as an engine would: RUN in a chroot, COPY from the
 * repository or from a stage before. An instruction that is not known here is a failure, never passed over.
 */
export function buildStage(stage, { root, context, stages }) {
  let folder = '/';
  const trusted = trustAsHere(root);
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' };
  for (const { name, rest } of stage.steps) {
    if (name === 'WORKDIR') {
      folder = resolve(folder, rest);
      mkdirSync(join(root, folder), { recursive: true });
    } else if (name === 'ENV') {
      const [, key, value] = /^(\w+)=(\S*)$/.exec(rest) ?? [];
      env[key] = value;
    } else if (name === 'COPY') copy(copyOf(rest), { root, folder, context, stages });
    else if (name === 'RUN') {
      const { status, stdout, stderr } = runIn(root, {
        words: ['sh', '-c', `cd "$0" && ${rest}`, folder],
        env: { ...env, ...trusted },
      });
      if (status !== 0) throw new Error(`RUN ${rest}\n${stdout}${stderr}`.slice(-4000));
    } else if (!['USER', 'VOLUME', 'STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'].includes(name)) {
      throw new Error(`this does not know the instruction ${name}`);
    }
  }
  return { root, folder, env };
}

/** With a /proc and a /dev of its own, which end with it. */
function runIn(root, { words, env }) {
  const script = 'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && exec chroot "$@"';
  const isolated = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', script, 'run', root, ...words];
  return spawnSync('unshare', isolated, { encoding: 'utf8', env });
}

/** What this machine trusts beside the usual, the steps have to, or they reach no package. No part of the image. */
function trustAsHere(root) {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (file === undefined) return {};
  cpSync(file, join(root, 'trusted.crt'), { dereference: true });
  return { NODE_EXTRA_CA_CERTS: '/trusted.crt' };
}

function copy({ from, sources, target }, { root, folder, context, stages }) {
  const base = from === undefined ? context : stages.get(from);
  if (base === undefined) throw new Error(`there is no stage ${from}`);
  const place = join(root, resolve(folder, target));
  for (const source of sources) {
    const found = join(base, source);
    // A folder's content goes into the target; a file becomes the target, or goes into it where it is a folder.
    const isInto = target.endsWith('/') || (existsSync(place) && statSync(place).isDirectory());
    const to = statSync(found).isDirectory() || !isInto ? place : join(place, basename(found));
    cpSync(found, to, { recursive: true, verbatimSymlinks: true });
  }
}

/** The repository as an engine would send it: what git knows, without what .dockerignore names. */
export function makeContext(repository, folder) {
  const list = execFileSync('git', ['ls-files', '-z'], { cwd: repository, encoding: 'utf8' }).split('\0');
  const ignored = readFileSync(join(repository, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
  for (const name of list.filter((each) => each !== '' && existsSync(join(repository, each)))) {
    if (!ignored.includes(name.split('/')[0])) cpSync(join(repository, name), join(folder, name));
  }
}

/** Makes a clean Debian what the image of that Node is: Node of that version, and npm. */
export function putNode(root, { image, npm, work }) {
  const [, version] = /^node:([\d.]+)-bookworm-slim$/.exec(image) ?? [];
  const folder = join(work, 'node-package');
  mkdirSync(folder);
  const name = `node-linux-${process.arch}@${version}`;
  execFileSync('npm', ['pack', '--loglevel=error', '--pack-destination', folder, name], { stdio: 'ignore' });
  execFileSync('sh', ['-c', 'tar -xzf *.tgz package/bin/node'], { cwd: folder });
  cpSync(join(folder, 'package/bin/node'), join(root, 'usr/local/bin/node'));
  cpSync(npm, join(root, 'usr/local/lib/npm'), { recursive: true, dereference: true });
  execFileSync('ln', ['-sf', '/usr/local/lib/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm')]);
  // The settings by which this machine reaches packages.
  for (const file of [join(homedir(), '.npmrc'), '/etc/npmrc'])
    if (existsSync(file)) cpSync(file, join(root, 'root/.npmrc'));
  rmSync(folder, { recursive: true });
}
