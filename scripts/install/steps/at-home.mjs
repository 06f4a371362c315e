import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { giveAway, userOf } from './users.mjs';

/** Why a command of an installed till cannot be run as it was called; shown as it is. */
export class Refusal extends Error {}

/** These neither read the till's configuration nor its books. */
const NEEDS_NOTHING = new Set(['scan', 'sandbox', 'record']);
/** These read or write files where only root may. What they leave in the till's own folders is given to its user. */
const STAYS_ROOT = new Set(['backup', 'restore', 'init', 'support', 'record']);

/** What the installer wrote beside this version: where things are. Nothing where no installer put it. */
function installedPlaces() {
  const file = new URL('../../../installed.json', import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Makes a command at home on an installed till: it takes the till's own configuration and books unless told others,
 * and has no more rights than the till. Practice and real books are in folders of their own, so that going live needs
 * no folder moved.
 */
export function atHome(command, args) {
  const places = installedPlaces();
  if (places === undefined) return;
  const config = readConfig(places, command, args);
  const { env } = process;
  env.SCANTILL_CONFIG ??= places.config;
  env.SCANTILL_BACKUPS ??= places.backups;
  if (config?.dataDir === undefined) {
    env.SCANTILL_DATA_DIR ??= config?.gateway?.kind === 'sandbox' ? places.practice : places.data;
  }
  const port = config?.server?.port;
  if (Number.isInteger(port) && port > 0) env.SCANTILL_PORT ??= String(port);
  if (places.user === undefined || process.getuid?.() !== 0) return;
  const user = userOf(places.user);
  if (user === undefined) throw new Refusal(`There is no user "${places.user}": run install.sh again.`);
  if (STAYS_ROOT.has(command)) {
    // The books are where the configuration says, where it says so.
    const books = env.SCANTILL_DATA_DIR ?? resolve(dirname(places.config), config.dataDir);
    process.on('exit', () => {
      const folders = [books, places.practice, places.backups, ...named(args).filter(isOfTill)];
      giveAway({ ...places, folders }, user);
    });
    return;
  }
  process.setgroups(user.groups);
  process.setgid(user.gid);
  process.setuid(user.uid);
  process.umask(0o077);
}

/** The data folder that the arguments name. */
function named(args) {
  const at = args.findIndex((arg) => arg === '--data-dir' || arg.startsWith('--data-dir='));
  const folder = args[at]?.split('=')[1] ?? args[at + 1];
  return at === -1 || folder === undefined ? [] : [resolve(folder)];
}

/** Somebody may have named any folder of the machine. */
const isOfTill = (folder) => existsSync(join(folder, 'till.json'));

/** The configuration as far as it can be read; what is wrong with it is the command's to say. */
function readConfig(places, command, args) {
  try {
    return JSON.parse(readFileSync(process.env.SCANTILL_CONFIG ?? places.config, 'utf8'));
  } catch (error) {
    const isBarred = error.code === 'EACCES' || error.code === 'EPERM';
    if (!isBarred || NEEDS_NOTHING.has(command) || args.includes('--help')) return undefined;
    throw new Refusal(
      `scantill ${command} needs ${error.path}, which only root and the till's user may read. Do: sudo scantill ${command} …`,
    );
  }
}
