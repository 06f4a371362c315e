import type { Clock } from '../../src/clock.ts';
import { maskCode } from '../../src/payment/payment-code.ts';
import type { Random } from '../../src/random.ts';
import { type CodeKind, makeCode } from '../../src/sandbox/codes.ts';
import { dressCode, piecesOf, TERMINATORS } from './code-bytes.ts';
import { type ByteGun, openHidGun, openPtyGun, openTcpGun, tcpAddress } from './guns.ts';
import { hidReports } from './hid-reports.ts';
import type { ScanOptions } from './options.ts';
import { asRecorded, openRecording, replay } from './replay.ts';
import { refuseRealMoney, ScanProblem, type Till, waitUntilReady, waitUntilUp } from './till.ts';

/** A gun's reports come as often as the computer asks for them: every 1 to 8 ms. */
const REPORT_EVERY_MS = 2;
const UNPLUGGED_MS = 2000;
/** A port drops what comes while it is being opened, and what it has not read when it vanishes. */
const SETTLE_MS = 300;

export interface SimulatorParts {
  till: Till;
  clock: Clock;
  random: Random;
  /** One thing that happened: in words, and as facts. */
  say(words: string, facts: Record<string, unknown>): void;
  /** Resolves at the next press of Enter; left out where nobody sits at the terminal. */
  enter?: () => Promise<void>;
  /** Ends everything. */
  signal: AbortSignal;
}

/** Makes the scans that were asked for. Fails with a `ScanProblem` where that is not possible. */
export async function simulate(given: ScanOptions, parts: SimulatorParts): Promise<void> {
  const { clock, say, signal } = parts;
  const recording = given.file === undefined ? undefined : openRecording(given.file);
  const options = recording ? asRecorded(given, recording) : given;
  const gun = await openGun(options, parts);
  try {
    const byHand = staysOpen(options) && options.count === undefined ? parts.enter : undefined;
    const count = byHand ? Number.POSITIVE_INFINITY : (options.count ?? 1);
    if (recording && gun) await replay({ recording, gun, options, parts });
    for (let done = 0; !recording && done < count; done++) {
      if (done > 0 && !byHand) await clock.sleep(options.everyMs, signal);
      await gun?.opened();
      do await byHand?.();
      while (!(await mayScan({ options, parts, isPatient: byHand !== undefined })));
      await scanOnce(gun, { options, parts });
      if (gun && done + 1 === options.unplugAfter) await replug(gun, parts);
    }
    if (gun && staysOpen(options)) {
      await clock.sleep(SETTLE_MS, signal);
      if (options.count === undefined && !recording) {
        say('It stays plugged in until Ctrl-C.', { port: gun.place() });
        await forever(signal);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await gun?.close();
  }
}

/** Whether the lane listens. What is in the way is told; whoever sits at the terminal may mend it and press Enter again. */
async function mayScan({
  options,
  parts: { till, clock, say },
  isPatient,
}: {
  options: ScanOptions;
  parts: SimulatorParts;
  isPatient: boolean;
}): Promise<boolean> {
  try {
    refuseRealMoney(await till.lane(options.lane), options.real);
    if (options.wait) await waitUntilReady(till, { lane: options.lane, clock });
    return true;
  } catch (error) {
    if (!(isPatient && error instanceof ScanProblem)) throw error;
    say(error.message, { problem: error.message });
    return false;
  }
}

/** The gun, or none where codes are handed over by REST. */
async function openGun(
  options: ScanOptions,
  { till, clock, say, signal }: SimulatorParts,
): Promise<ByteGun | undefined> {
  const onTold = (bytes: Uint8Array) => {
    const told = Buffer.from(bytes).toString('hex');
    say(`The till tells the gun ${told}.`, { told });
  };
  const settled = (gun: ByteGun, opened = gun.opened): ByteGun => ({
    ...gun,
    async opened() {
      await Promise.race([opened(), forever(signal)]);
      await clock.sleep(SETTLE_MS, signal);
    },
  });
  switch (options.transport) {
    case 'api':
      return undefined;
    case 'tcp': {
      const facts = await till.lane(options.lane);
      refuseRealMoney(facts, options.real);
      return openTcpGun(options.address ?? tcpAddress(facts), onTold);
    }
    case 'pty': {
      const gun = await openPtyGun(options.link, onTold);
      say(`Serial port ${gun.place()}. Waiting until it is opened.`, { port: gun.place() });
      return settled(gun);
    }
    case 'hid': {
      const { hidMode: mode, vid: vendorId, pid: productId, serial: serialNumber, descriptor } = options;
      const gun = openHidGun({ mode, vendorId, productId, serialNumber, descriptor }, { clock, onTold });
      say(`HID gun ${gun.place()}. Waiting until it is opened.`, { port: gun.place() });
      // A keyboard is opened by the console too.
      const isUp = () => waitUntilUp(till, { lane: options.lane, transport: 'hid', clock, signal });
      return settled(gun, mode === 'keyboard' ? isUp : gun.opened);
    }
  }
}

/** A gun that is plugged in until the simulator ends, and scans at each Enter. */
function staysOpen({ transport }: ScanOptions): boolean {
  return transport === 'pty' || transport === 'hid';
}

/** What a cashier scans by mistake: it never gets as far as an outcome. */
const NO_WALLETS: readonly CodeKind[] = ['ean13', 'url', 'garbage'];

async function scanOnce(
  gun: ByteGun | undefined,
  { options, parts }: { options: ScanOptions; parts: SimulatorParts },
): Promise<void> {
  const { till, clock, random, say, signal } = parts;
  const { lane, transport, wallet, outcome } = options;
  const code = options.code ?? makeCode({ wallet, outcome }, random);
  if (gun) {
    for (const [i, piece] of piecesToSend(code, options).entries()) {
      if (i > 0) await clock.sleep(pauseOf(options), signal);
      gun.write(piece);
    }
  } else {
    await till.scan(lane, code);
  }
  const shown = options.showCode ? code : maskCode(code);
  const reachesGateway = !NO_WALLETS.includes(wallet);
  const made = options.code === undefined ? { wallet, ...(reachesGateway && { outcome }) } : {};
  const what = options.code === undefined ? ` (${Object.values(made).join(', ')})` : '';
  say(`Scanned ${shown}${what} into lane ${lane} by ${transport}.`, {
    scanned: shown,
    ...made,
    lane,
    transport,
  });
}

function piecesToSend(code: string, options: ScanOptions): Uint8Array[] {
  const { transport, hidMode: mode, layout, terminator, splitMs, piece } = options;
  if (transport === 'hid')
    return hidReports(code, { mode, layout, aim: ']Q1', terminator: TERMINATORS[terminator] });
  const bytes = dressCode(code, options);
  return piecesOf(bytes, splitMs === undefined ? bytes.length : piece);
}

function pauseOf({ transport, splitMs }: ScanOptions): number {
  return splitMs ?? (transport === 'hid' ? REPORT_EVERY_MS : 0);
}

async function replug(gun: ByteGun, { clock, say, signal }: SimulatorParts): Promise<void> {
  await clock.sleep(SETTLE_MS, signal);
  gun.unplug();
  say('Unplugged.', { unplugged: true });
  await clock.sleep(UNPLUGGED_MS, signal);
  await gun.plugIn();
  say(`Plugged in again at ${gun.place()}.`, { unplugged: false, place: gun.place() });
}

/** Never, but for the signal. */
function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
