import { Command, Option } from 'commander';
import { type ConfigPlace, withEnvironment } from '../people/place.ts';

/** What is asked of the running till. */
export type OrdersWish =
  | { do: 'list'; query: Record<string, string> }
  | { do: 'show' | 'check'; orderNo: string }
  | { do: 'refund'; orderNo: string; body: Record<string, unknown>; key: string | undefined }
  | { do: 'resolve'; orderNo: string; refundNo: string | undefined; body: Record<string, unknown> };

export interface OrdersOptions {
  wish: OrdersWish;
  place: ConfigPlace;
  json: boolean;
}

interface Given {
  config?: string;
  dataDir?: string;
  json: boolean;
}
interface GivenRefund {
  amount: string;
  reason: string;
  by?: string;
  key?: string;
  outside?: boolean;
}
interface GivenDecision {
  as: string;
  reason: string;
  by?: string;
  refund?: string;
}

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseOrdersOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): OrdersOptions {
  let wish: OrdersWish | undefined;
  const program = new Command('orders')
    .description(
      'Orders of the till that runs on this machine, from its own console: finding them, asking the gateway, giving money\n' +
        'back, deciding by hand. Exit: 0 done, 1 not done, 2 wrong arguments or a configuration that is not good.',
    )
    .option('--config <file>', "the till's configuration, as for npm start")
    .option('--data-dir <folder>', "the till's data folder, as for npm start")
    .option('--json', "print the till's answer as JSON", false)
    .exitOverride();
  const leaf = (name: string, about: string) => program.command(name).description(about).exitOverride();
  const by = ['--by <name>', 'who decided it; told in the books beside the reason'] as const;
  const reason = ['--reason <text>', 'why, for the books'] as const;

  leaf('list', 'newest first; without --day all that are open, and those of today')
    .option('--day <date>', 'of one day, YYYY-MM-DD')
    .option('--lane <id>')
    .option('--state <state>', 'such as stuck')
    .addOption(new Option('--kind <kind>').choices(['paid', 'notPaid', 'refunded', 'open', 'attention']))
    .option('--q <text>', 'part of a number, an amount, the last four of a code')
    .option('--limit <count>', 'how many, at most 500')
    .action((query: Record<string, string>) => {
      wish = { do: 'list', query };
    });
  leaf('show', 'one order with its story')
    .argument('<orderNo>')
    .action((orderNo: string) => {
      wish = { do: 'show', orderNo };
    });
  leaf('check', 'asks the gateway about one order now')
    .argument('<orderNo>')
    .action((orderNo: string) => {
      wish = { do: 'check', orderNo };
    });
  leaf('refund', 'gives money back')
    .argument('<orderNo>')
    .requiredOption('--amount <amount>', "with the currency's decimals, such as 12.30")
    .requiredOption(...reason)
    .option(...by)
    .option('--key <key>', 'of an earlier try whose answer did not come: it is the same refund then')
    .option('--outside', 'the money was given back another way; nothing is sent')
    .action((orderNo: string, { key, ...body }: GivenRefund) => {
      wish = { do: 'refund', orderNo, body: signed(body), key };
    });
  leaf('resolve', 'decides an order, or with --refund a refund, that nobody else will decide')
    .argument('<orderNo>')
    .addOption(
      new Option('--as <outcome>', 'an order: paid, notPaid; a refund: done, failed')
        .choices(['paid', 'notPaid', 'done', 'failed'])
        .makeOptionMandatory(),
    )
    .requiredOption(...reason)
    .option(...by)
    .option('--refund <refundNo>', 'which of its refunds')
    .action((orderNo: string, { refund, ...body }: GivenDecision) => {
      wish = { do: 'resolve', orderNo, refundNo: refund, body: signed(body) };
    });
  program.parse([...argv], { from: 'user' });
  if (!wish) return program.help({ error: true });
  const { json, config, dataDir } = program.opts<Given>();
  const place = { ...(config !== undefined && { config }), ...(dataDir !== undefined && { dataDir }) };
  return { wish, json, place: withEnvironment(place, environment) };
}

/** The till books what its console does under the console's own name, so the person's goes with the reason. */
function signed({ by, reason, ...body }: { by?: string; reason: string }): Record<string, unknown> {
  return { ...body, reason: by === undefined ? reason : `${reason} (${by})` };
}
