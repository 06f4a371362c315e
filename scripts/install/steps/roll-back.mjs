import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { targetOf } from './files.mjs';
import { InstallError } from './install-error.mjs';
import { switchOver } from './switch-over.mjs';
import { checkVersion, numberOf } from './version.mjs';

/** Back to the version before, if it understands the books as they are now. Done twice it is undone. */
export async function rollBack(parts) {
  const { places } = parts;
  const link = targetOf(places.previous);
  const before = link === undefined ? undefined : join(places.home, link);
  if (before === undefined || !existsSync(before)) {
    throw new InstallError('There is no version before: this is the first one here.');
  }
  const { problem } = checkVersion(before);
  if (problem !== undefined) {
    throw new InstallError(
      `${numberOf(before)} would not start on what is here now, so nothing was changed. Where the books are too new for it, only a backup made before the update leads back.\n${problem}`,
    );
  }
  await switchOver(before, parts);
}
