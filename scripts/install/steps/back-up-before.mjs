import { InstallError } from './install-error.mjs';
import { numberOf, runCommand } from './version.mjs';

/** A backup by the version that runs, before another takes its place: without one nothing is changed. */
export function backUpBefore({ old, next }, { say }) {
  const { isDone, said, complaint } = runCommand(old, ['backup']);
  if (!isDone) {
    throw new InstallError(
      `No backup could be made, so ${numberOf(next)} was not put in place.\n${complaint}`,
    );
  }
  say(said.split('\n').at(-1));
}
