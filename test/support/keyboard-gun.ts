import type { Clock } from '../../src/clock.ts';
import type { Frame } from '../../src/devices/frame.ts';
import type { KeysHeard } from '../../src/devices/hid/inhibit.ts';
import { keyboardTransport } from '../../src/devices/hid/keyboard-transport.ts';
import type { HidDevice, HidLibrary } from '../../src/devices/hid/library.ts';
import type { Finding } from '../../src/devices/scan.ts';
import type { OpenResult } from '../../src/devices/transport.ts';
import type { HidScannerConfig } from '../../src/scanner-config.ts';
import { typed } from '../fixtures/keyboard-typing.ts';
import { type FakeHid, hidScanner } from './fake-hid.ts';
import { type HandClock, handClock } from './hand-clock.ts';
import { hidConfig } from './scanner-configs.ts';
import { until } from './until.ts';

export const GUN = '/dev/hidraw0';
/** Ids that name the gun, in the writing of people. */
export const NAMED = { vendorId: '0C2E', productId: '0b01' };

/** A plugged-in gun in keyboard mode. */
export function keyboardGun(path = GUN, more: Partial<HidDevice> = {}): HidDevice {
  return hidScanner(path, { productId: 0x0b01, interface: 0, usagePage: 1, usage: 6, ...more });
}

export interface KeyboardBench {
  clock?: Clock;
  claims?: Set<string>;
  config?: Partial<HidScannerConfig>;
  heard?: () => KeysHeard;
  system?: NodeJS.Platform;
  signal?: AbortSignal;
  loadHid?: () => Promise<HidLibrary>;
  onFrame?: (frame: Frame) => void;
}

/** One attempt to open a gun that the system is said to hear, or not. */
export function attempt(fake: FakeHid, bench: KeyboardBench = {}) {
  const { clock = handClock(), claims = new Set(), heard = () => 'silent', system = 'linux' } = bench;
  const frames: Frame[] = [];
  const losses: Finding[] = [];
  const malformed: (string | undefined)[] = [];
  const silence = async () => heard();
  const { loadHid = async () => fake.library } = bench;
  const parts = { clock, claims, system, silence, loadHid };
  const config = hidConfig({ mode: 'keyboard', ...NAMED, ...bench.config });
  const events = {
    onFrame: bench.onFrame ?? ((frame: Frame) => frames.push(frame)),
    onMalformed: (why?: string) => malformed.push(why),
    onLost: (loss: Finding) => losses.push(loss),
  };
  const opening = keyboardTransport(config, parts).open(events, bench.signal ?? new AbortController().signal);
  return { opening, losses, malformed, texts: () => frames.map(({ text }) => text) };
}

/** How an attempt ends whose clock, where it has its own, is moved on until it does. */
export async function outcome(opening: Promise<OpenResult>, clock: HandClock): Promise<OpenResult> {
  let result: OpenResult | undefined;
  void opening.then((ended) => {
    result = ended;
  });
  return until(
    async () => {
      await clock.advance(50);
      return result;
    },
    { what: 'the attempt ends' },
  );
}

/** Why an attempt failed; nothing where it did not. */
export async function findingOf(fake: FakeHid, bench: KeyboardBench = {}): Promise<Finding | undefined> {
  const clock = handClock();
  const result = await outcome(attempt(fake, { ...bench, clock }).opening, clock);
  return result.ok ? undefined : result.finding;
}

/** A gun that is open, and may be scanned with. */
export async function openGun(fake: FakeHid, bench: KeyboardBench = {}) {
  const clock = handClock();
  const tried = attempt(fake, { ...bench, clock });
  const result = await outcome(tried.opening, clock);
  if (!result.ok) throw new Error(`expected an open gun, got ${result.finding.code}`);
  const type = (text: string) => {
    for (const report of typed(text, bench.config?.layout)) fake.report(GUN, report);
  };
  return { ...tried, clock, connection: result.connection, type };
}
