import { Command } from 'commander';
import { type ConfigPlace, withEnvironment } from '../people/place.ts';

export interface AuditOptions {
  place: ConfigPlace;
  verify: boolean;
  /** A link that somebody noted before. */
  noted?: string;
  json: boolean;
}

/** Throws a `CommanderError` after it has said what is wrong. */
export function parseAuditOptions(
  args: readonly string[],
  environment: Record<string, string | undefined>,
): AuditOptions {
  const program = new Command('audit')
    .description(
      'Shows who did what at this till, or proves that nobody altered it.\n' +
        'Exit: 0 done and as it was written, 1 not, 2 wrong arguments or a configuration that is not good.',
    )
    .option('--config <file>', 'the till’s configuration')
    .option('--data-dir <folder>', 'the till’s data folder')
    .option('--verify', 'hold each line against the one before it, in place of showing them')
    .option(
      '--noted <link>',
      'with --verify: the last link that was noted before; tells whether the end was cut off',
    )
    .option('--json', 'for programs')
    .allowExcessArguments(false)
    .exitOverride();
  const options = program.parse(args, { from: 'user' }).opts<{
    config?: string;
    dataDir?: string;
    verify?: boolean;
    noted?: string;
    json?: boolean;
  }>();
  const { noted, verify = false, json = false } = options;
  if (noted !== undefined && !verify) program.error('--noted needs --verify');
  return {
    place: withEnvironment(options, environment),
    verify,
    ...(noted !== undefined && { noted }),
    json,
  };
}
