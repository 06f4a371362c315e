import { readFileSync } from 'node:fs';
import type { Owner } from './new-file.ts';
import { NotMade } from './not-made.ts';

/** The user that the installation makes. */
const USUAL = 'scantill';

/**
 * Who is to own the keys: the till's user, where root writes them and that user is there. Throws `NotMade` where one that
 * was named is not. Nobody where whoever writes them owns them as it is.
 */
export function ownerOf(name: string | undefined, uid: number | undefined): Owner | undefined {
  if (uid !== 0) return undefined;
  const found = userIn(passwd(), name ?? USUAL);
  if (!found && name !== undefined) {
    throw new NotMade(`There is no user "${name}" on this machine. Make it first, or leave --user out.`);
  }
  return found;
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
