#!/usr/bin/env node
// scantill COMMAND [arguments]: the one command of an installed till. Each runs a built program of dist/ in this process,
// with its own arguments; in the repository it is built first where dist/ is not what the sources say.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { atHome, Refusal } from './install/steps/at-home.mjs';
import { nearest } from './install/steps/nearest.mjs';

/** What can be run, in the order of `scantill --help`. */
const COMMANDS = {
  start: ['src/main', 'starts the till'],
  check: ['scripts/check-till', 'whether this version would start with this configuration and these books'],
  doctor: [
    'scripts/doctor',
    'checks this machine, the configuration and the gateway; every finding with its cure',
  ],
  health: ['scripts/health', 'whether the till lives, and with --ready, whether it takes payments'],
  orders: ['scripts/orders', 'orders of the running till: list, show, check, refund, resolve'],
  people: ['scripts/people', 'who works here, and their PINs'],
  audit: ['scripts/audit', 'who did what; --verify proves that nobody altered it'],
  pair: ['scripts/pair', 'lets tablets and programs in, lists them, shuts them out'],
  backup: ['scripts/backup', 'a backup of the books, also while the till sells; or verifies one'],
  restore: ['scripts/restore', 'makes the books of a new till of a backup'],
  reconcile: ['scripts/reconcile', 'holds a day against the gateway'],
  init: ['scripts/init', 'sets a till up: its key pair, and its configuration'],
  'go-live': ['scripts/go-live', 'the first real payment and its refund, led step by step'],
  support: ['scripts/support', 'a bundle for whoever helps, without secrets and names'],
  scan: ['scripts/scan', 'scans into a running till without a gun'],
  record: ['scripts/record', 'records what a gun sends, without its codes'],
  sandbox: ['scripts/sandbox', 'the sandbox gateway alone'],
};

/** Of an installed till: these change what is installed, and are not among the built programs. */
const INSTALLER = {
  update: 'puts a newer version in place, and takes it back where it does not get ready',
  rollback: 'goes back to the version before',
  uninstall: 'takes the till away; its configuration and its books stay',
};

const ABOUT = {
  ...Object.fromEntries(Object.entries(COMMANDS).map(([name, [, about]]) => [name, about])),
  ...INSTALLER,
  version: 'which version this is, of the till and of Node; --json',
};

const EXIT = 'Exit: 0 done, 1 not done, 2 wrong arguments or a configuration that is not good.';

const [name, ...args] = process.argv.slice(2);

try {
  await run();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run() {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') console.log(usage());
  else if (name === 'version' || name === '--version' || name === '-V') showVersion();
  else if (Object.hasOwn(COMMANDS, name)) await runProgram(COMMANDS[name][0]);
  else if (Object.hasOwn(INSTALLER, name)) {
    const { installer } = await import('./install/steps/installer.mjs');
    process.exitCode = await installer([name, ...args]);
  } else {
    const meant = nearest(name, Object.keys(ABOUT));
    const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
    console.error(`There is no command "${name}".${hint}\n\n${usage()}`);
    process.exitCode = 2;
  }
}

async function runProgram(entry) {
  if (existsSync(new URL('../src', import.meta.url))) {
    const { ensureBuilt } = await import('./build.mjs');
    await ensureBuilt();
  } else atHome(name, args);
  const program = fileURLToPath(new URL(`../dist/${entry}.js`, import.meta.url));
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
}

function showVersion() {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const facts = {
    version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    folder: fileURLToPath(new URL('..', import.meta.url)),
  };
  if (args.includes('--json')) console.log(JSON.stringify(facts));
  else console.log(`scantill ${version} on Node ${facts.node}, ${facts.platform}, in ${facts.folder}`);
}

function usage() {
  const lines = Object.entries(ABOUT).map(([each, about]) => `  ${each.padEnd(12)}${about}`);
  return `scantill COMMAND [arguments]; each command takes --help\n\n${lines.join('\n')}\n\n${EXIT}`;
}
