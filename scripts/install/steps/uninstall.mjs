import { rmSync } from 'node:fs';
import { removeSystemFiles } from './system-files.mjs';

/** Takes the till away. Its configuration, its books and its user stay: an open order must be found again. */
export function uninstall({ places, say, system }) {
  if (system.isRunning()) system.stop();
  system.disable();
  for (const line of removeSystemFiles(places)) say(line);
  system.reload();
  rmSync(places.command, { force: true });
  rmSync(places.home, { recursive: true, force: true });
  say(
    `taken away. What stays: ${places.configFolder}, ${places.data}, ${places.practice}, ${places.backups}`,
  );
  say('These hold payments that somebody may still ask about. To take them too, remove them by hand.');
}
