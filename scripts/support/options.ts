import path from 'node:path';
import { Command } from 'commander';
import { type ConfigPlace, withEnvironment } from '../people/place.ts';

/** What `support` was asked to do. */
export interface SupportOptions {
  place: ConfigPlace;
  /** Absolute. */
  to?: string;
  /** Nobody is asked. */
  yes: boolean;
  json: boolean;
}

interface Given {
  config?: string;
  dataDir?: string;
  to?: string;
  yes: boolean;
  json: boolean;
}

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseSupportOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): SupportOptions {
  const { config, dataDir, to, yes, json } = new Command('support')
    .description(
      'Makes a bundle (tar.gz) for whoever helps with this till: how it is set, what the doctor finds, its last log lines, its\n' +
        'figures. It shows what will be in it before it is written. Nothing is sent anywhere.\n' +
        'No payment code, key, token, PIN, name or amount is in it.\n' +
        'Exit: 0 written, 1 not written, 2 wrong arguments or a configuration that is not good.',
    )
    .option('--to <file>', 'where to write it (default: scantill-support-TIME.tar.gz, here)')
    .option('--config <file>', "the till's configuration, as for npm start")
    .option('--data-dir <folder>', "the till's data folder, as for npm start")
    .option('--yes', 'write it without asking', false)
    .option('--json', 'print JSON, and ask nothing', false)
    .exitOverride()
    .parse([...argv], { from: 'user' })
    .opts<Given>();
  const place = { ...(config !== undefined && { config }), ...(dataDir !== undefined && { dataDir }) };
  return {
    place: withEnvironment(place, environment),
    ...(to !== undefined && { to: path.resolve(to) }),
    yes,
    json,
  };
}
