import { Command, InvalidArgumentError } from 'commander';
import { FIELDS, type Field, type StatementFormat } from './statement.ts';

export interface ReconcileOptions {
  day: string;
  url: string;
  /** A CSV export of the gateway's portal. */
  statement?: string;
  format: StatementFormat;
  json: boolean;
}

interface RawOptions {
  day: string;
  url: string;
  statement?: string;
  json: boolean;
  separator: string;
  column?: Partial<Record<Field, string>>;
  paidStatus: string;
  saleType: string;
}

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseReconcileOptions(argv: readonly string[]): ReconcileOptions {
  const command = new Command('reconcile')
    .description(
      'Holds the orders of a business day against the gateway, by way of the running till, and lists each difference.\n' +
        'What only the gateway knows of, it finds with --statement alone. A till that asks for its token finds it in SCANTILL_TOKEN.\n' +
        'Exit: 0 no difference, 1 differences or not finished, 2 wrong arguments.',
    )
    .requiredOption('--day <YYYY-MM-DD>', 'the business day', dayText)
    .option('--url <URL>', 'where the till is', 'http://127.0.0.1:8080')
    .option(
      '--statement <FILE>',
      "a CSV export of the gateway's portal, to find what only the gateway knows of",
    )
    .option(
      '--column <FIELD=HEADER>',
      `a column of the statement that is not called as the gateway calls it; fields: ${FIELDS.join(', ')}`,
      column,
    )
    .option('--separator <CHARACTER>', 'between the cells of the statement', ',')
    .option('--paid-status <VALUES>', 'what trans_status says of money that was taken (comma between)', '2')
    .option('--sale-type <VALUES>', 'what trans_type says of a sale (comma between)', '1')
    .option('--json', 'the outcome as one line of JSON', false)
    .exitOverride();
  command.parse([...argv], { from: 'user' });
  const {
    day,
    url,
    statement,
    json,
    separator,
    paidStatus,
    saleType,
    column: columns = {},
  } = command.opts<RawOptions>();
  return {
    day,
    url: url.replace(/\/+$/, ''),
    ...(statement === undefined ? {} : { statement }),
    json,
    format: { separator, columns, paidStatus: paidStatus.split(','), saleType: saleType.split(',') },
  };
}

function dayText(text: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && new Date(time || 0).toISOString().startsWith(text);
  if (!isDay) throw new InvalidArgumentError('Expected YYYY-MM-DD.');
  return text;
}

function column(text: string, known: Partial<Record<Field, string>> = {}): Partial<Record<Field, string>> {
  const [, name, header] = /^(\w+)=(.+)$/.exec(text) ?? [];
  const field = FIELDS.find((each) => each === name);
  if (field === undefined || header === undefined) {
    throw new InvalidArgumentError(`Expected FIELD=HEADER with one of ${FIELDS.join(', ')}.`);
  }
  return { ...known, [field]: header };
}
