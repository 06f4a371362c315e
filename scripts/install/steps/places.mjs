import { join } from 'node:path';

/** Where everything of an installed till is. `root` is `/` but in tests. */
export function placesUnder(root) {
  const at = (path) => join(root, path);
  return {
    root,
    home: at('opt/scantill'),
    versions: at('opt/scantill/versions'),
    /** The version that runs, and the one before: links into `versions`. */
    current: at('opt/scantill/current'),
    previous: at('opt/scantill/previous'),
    notes: at('opt/scantill/installed-files.json'),
    lock: at('opt/scantill/install.lock'),
    command: at('usr/local/bin/scantill'),
    configFolder: at('etc/scantill'),
    config: at('etc/scantill/config.json'),
    keys: at('etc/scantill/keys'),
    data: at('var/lib/scantill'),
    practice: at('var/lib/scantill-practice'),
    backups: at('var/backups/scantill'),
  };
}

/** The user that the till runs as. */
export const USER = 'scantill';

/** Files of `scripts/install` that belong to the system, and where each goes. */
export const SYSTEM_FILES = [
  ['scantill.service', 'etc/systemd/system/scantill.service'],
  ['scantill-backup.service', 'etc/systemd/system/scantill-backup.service'],
  ['scantill-backup.timer', 'etc/systemd/system/scantill-backup.timer'],
  ['scantill-users.conf', 'etc/sysusers.d/scantill.conf'],
  ['scantill-modules.conf', 'etc/modules-load.d/scantill.conf'],
  ['70-scantill-scanners.rules', 'etc/udev/rules.d/70-scantill-scanners.rules'],
];
