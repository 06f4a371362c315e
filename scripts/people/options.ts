import { Command, Option } from 'commander';
import { type ConfigPlace, withEnvironment } from './place.ts';

const PERSON_ROLES = ['cashier', 'technician', 'manager'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** What the console was asked to do. */
export type PeopleWish =
  | { do: 'list' }
  | { do: 'add'; name: string; role: PersonRole }
  | { do: 'pin'; id: string }
  | { do: 'leave'; id: string };

export interface PeopleOptions {
  wish: PeopleWish;
  place: ConfigPlace;
  json: boolean;
}

interface Given {
  config?: string;
  dataDir?: string;
  json: boolean;
}

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parsePeopleOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): PeopleOptions {
  let wish: PeopleWish | undefined;
  const program = new Command('people')
    .description(
      'Who works here: for the first manager, and for a PIN that was forgotten. Beside a running till or without one.\n' +
        'The PIN is asked for, or read from a pipe; it is never an argument.\n' +
        'Exit: 0 done, 1 not done, 2 wrong arguments or a configuration that is not good.',
    )
    .option('--config <file>', "the till's configuration, as for npm start")
    .option('--data-dir <folder>', "the till's data folder, as for npm start")
    .option('--json', 'print JSON', false)
    .exitOverride();
  const leaf = (name: string, about: string) => program.command(name).description(about).exitOverride();
  const id = ['--id <id>', 'such as p1; list shows them'] as const;
  leaf('list', 'shows everybody').action(() => {
    wish = { do: 'list' };
  });
  leaf('add', 'adds somebody')
    .requiredOption('--name <name>', 'as screens and books call them')
    .addOption(new Option('--role <role>', 'what they may do').choices(PERSON_ROLES).makeOptionMandatory())
    .action(({ name, role }: { name: string; role: PersonRole }) => {
      wish = { do: 'add', name, role };
    });
  leaf('pin', 'gives somebody a new PIN')
    .requiredOption(...id)
    .action((given: { id: string }) => {
      wish = { do: 'pin', id: given.id };
    });
  leaf('leave', 'takes somebody off the list; what they did keeps their name')
    .requiredOption(...id)
    .action((given: { id: string }) => {
      wish = { do: 'leave', id: given.id };
    });
  program.parse([...argv], { from: 'user' });
  if (!wish) return program.help({ error: true });
  const { json, config, dataDir } = program.opts<Given>();
  const place = { ...(config !== undefined && { config }), ...(dataDir !== undefined && { dataDir }) };
  return { wish, json, place: withEnvironment(place, environment) };
}
