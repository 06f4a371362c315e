import { type Clock, systemClock } from '../../src/clock.ts';
import type { Frame } from '../../src/devices/frame.ts';
import { posTransport } from '../../src/devices/hid/pos-transport.ts';
import type { Finding } from '../../src/devices/scan.ts';
import type { HidScannerConfig } from '../../src/scanner-config.ts';
import type { FakeHid } from './fake-hid.ts';
import { hidConfig } from './scanner-configs.ts';
import { until } from './until.ts';

/** What an attempt to open a HID POS gun is made with. */
interface Bench {
  clock?: Clock;
  claims?: Set<string>;
  quietMs?: number;
  config?: Partial<HidScannerConfig>;
  descriptor?: Uint8Array;
  signal?: AbortSignal;
}

/** Begins an attempt, and comes back when its device is open and falls silent. */
export async function beginQuiet(fake: FakeHid, bench: Bench) {
  const begun = begin(fake, { quietMs: 100, ...bench });
  await until(() => fake.open().length > 0, { what: 'the device is open' });
  return begun;
}

/** Begins an attempt; `attempt` waits for its end. */
function begin(fake: FakeHid, bench: Bench = {}) {
  const { clock = systemClock, claims = new Set(), quietMs = 0, config = {}, descriptor } = bench;
  const frames: Frame[] = [];
  const losses: Finding[] = [];
  const parts = {
    clock,
    claims,
    quietMs,
    loadHid: async () => fake.library,
    readDescriptor: async () => descriptor,
  };
  const events = {
    onFrame: (frame: Frame) => frames.push(frame),
    onLost: (loss: Finding) => losses.push(loss),
  };
  const signal = bench.signal ?? new AbortController().signal;
  return { frames, losses, opening: posTransport(hidConfig(config), parts).open(events, signal) };
}

/** An attempt, and what comes of it. */
export async function attempt(fake: FakeHid, bench: Bench = {}) {
  const { frames, losses, opening } = begin(fake, bench);
  const result = await opening;
  return { frames, losses, result, finding: result.ok ? undefined : result.finding };
}
