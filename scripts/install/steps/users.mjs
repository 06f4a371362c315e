import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A user of this machine with all groups it is in; nothing where there is none of that name. */
export function userOf(name, root = '/') {
  const rows = (file) =>
    readFileSync(join(root, 'etc', file), 'utf8')
      .split('\n')
      .map((line) => line.split(':'));
  const entry = rows('passwd').find(([each]) => each === name);
  if (entry === undefined) return undefined;
  const [uid, gid] = [Number(entry[2]), Number(entry[3])];
  const groups = rows('group')
    .filter(([, , , members = '']) => members.split(',').includes(name))
    .map(([, , id]) => Number(id));
  return { uid, gid, groups: [gid, ...groups] };
}

/**
 * What root left in the till's folders becomes the till's: its books are its user's alone, and its configuration is
 * root's, for the till to read. The system's own programs do it: they follow no link that is put in their way.
 */
export function giveAway({ folders, configFolder }, { uid, gid }) {
  const told = { stdio: ['ignore', 'ignore', 'inherit'] };
  const there = folders.filter((folder) => existsSync(folder));
  if (there.length > 0) spawnSync('chown', ['-R', '-P', '--from=0', `${uid}:${gid}`, ...there], told);
  spawnSync('chown', ['-R', '-P', '--from=0', `0:${gid}`, configFolder], told);
  spawnSync('chmod', ['-R', 'u=rwX,g=rX,o=', configFolder], told);
}
