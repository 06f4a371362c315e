import { Command, InvalidArgumentError, Option } from 'commander';
import { SCOPES, type Scope } from '../../src/access/acts.ts';
import type { DeviceRole } from '../../src/access/visitor.ts';
import type { WireLanes } from '../../src/ui/pairing-messages.ts';
import { type ConfigPlace, withEnvironment } from '../people/place.ts';

const DEVICE_ROLES = ['cashier', 'customer', 'technician', 'manager'] as const satisfies DeviceRole[];

/** What the console was asked to do. */
export type PairWish =
  | { do: 'code'; name: string; role: DeviceRole; lanes: WireLanes }
  | { do: 'program'; name: string; scopes: Scope[]; lanes: WireLanes; expiresDays?: number }
  | { do: 'list' }
  | { do: 'rename'; id: string; name: string }
  | { do: 'revoke'; id: string };

export interface PairOptions {
  wish: PairWish;
  place: ConfigPlace;
  json: boolean;
  /** Whether it stays until the code was used. */
  waits: boolean;
}

interface Given {
  role: DeviceRole;
  lanes: WireLanes;
  name?: string;
  program: boolean;
  scope?: Scope[];
  days?: number;
  list: boolean;
  rename?: string;
  revoke?: string;
  wait: boolean;
  json: boolean;
  config?: string;
  dataDir?: string;
}

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parsePairOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): PairOptions {
  const program = new Command('pair')
    .description(
      "Lets a tablet in at the running till, on the till's own machine: shows a code, good once and for ten minutes,\n" +
        'and waits until it was used. A tablet types it at the address shown, or takes the picture.\n' +
        'Exit: 0 done, 1 not done, 2 wrong arguments or a configuration that is not good.',
    )
    .addOption(new Option('--role <role>', 'what it is').choices(DEVICE_ROLES).default('cashier'))
    .option('--lanes <ids>', 'the lanes it is bound to, such as 1,2', laneList, 'all')
    .option('--name <name>', 'as it is listed, such as "Front tablet"')
    .option('--no-wait', 'shows the code and ends')
    .option('--program', 'lets a program in instead: prints its token, once', false)
    .option('--scope <scopes>', `what the program may do: ${SCOPES.join(',')}`, scopeList)
    .option('--days <number>', "for how many days the program's token is good", dayCount)
    .option('--list', 'shows everything that was let in', false)
    .option('--rename <id>', 'gives it the name of --name')
    .option('--revoke <id>', 'shuts it out, at once')
    .option('--json', 'print JSON', false)
    .option('--config <file>', "the till's configuration, as for npm start")
    .option('--data-dir <folder>', "the till's data folder, as for npm start")
    .exitOverride();
  program.parse([...argv], { from: 'user' });
  const given = program.opts<Given>();
  const { json, config, dataDir, wait } = given;
  const place = { ...(config !== undefined && { config }), ...(dataDir !== undefined && { dataDir }) };
  const wish = wishOf(given, (text) => program.error(text, { exitCode: 2 }));
  return { wish, json, waits: wait, place: withEnvironment(place, environment) };
}

function wishOf(given: Given, wrong: (text: string) => never): PairWish {
  const { role, lanes, name, scope, days, list, rename, revoke } = given;
  const wanted = [list, rename !== undefined, revoke !== undefined, given.program].filter(Boolean);
  if (wanted.length > 1) wrong('--program, --list, --rename and --revoke do not go together: choose one.');
  if (list) return { do: 'list' };
  if (revoke !== undefined) return { do: 'revoke', id: revoke };
  if (rename !== undefined)
    return { do: 'rename', id: rename, name: name ?? wrong('--rename: --name says what it is called.') };
  if (!given.program) {
    if (scope !== undefined || days !== undefined) wrong('--scope and --days are for --program.');
    return { do: 'code', name: name ?? defaultName(role, lanes), role, lanes };
  }
  if (name === undefined) wrong('--program: --name says which it is, such as "Web shop".');
  if (scope === undefined) wrong(`--program: --scope says what it may do: ${SCOPES.join(', ')}.`);
  return { do: 'program', name, scopes: scope, lanes, ...(days !== undefined && { expiresDays: days }) };
}

const NAMES: Record<DeviceRole, string> = {
  cashier: 'Tablet',
  customer: "Customer's screen",
  technician: "Technician's device",
  manager: "Manager's tablet",
};

function defaultName(role: DeviceRole, lanes: WireLanes): string {
  return lanes === 'all' ? NAMES[role] : `${NAMES[role]}, lane ${lanes.join(', ')}`.slice(0, 40);
}

function laneList(text: string): WireLanes {
  if (text === 'all') return 'all';
  const lanes = text.split(',').map((lane) => lane.trim());
  if (lanes.includes('')) throw new InvalidArgumentError('Expected ids of lanes with commas, such as 1,2.');
  return lanes;
}

function scopeList(text: string): Scope[] {
  return text.split(',').map((each) => {
    const scope = SCOPES.find((known) => known === each.trim());
    if (scope) return scope;
    throw new InvalidArgumentError(`There is no scope "${each.trim()}". Scopes: ${SCOPES.join(', ')}.`);
  });
}

function dayCount(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new InvalidArgumentError('Expected a whole number of days from 1 to 3650.');
}
