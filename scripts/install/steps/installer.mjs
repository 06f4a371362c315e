// What install.sh and `scantill update`, `rollback` and `uninstall` do.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withLock } from '../../lock.mjs';
import { InstallError } from './install-error.mjs';
import { placesUnder } from './places.mjs';
import { putInPlace } from './put-in-place.mjs';
import { rollBack } from './roll-back.mjs';
import { openSystem } from './system.mjs';
import { uninstall } from './uninstall.mjs';
import { runNewInstaller } from './unpack.mjs';

const USAGE = `install.sh [--update FILE | --rollback | --uninstall] [options]

  (nothing)          installs the version this script came with, or updates to it
  --update FILE      the same with the version in FILE: a release's archive, or its package where npm is there
  --rollback         back to the version before
  --uninstall        takes the till away; /etc/scantill and /var/lib/scantill stay
  --no-start         does not start it
  --wait SECONDS     how long a version may take to get ready (60)
  --root FOLDER      into a folder instead of this machine; nothing is started

On an installed till: scantill update FILE, scantill rollback, scantill uninstall.
Exit: 0 done, 1 not done and everything as it was (or the message says what is not), 2 wrong arguments.`;

/** The folder of the version that this file belongs to. */
const OWN_VERSION = fileURLToPath(new URL('../../..', import.meta.url));

/** Does what the arguments say, and tells it on the terminal. Returns the exit code. */
export async function installer(args) {
  let wish;
  try {
    wish = readArguments(args);
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (wish.help) {
    console.log(USAGE);
    return 0;
  }
  try {
    return (await run(wish)) ?? 0;
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  }
}

async function run(wish) {
  const places = placesUnder(wish.root);
  const say = (line) => console.log(line);
  if (wish.root === '/' && process.getuid?.() !== 0) {
    throw new InstallError('This changes the machine, so it needs root: put sudo before it.');
  }
  mkdirSync(places.versions, { recursive: true });
  const parts = { places, say, system: openSystem(places, say), wish };
  if (wish.do === 'update') return runNewInstaller(wish, parts);
  const steps = { install: () => putInPlace(OWN_VERSION, parts), rollback: () => rollBack(parts) };
  if (wish.do === 'uninstall') return uninstall(parts);
  await withLock(places.lock, steps[wish.do]);
}

/** `scantill COMMAND …` and `install.sh --COMMAND …` alike. */
function readArguments(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      update: { type: 'string' },
      rollback: { type: 'boolean' },
      uninstall: { type: 'boolean' },
      start: { type: 'boolean', default: true },
      wait: { type: 'string', default: '60' },
      root: { type: 'string', default: '/' },
      help: { type: 'boolean' },
    },
    allowNegative: true,
  });
  const [command, ...rest] = positionals;
  const wishes = [
    ...(values.update === undefined ? [] : ['update']),
    ...(values.rollback ? ['rollback'] : []),
    ...(values.uninstall ? ['uninstall'] : []),
    ...(command === undefined ? [] : [command]),
  ];
  const file = values.update ?? (command === 'update' ? rest.shift() : undefined);
  if (wishes.length > 1 || rest.length > 0) throw new Error('expected one thing to do');
  const [what = 'install'] = wishes;
  if (!['install', 'update', 'rollback', 'uninstall'].includes(what)) throw new Error(`cannot "${what}"`);
  if (what === 'update' && file === undefined && !values.help) throw new Error('update: expected a FILE');
  const waitSeconds = Number(values.wait);
  if (!(waitSeconds > 0)) throw new Error(`--wait: expected seconds; got "${values.wait}"`);
  const { help = false, start } = values;
  return { do: what, file, help, start, waitSeconds, root: resolve(values.root) };
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await installer(process.argv.slice(2));
}
