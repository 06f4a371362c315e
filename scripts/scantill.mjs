#!/usr/bin/env node
// scantill COMMAND [arguments]: the one command of an installed till. Each runs a built program of dist/ in this process,
// with its own arguments; in the repository it is built first where dist/ is not what the sources say.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What can be run, in the order of `scantill --help`. */
const COMMANDS = {
  start: ['src/main', 'starts the till'],
  doctor: [
    'scripts/doctor',
    'checks this machine, the configuration and the gateway; every finding with its cure',
  ],
  scan: ['scripts/scan', 'scans into a running till without a gun'],
  sandbox: ['scripts/sandbox', 'the sandbox gateway alone'],
  reconcile: ['scripts/reconcile', 'holds a day against the gateway'],
  people: ['scripts/people', 'who works here, and their PINs'],
  record: ['scripts/record', 'records what a gun sends, without its codes'],
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;

if (command === undefined) {
  const list = Object.entries(COMMANDS).map(([each, [, about]]) => `  ${each.padEnd(12)}${about}`);
  const isAsked = name === undefined || name === '--help' || name === 'help';
  const usage = `scantill COMMAND [arguments]; each command takes --help\n\n${list.join('\n')}`;
  if (isAsked) console.log(usage);
  else console.error(`There is no command "${name}".\n\n${usage}`);
  process.exitCode = isAsked ? 0 : 2;
} else {
  const [entry] = command;
  if (existsSync(new URL('../src', import.meta.url))) {
    const { ensureBuilt } = await import('./build.mjs');
    await ensureBuilt();
  }
  const program = fileURLToPath(new URL(`../dist/${entry}.js`, import.meta.url));
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
}
