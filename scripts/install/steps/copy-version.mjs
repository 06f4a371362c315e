import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { replaceFile, syncFolder, targetOf } from './files.mjs';
import { USER } from './places.mjs';
import { must } from './system.mjs';
import { numberOf } from './version.mjs';

/**
 * Copies a version beside the others, whole and on disk before it has its name. The same build is copied once; another
 * build of the same number gets a name of its own, so that no file changes under a till that runs.
 */
export function copyVersion(source, { places, system }) {
  if (dirname(source.replace(/\/$/, '')) === places.versions) return source.replace(/\/$/, '');
  const build = buildOf(source);
  const name = numberOf(source);
  const taken = join(places.versions, name);
  const isOther = existsSync(taken) && buildOf(taken) !== build;
  const version = isOther ? join(places.versions, `${name}-${build.slice(0, 8)}`) : taken;
  if (existsSync(version)) return version;
  const draft = join(places.versions, `.${basename(version)}.part`);
  rmSync(draft, { recursive: true, force: true });
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true });
  if (system.isHere) must('chown', ['-R', '0:0', draft]);
  must('chmod', ['-R', 'u=rwX,go=rX', draft]);
  replaceFile(join(draft, 'installed.json'), `${JSON.stringify(placesOf(places, system), null, 2)}\n`, 0o644);
  system.sync();
  renameSync(draft, version);
  syncFolder(places.versions);
  return version;
}

/** What its commands have to know of the machine. */
function placesOf({ config, configFolder, data, practice, backups }, { isHere }) {
  return { config, configFolder, data, practice, backups, ...(isHere && { user: USER }) };
}

/** What tells two builds of one number apart. */
function buildOf(version) {
  return createHash('sha256')
    .update(readFileSync(join(version, 'bundle.json')))
    .digest('hex');
}

/** Takes away all versions but those that can be run again, and what was left of one that was cut short. */
export function pruneVersions({ places, say }) {
  const kept = [places.current, places.previous].map((link) => basename(targetOf(link) ?? ''));
  for (const name of readdirSync(places.versions)) {
    if (kept.includes(name)) continue;
    rmSync(join(places.versions, name), { recursive: true, force: true });
    if (!name.startsWith('.')) say(`took away the older version ${name}`);
  }
}
