import { closeSync, constants, existsSync, fchmodSync, fchownSync, mkdirSync, openSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkMachine } from './check-machine.mjs';
import { copyVersion, pruneVersions } from './copy-version.mjs';
import { replaceFile, targetOf } from './files.mjs';
import { InstallError } from './install-error.mjs';
import { USER } from './places.mjs';
import { switchOver } from './switch-over.mjs';
import { userOf } from './users.mjs';
import { checkVersion, numberOf } from './version.mjs';

/** No money moves with it; `scantill init` or a technician puts the shop's own in its place. */
const FIRST_CONFIG = { gateway: { kind: 'sandbox' } };

const COMMAND = `#!/bin/sh
exec /opt/scantill/current/node/bin/node /opt/scantill/current/scripts/scantill.mjs "$@"
`;

/** Installs a version, or updates to it. Until it has been checked nothing is changed that a running till would notice. */
export async function putInPlace(source, parts) {
  const { places, say, system } = parts;
  checkMachine(source);
  const before = targetOf(places.current);
  system.makeUsers(join(source, 'scripts/install/scantill-users.conf'));
  makeFolders(parts);
  const version = copyVersion(source, parts);
  say(`${numberOf(version)} is in ${version}`);
  if (!existsSync(places.config)) {
    replaceFile(places.config, `${JSON.stringify(FIRST_CONFIG, null, 2)}\n`, 0o640);
    own(places.config, { mode: 0o640, user: 'root' }, parts);
    say(`wrote ${places.config}: the sandbox, no money moves`);
  }
  const { problem } = checkVersion(version);
  if (problem !== undefined) {
    const still = before === undefined ? '' : ` ${basename(before)} stays in place.`;
    if (basename(version) !== basename(before ?? '')) pruneVersions(parts);
    throw new InstallError(
      `This version would not start here, so it was not put in place.${still}\n${problem}`,
    );
  }
  replaceFile(places.command, COMMAND, 0o755);
  await switchOver(version, parts);
  pruneVersions(parts);
}

function makeFolders(parts) {
  const { places } = parts;
  own(places.configFolder, { mode: 0o750, user: 'root' }, parts);
  own(places.keys, { mode: 0o750, user: 'root' }, parts);
  for (const folder of [places.data, places.practice]) own(folder, { mode: 0o700, user: USER }, parts);
  for (const folder of [places.backups, join(places.backups, 'before-updates')]) {
    own(folder, { mode: 0o750, user: USER }, parts);
  }
}

/**
 * A folder or file with the till's group; the books and backups are its user's own. A link in its place is not followed:
 * what lies in the till's folders was put there by the till's user, and this is done by root.
 */
function own(path, { mode, user }, { places, system }) {
  if (!existsSync(path)) mkdirSync(path, { recursive: true });
  const found = openedItself(path);
  try {
    fchmodSync(found, mode);
    if (!system.isHere) return;
    const till = userOf(USER, places.root);
    if (till === undefined) throw new InstallError(`systemd-sysusers made no user "${USER}".`);
    fchownSync(found, user === USER ? till.uid : 0, till.gid);
  } finally {
    closeSync(found);
  }
}

function openedItself(path) {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (error.code !== 'ELOOP') throw error;
    throw new InstallError(`${path} is a link: expected the folder itself. Put it there, and install again.`);
  }
}
