import { Command, InvalidArgumentError } from 'commander';
import { describeIssues } from '../../src/config-problems.ts';
import { errorText } from '../../src/errors.ts';
import { type ScannerConfig, type ScannerEntry, scannerConfig } from '../../src/scanner-config.ts';

/** What the recorder was asked to do. */
export interface RecordOptions {
  /** The gun; none: the only one that is plugged in, or that of `config` and `id`. */
  scanner?: ScannerConfig;
  config?: string;
  id?: string;
  out?: string;
  /** Scans after which it ends; none: at Ctrl-C. */
  count?: number;
  /** Whether the gun's serial number is saved. */
  withSerial: boolean;
}

const EXPECTED =
  'expected serial:PATH, hid:VID:PID, keyboard:VID:PID, keyboard:VID:PID:LAYOUT, tcp:listen:HOST:PORT or tcp:connect:HOST:PORT';

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseRecordOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): RecordOptions {
  const command = new Command('record')
    .description(
      'Watches a gun: what it sends, with times and the code masked. Saves it with made-up codes, for npm run scan -- --file.',
    )
    .option('--scanner <gun>', EXPECTED.replace('expected ', ''), readScanner)
    .option('--config <file>', "the till's configuration, to name a gun of it by --id")
    .option('--id <id>', 'the gun of the configuration')
    .option('--out <file>', 'where to save it (default: a file named by the time)')
    .option('--count <n>', 'end after so many scans (default: at Ctrl-C)', wholeNumber)
    .option('--with-serial', "save the gun's serial number too", false)
    .exitOverride();
  command.parse([...argv], { from: 'user' });
  const options = command.opts<RecordOptions>();
  const config = options.config ?? environment.SCANTILL_CONFIG;
  return { ...options, ...(config !== undefined && { config }) };
}

function readScanner(text: string): ScannerConfig {
  const entry = entryOf(text);
  if (entry === undefined) throw new InvalidArgumentError(`${EXPECTED}; got "${text}"`);
  try {
    return scannerConfig(entry);
  } catch (error) {
    throw new InvalidArgumentError(`${EXPECTED}; got "${text}": ${firstProblem(error, entry)}`);
  }
}

function entryOf(text: string): ScannerEntry | undefined {
  const colon = text.indexOf(':');
  const place = text.slice(colon + 1);
  const [vendorId, productId, layout, ...more] = place.split(':');
  switch (text.slice(0, colon)) {
    case 'serial':
      return { transport: 'serial', path: place };
    case 'hid':
      return layout === undefined ? { transport: 'hid', vendorId, productId } : undefined;
    case 'keyboard': {
      if (more.length > 0) return undefined;
      const named = { transport: 'hid' as const, mode: 'keyboard' as const, vendorId, productId };
      return { ...named, ...(layout !== undefined && { layout: layout as 'us' }) };
    }
    case 'tcp':
      if (place.startsWith('listen:')) return { transport: 'tcp', listen: place.slice('listen:'.length) };
      if (place.startsWith('connect:')) return { transport: 'tcp', connect: place.slice('connect:'.length) };
      return undefined;
    default:
      return undefined;
  }
}

function firstProblem(error: unknown, entry: ScannerEntry): string {
  const { issues = [] } = error as { issues?: Parameters<typeof describeIssues>[0] };
  return describeIssues(issues, entry)[0] ?? errorText(error);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('expected a whole number, at least 1');
  return Number(text);
}
