import { readLastBackup } from './backup/index.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { createWatch, type TillWatch } from './watch/index.ts';

export interface OpenWatchRequest {
  config: Config;
  /** The data folder. */
  folder: string;
  version: string;
  /** The process that is the till's own; left out where it shares one, as in tests. */
  process?: { nodeVersion: string };
}

/** Counts and times what the till of a configuration does. */
export function openWatch(
  { config, folder, version, process: own }: OpenWatchRequest,
  parts: { clock: Clock; log: Log },
): TillWatch {
  return createWatch(
    {
      folder,
      backupAt: async () => (await readLastBackup(folder))?.good?.at ?? 0,
      lanes: config.lanes.map(({ id }) => id),
      version,
      nodeVersion: own?.nodeVersion ?? '',
      ownsProcess: own !== undefined,
    },
    parts,
  );
}
