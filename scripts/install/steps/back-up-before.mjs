import { join, sep } from 'node:path';
import { InstallError } from './install-error.mjs';
import { numberOf, runCommand } from './version.mjs';

/** As many are kept: a shop's own backups lie elsewhere. */
const KEPT = 5;

/** A backup by the version that runs, before another takes its place: without one nothing is changed. */
export function backUpBefore({ old, next }, { places, say }) {
  const folder = join(places.backups, 'before-updates') + sep;
  const command = ['backup', '--to', folder, '--keep', String(KEPT), '--json'];
  const { isDone, said, complaint } = runCommand(old, command);
  if (!isDone) {
    throw new InstallError(
      `No backup could be made, so ${numberOf(next)} was not put in place.\n${complaint}`,
    );
  }
  say(`a backup is in ${JSON.parse(said).file}`);
}
