import { Command, InvalidArgumentError, Option } from 'commander';
import { CODE_KINDS, type CodeKind } from '../../src/sandbox/codes.ts';
import { OUTCOMES, type OutcomeId } from '../../src/sandbox/outcomes.ts';
import { type SentTerminator, TERMINATORS } from './code-bytes.ts';
import { HID_MODES, type HidMode } from './hid-descriptors.ts';
import { KEYBOARD_COUNTRIES, type KeyboardCountry } from './keyboard-keys.ts';

type SimulatedTransport = 'tcp' | 'pty' | 'hid' | 'api';

/** What the scanner simulator was asked to do. */
export interface ScanOptions {
  /** A given code; otherwise each scan has a fresh one. */
  code?: string;
  transport: SimulatedTransport;
  lane: string;
  host: string;
  port: number;
  /** The TCP gun's place, where it is not the one the till names. */
  address?: string;
  /** Where the pseudo-terminal's stable name goes. */
  link?: string;
  wallet: CodeKind;
  outcome: OutcomeId;
  listOutcomes: boolean;
  /** Left out: one, or one at each press of Enter at a terminal. */
  count?: number;
  everyMs: number;
  terminator: SentTerminator;
  aim: boolean;
  stx: boolean;
  /** Bytes in pieces with this pause between; of a HID gun, the pause between its reports. */
  splitMs?: number;
  /** Bytes of each such piece. */
  piece: number;
  hidMode: HidMode;
  /** The country that a gun in keyboard mode is set to. */
  layout: KeyboardCountry;
  /** Who the HID gun is; left out: as the maker of its mode has it. */
  vid?: number;
  pid?: number;
  serial: string;
  /** Its report descriptor, where a recording has it; else one of its mode. */
  descriptor?: Uint8Array;
  unplugAfter?: number;
  /** A recording to send; `transport` is then as it was recorded, unless it was given. */
  file?: string;
  /** How many times as fast a recording is replayed. */
  speed: number;
  /** Whether the transport was given. */
  hasTransport: boolean;
  real: boolean;
  /** Wait until the lane is ready before each scan. */
  wait: boolean;
  showCode: boolean;
  json: boolean;
}

/** Something about the arguments that cannot be: exit 2. */
export class UsageError extends Error {}

type Environment = Record<string, string | undefined>;

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseScanOptions(argv: readonly string[], environment: Environment): ScanOptions {
  const command = scanCommand(environment).exitOverride();
  command.parse([...argv], { from: 'user' });
  const { every, split, transport, ...rest } = command.opts<RawOptions>();
  const [code] = command.args;
  const isGiven = (name: string) => command.getOptionValueSource(name) === 'cli';
  const own = ['wallet', 'outcome', 'count', 'terminator', 'aim', 'stx', 'split', 'unplugAfter'].find(
    isGiven,
  );
  if (rest.file !== undefined && (code !== undefined || own !== undefined))
    throw new UsageError(
      `A recording has its own codes and bytes: give --file without ${own === undefined ? 'a code' : `--${own === 'unplugAfter' ? 'unplug-after' : own}`}.`,
    );
  if (rest.file === undefined && isGiven('speed'))
    throw new UsageError('--speed is for a recording: give --file too.');
  if (rest.file !== undefined && transport === 'api')
    throw new UsageError('A recording is bytes, and REST takes codes: use --transport tcp, pty or hid.');
  if (code !== undefined && command.getOptionValueSource('wallet') === 'cli')
    throw new UsageError('Give either a code or --wallet, not both.');
  if (code !== undefined && command.getOptionValueSource('outcome') === 'cli')
    throw new UsageError('Give either a code or --outcome, not both: the outcome is in the code.');
  const unavailable = OUTCOMES.find(({ id, available }) => id === rest.outcome && !available);
  if (unavailable)
    throw new UsageError(`The sandbox cannot play ${unavailable.id} yet; see --list-outcomes.`);
  return {
    ...rest,
    transport,
    hasTransport: isGiven('transport'),
    everyMs: every,
    ...(code !== undefined && { code }),
    ...(split !== undefined && { splitMs: split }),
  };
}

interface RawOptions extends Omit<ScanOptions, 'code' | 'everyMs' | 'splitMs' | 'hasTransport'> {
  every: number;
  split?: number;
}

function scanCommand(environment: Environment): Command {
  const host = environment.SCANTILL_HOST ?? '127.0.0.1';
  return new Command('scan')
    .description('Scans into a running till: a fresh plausible code, or the given one.')
    .argument('[code]', 'the code to scan')
    .addOption(
      new Option('--transport <how>', 'how the gun is connected')
        .choices(['tcp', 'pty', 'api', 'hid'])
        .default('tcp'),
    )
    .option('--lane <id>', 'the lane to scan into', '1')
    .option(
      '--host <host>',
      'where the till listens',
      host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host,
    )
    .option(
      '--port <number>',
      'the port it listens at',
      wholeNumber,
      Number(environment.SCANTILL_PORT ?? 8080),
    )
    .option('--address <host:port>', "the TCP gun's place (default: asked of the till)")
    .option('--link <path>', "pty: a stable name for the port, for the till's configuration")
    .addOption(
      new Option('--wallet <kind>', 'the kind of code to make').choices(CODE_KINDS).default('alipay'),
    )
    .addOption(
      new Option('--outcome <name>', 'what the sandbox shall do')
        .choices(OUTCOMES.map(({ id }) => id))
        .default('paid'),
    )
    .option('--list-outcomes', 'print what the sandbox can do, and end', false)
    .option('--count <n>', 'scans to make (default: 1; pty at a terminal: one at each Enter)', atLeastOne)
    .option('--every <ms>', 'pause between them', wholeNumber, 1000)
    .addOption(
      new Option('--terminator <end>', 'what ends a code').choices(Object.keys(TERMINATORS)).default('cr'),
    )
    .option('--aim', 'put the AIM identifier ]Q1 before it (HID POS guns always send it)', false)
    .option('--stx', 'put the control character STX before it', false)
    .option(
      '--split <ms>',
      'send the bytes in pieces with this pause between; hid: the pause between reports',
      wholeNumber,
    )
    .option('--piece <bytes>', 'the size of a piece', atLeastOne, 5)
    .addOption(
      new Option('--hid-mode <mode>', 'hid: how the gun speaks').choices(HID_MODES).default('pos-honeywell'),
    )
    .addOption(
      new Option('--layout <country>', 'hid, keyboard mode: the keyboard it is set to')
        .choices(KEYBOARD_COUNTRIES)
        .default('us'),
    )
    .option('--vid <hex>', "hid: its vendor id (default: its mode's maker)", usbId)
    .option('--pid <hex>', 'hid: its product id', usbId)
    .option('--serial <text>', 'hid: its serial number', 'SIMULATED')
    .option('--unplug-after <n>', 'unplug after so many scans, for two seconds', atLeastOne)
    .option('--real', 'scan although the till has a real gateway: money may move', false)
    .option('--no-wait', 'do not wait until the lane is ready')
    .option('--show-code', 'print codes whole', false)
    .option('--file <path>', 'replay a recording of npm run record, over the transport it was made with')
    .option('--speed <times>', 'how many times as fast to replay it', positive, 1)
    .option('--json', 'print lines of JSON', false);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}

function atLeastOne(text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value < 1) throw new InvalidArgumentError('expected a whole number, at least 1');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1000)) throw new InvalidArgumentError('expected a number above 0, up to 1000');
  return value;
}

function usbId(text: string): number {
  if (!/^[0-9a-f]{4}$/i.test(text))
    throw new InvalidArgumentError('expected four hexadecimal digits, such as 0c2e');
  return Number.parseInt(text, 16);
}
