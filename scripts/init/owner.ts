import { readFileSync } from 'node:fs';
import type { Owner } from './new-file.ts';
import { NotMade } from './not-made.ts';

/**
 * Who is to own the keys, where root writes them for somebody else. Throws `NotMade` where there is no such user. Left out:
 * whoever writes them owns them; the installed command gives them to the till afterwards.
 */
export function ownerOf(name: string | undefined, uid: number | undefined): Owner | undefined {
  if (name === undefined || uid !== 0) return undefined;
  const found = userIn(passwd(), name);
  if (found) return found;
  throw new NotMade(`There is no user "${name}" on this machine. Make it first, or leave --user out.`);
}

function userIn(text: string, name: string): Owner | undefined {
  const row = text.split('\n').find((line) => line.startsWith(`${name}:`));
  const [, , uid, gid] = row?.split(':') ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function passwd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    // Not on this kind of system.
    return '';
  }
}
