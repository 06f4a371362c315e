import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type ConfigPlace, withEnvironment } from '../people/place.ts';

/** What was asked for. */
export type BackupWish =
  | { do: 'make'; place: ConfigPlace; to?: string; keep?: number; isLast: boolean; json: boolean }
  | { do: 'verify'; file: string; json: boolean };

interface Given {
  config?: string;
  dataDir?: string;
  to?: string;
  keep?: number;
  last: boolean;
  verify?: string;
  json: boolean;
}

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseBackupOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): BackupWish {
  const program = new Command('backup')
    .description(
      'Makes a backup of the books, also while the till sells: one file, read back before it counts.\n' +
        'It holds no gateway key and no token. It does hold what customers paid, and the hashes of PINs: keep it like the books.\n' +
        'Exit: 0 done, 1 not done or damaged, 2 wrong arguments or a configuration that is not good.',
    )
    .option(
      '--to <file|folder>',
      'where to; in a folder it gets a name of its own (default: where the till keeps its backups)',
    )
    .option('--keep <n>', "removes all but the newest n of this till's backups in the folder", count)
    .option(
      '--last',
      'the last one before the till moves house: it must be stopped, and is never started again here',
      false,
    )
    .option('--verify <file>', 'reads a backup as a whole and says what it holds; makes none')
    .option('--config <file>', "the till's configuration, as for npm start")
    .option('--data-dir <folder>', "the till's data folder, as for npm start")
    .option('--json', 'print JSON', false)
    .exitOverride();
  const { verify, to, keep, last, json, config, dataDir } = program
    .parse([...argv], { from: 'user' })
    .opts<Given>();
  if (verify !== undefined) return { do: 'verify', file: path.resolve(verify), json };
  const place = { ...(config !== undefined && { config }), ...(dataDir !== undefined && { dataDir }) };
  const folder = environment.SCANTILL_BACKUPS;
  const target = to ?? (folder === undefined ? undefined : `${folder}${path.sep}`);
  return {
    do: 'make',
    place: withEnvironment(place, environment),
    ...(target !== undefined && { to: target }),
    ...(keep !== undefined && { keep }),
    isLast: last,
    json,
  };
}

function count(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number from 1 on');
}
