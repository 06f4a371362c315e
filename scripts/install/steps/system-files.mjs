import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './files.mjs';
import { SYSTEM_FILES } from './places.mjs';

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Puts a version's unit, rules and lists into the system. A file that somebody has changed since is theirs: it stays,
 * and the version's own is put beside it. Returns what there is to say.
 */
export function putSystemFiles(version, places) {
  const notes = readNotes(places);
  const said = [];
  for (const [name, path] of SYSTEM_FILES) {
    const target = join(places.root, path);
    const wanted = readFileSync(join(version, 'scripts/install', name));
    const found = existsSync(target) ? readFileSync(target) : undefined;
    rmSync(`${target}.new`, { force: true });
    if (found?.equals(wanted)) notes[path] = hashOf(wanted);
    else if (found === undefined || hashOf(found) === notes[path]) {
      replaceFile(target, wanted, 0o644);
      notes[path] = hashOf(wanted);
    } else {
      replaceFile(`${target}.new`, wanted, 0o644);
      said.push(`${target} was changed here and stays as it is; this version's own is ${target}.new`);
    }
  }
  replaceFile(places.notes, `${JSON.stringify(notes, null, 2)}\n`, 0o644);
  return said;
}

/** Takes them away again, but for those that somebody has changed. */
export function removeSystemFiles(places) {
  const notes = readNotes(places);
  const said = [];
  for (const [, path] of SYSTEM_FILES) {
    const target = join(places.root, path);
    rmSync(`${target}.new`, { force: true });
    if (!existsSync(target)) continue;
    if (hashOf(readFileSync(target)) === notes[path]) rmSync(target);
    else said.push(`${target} was changed here and stays`);
  }
  return said;
}

function readNotes({ notes }) {
  return existsSync(notes) ? JSON.parse(readFileSync(notes, 'utf8')) : {};
}
