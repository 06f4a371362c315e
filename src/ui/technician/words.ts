import type { ShownCheck, ShownHealth, ShownScanner } from '../technician-messages.ts';

type Counter = keyof ShownScanner['counters'];
type Mode = NonNullable<ShownScanner['mode']>;

/** Every text of the technician's page beside the till's own sentences. */
export const en = {
  title: 'Technician',
  toTill: 'To the till',
  sandbox: 'SANDBOX: no money moves',
  connecting: 'Connecting to the till…',
  live: 'Live',
  lost: (time: string) => `No connection to the till since ${time}. It comes back by itself.`,
  tokenNeeded: 'The till does not know this browser. It has to be paired: open /pair.',
  noAnswer: 'The till did not answer. What this page shows is what counts.',

  scanners: 'Scanners',
  summary: (ready: number, all: number) =>
    all === 0 ? 'No scanner yet.' : `${ready} of ${all} ${all === 1 ? 'scanner' : 'scanners'} ready.`,
  state: {
    starting: 'Starting',
    up: 'Ready',
    down: 'Lost',
    absent: 'Not found',
    disabled: 'Switched off',
  } satisfies Record<ShownScanner['state'], string>,
  notOpen: 'Not open',
  testing: 'Being tested',
  forLane: (name: string) => `Lane: ${name}`,
  noLane: 'No lane: nobody can sell with it',
  laneBusy: 'a sale is on it',
  since: (time: string, span: string) => `since ${time} (${span})`,
  mode: {
    hidPos: 'USB, HID POS',
    keyboard: 'USB, keyboard',
    serial: 'Serial line',
    network: 'Network',
    simulated: 'Simulated',
  } satisfies Record<Mode, string>,
  kind: {
    serial: 'Serial line',
    hid: 'USB',
    tcp: 'Network',
    simulated: 'Simulated',
  } satisfies Record<ShownScanner['transport'], string>,
  fact: {
    mode: 'Mode',
    maker: 'Maker',
    product: 'Product',
    ids: 'USB ids',
    serialNumber: 'Serial number',
    usbPort: 'USB port',
    path: 'Place',
    address: 'Listens at',
    id: 'Id',
  },
  configured: 'Name and lane are written in the configuration file.',

  counters: {
    taken: 'taken',
    refused: 'refused',
    ignored: 'ignored',
    repeats: 'repeats',
    malformed: 'not whole',
    lost: 'times lost',
    bytes: 'bytes',
  } satisfies Record<Counter, string>,
  countersTitle: 'Since the till started',

  healthTitle: 'Health check',
  level: {
    internal: 'Line',
    external: 'At the gun',
    interactive: 'Scan',
  } satisfies Record<ShownHealth['level'], string>,
  health: { good: 'Good', bad: 'Bad', unknown: 'Try it' } satisfies Record<ShownHealth['health'], string>,

  lastScan: 'Last scan',
  lastScanOf: (gun: string) => `Last scan of ${gun}`,
  noScan: 'Nothing was scanned since the till started.',
  scanAt: (time: string) => `at ${time}`,
  codeLength: (length: number) => `${length} characters`,
  aim: (aim: string, symbology: string | undefined) =>
    symbology === undefined ? `AIM ${aim}` : `AIM ${aim} (${symbology})`,
  timeline: 'What came, and when',
  pieceAt: (ms: number) => `+${ms} ms`,
  hiddenBytes: (count: number) => (count === 1 ? '1 hidden character' : `${count} hidden characters`),
  total: (pieces: number, ms: number) => (pieces === 1 ? 'in one piece' : `${pieces} pieces in ${ms} ms`),

  test: 'Test scan',
  testHint: 'For a minute its codes are shown here. Nobody is charged.',
  testRuns: 'Scan any code. Nobody is charged.',
  secondsLeft: (seconds: number) => `${seconds} s left`,
  endTest: 'End the test',
  beepGood: 'Beep: good',
  beepRefused: 'Beep: refused',
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  change: 'Name and lane',
  name: 'Name',
  nameHint: 'Empty: the product’s own name.',
  rename: 'Rename',
  lane: 'Lane',
  noLaneOption: 'No lane',
  bind: 'Bind',
  cure: 'What to do',
  copy: 'Copy',
  copied: 'Copied',

  bindByScan: (lane: string) => `Bind a scanner to ${lane} by a scan`,
  binding: (lane: string) => `Scan anything with the scanner that belongs to ${lane}. Nobody is charged.`,
  stop: 'Cancel',

  devices: 'Plugged in, and not used',
  devicesHint: 'The till does not guess: it reads these only when you say so.',
  deviceState: {
    certain: 'Scanner, not read',
    doubtful: 'May be a scanner',
    wrongMode: 'In a mode the till cannot read',
  },
  useOn: (lane: string) => `Use it on ${lane}`,
  useOnLane: 'Use it on lane',
  use: 'Use it',

  doctor: 'This machine',
  withoutTls:
    'This page came without TLS. On such a tablet there is no camera and the screen goes dark by itself; and whoever is in its network can read along. docs/tls.md says how to change that.',
  check: 'Check again',
  checking: 'Checking…',
  noDoctor: 'Use `npm run doctor` on the till’s machine.',
  outcome: { ok: 'Fine', warn: 'Look at this', fail: 'Does not work' } satisfies Record<
    ShownCheck['outcome'],
    string
  >,
  fine: (count: number) => (count === 1 ? '1 check is fine' : `${count} checks are fine`),

  log: 'Log',
  logHint: 'Codes are masked. Newest first.',
  logLevel: 'Show',
  levels: { debug: 'everything', info: 'from info', warn: 'from warnings', error: 'errors only' },
  pause: 'Pause',
  goOn: 'Go on',
  logEmpty: 'No line of this kind yet.',
};

export type Words = typeof en;
