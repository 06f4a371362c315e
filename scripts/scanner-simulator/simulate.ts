import type { Clock } from '../../src/clock.ts';
import { maskCode } from '../../src/payment/payment-code.ts';
import type { Random } from '../../src/random.ts';
import { type CodeKind, makeCode } from '../../src/sandbox/codes.ts';
import { dressCode, piecesOf } from './code-bytes.ts';
import { type ByteGun, openPtyGun, openTcpGun, tcpAddress } from './guns.ts';
import type { ScanOptions } from './options.ts';
import { refuseRealMoney, type Till, waitUntilReady } from './till.ts';

/** Bytes of one piece where a code is sent in pieces. */
const PIECE = 5;
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
export async function simulate(options: ScanOptions, parts: SimulatorParts): Promise<void> {
  const { till, clock, say, signal } = parts;
  const gun = await openGun(options, parts);
  try {
    const byHand = options.transport === 'pty' && options.count === undefined ? parts.enter : undefined;
    const count = byHand ? Number.POSITIVE_INFINITY : (options.count ?? 1);
    for (let done = 0; done < count; done++) {
      if (done > 0 && !byHand) await clock.sleep(options.everyMs, signal);
      await gun?.opened();
      await byHand?.();
      refuseRealMoney(await till.lane(options.lane), options.real);
      if (options.wait) await waitUntilReady(till, { lane: options.lane, clock });
      await scanOnce(gun, { options, parts });
      if (gun && done + 1 === options.unplugAfter) await replug(gun, parts);
    }
    if (gun && options.transport === 'pty') {
      await clock.sleep(SETTLE_MS, signal);
      if (options.count === undefined) {
        say('The port stays open until Ctrl-C.', { port: gun.place() });
        await forever(signal);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await gun?.close();
  }
}

/** The gun, or none where codes are handed over by REST. */
async function openGun(
  options: ScanOptions,
  { till, clock, say, signal }: SimulatorParts,
): Promise<ByteGun | undefined> {
  switch (options.transport) {
    case 'api':
      return undefined;
    case 'tcp': {
      const facts = await till.lane(options.lane);
      refuseRealMoney(facts, options.real);
      return openTcpGun(options.address ?? tcpAddress(facts));
    }
    case 'pty': {
      const gun = await openPtyGun(options.link);
      say(`Serial port ${gun.place()}. Waiting until it is opened.`, { port: gun.place() });
      const opened = async () => {
        await Promise.race([gun.opened(), forever(signal)]);
        await clock.sleep(SETTLE_MS, signal);
      };
      return { ...gun, opened };
    }
  }
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
    const bytes = dressCode(code, options);
    for (const [i, piece] of piecesOf(
      bytes,
      options.splitMs === undefined ? bytes.length : PIECE,
    ).entries()) {
      if (i > 0) await clock.sleep(options.splitMs ?? 0, signal);
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
