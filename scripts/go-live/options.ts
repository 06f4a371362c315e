import path from 'node:path';
import { Command } from 'commander';
import { type ConfigPlace, withEnvironment } from '../people/place.ts';

/** What `go-live` was asked to do. */
export interface GoLiveOptions {
  place: ConfigPlace;
  /** Default: the configuration's first. */
  lane?: string;
  /** On the sandbox, with a code that the till makes up. */
  practice: boolean;
  /** Goes on though something that should be there first is not. */
  anyway: boolean;
  /** Nobody is asked. */
  yes: boolean;
  /** Where the protocol goes, absolute. */
  protocol?: string;
}

interface Given {
  config?: string;
  dataDir?: string;
  lane?: string;
  practice: boolean;
  anyway: boolean;
  yes: boolean;
  protocol?: string;
}

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseGoLiveOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): GoLiveOptions {
  const { config, dataDir, lane, practice, anyway, yes, protocol } = new Command('go-live')
    .description(
      'Leads through the first real payment: looks at everything, charges the smallest amount there is to a phone of yours,\n' +
        "gives it back, and shows both in the day's totals. It may be stopped at any point (Ctrl+C), and says what is open then.\n" +
        'The till has to run.\n' +
        'Exit: 0 both were done, 1 not, 2 wrong arguments or a configuration that is not good, 130 stopped.',
    )
    .option('--config <file>', "the till's configuration, as for npm start")
    .option('--data-dir <folder>', "the till's data folder, as for npm start")
    .option('--lane <id>', "the lane to charge on (default: the configuration's first)")
    .option('--practice', 'the same on the sandbox, without a phone and without money', false)
    .option('--anyway', 'go on though a backup, a manager or TLS is missing', false)
    .option('--yes', 'charge without asking', false)
    .option('--protocol <file>', 'where to keep what was done (default: go-live-TIME.txt, here)')
    .exitOverride()
    .parse([...argv], { from: 'user' })
    .opts<Given>();
  const place = { ...(config !== undefined && { config }), ...(dataDir !== undefined && { dataDir }) };
  return {
    place: withEnvironment(place, environment),
    practice,
    anyway,
    yes,
    ...(lane !== undefined && { lane }),
    ...(protocol !== undefined && { protocol: path.resolve(protocol) }),
  };
}
