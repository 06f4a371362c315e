import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { posTransport } from '../../src/devices/hid/pos-transport.ts';
import type { Scan } from '../../src/devices/scan.ts';
import { createScanners } from '../../src/devices/scanners.ts';
import type { Scanners } from '../../src/devices/scanners-port.ts';
import type { Transport } from '../../src/devices/transport.ts';
import { hostAndPort } from '../../src/host-port.ts';
import { createLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { type ScannerConfig, scannerConfig } from '../../src/scanner-config.ts';
import { fakeHid, hidScanner } from '../../test/support/fake-hid.ts';
import { openPty } from '../scanner-simulator/pty.ts';
import { ms, percentile, print } from './figures.ts';

/**
 * What libraries that read a gun as a keyboard in a page wait after the last key, ms, where no suffix ends the code.
 * Defaults in their sources: onScan.js `timeBeforeScanTest`; KeyboardBarcodeScanner 200, looked at every 50;
 * WebSerialBarcodeScanner 300.
 */
const WEDGES = { 'onScan.js': 100, KeyboardBarcodeScanner: 225, WebSerialBarcodeScanner: 300 };
/** Till what waits in an opening port has been thrown away. */
const SETTLE_MS = 300;
/** Scans before the first that counts. */
const WARM_UP = 50;

interface Samples {
  /** Last byte given to the system → `Scan`. */
  whole: number[];
  /** Of it: last byte read → `Scan`. */
  till: number[];
}

/** A gun that is there, and how it is reached. */
interface Gun {
  config: ScannerConfig;
  transports?: (config: ScannerConfig) => Transport;
  /** `address`: where the till listens, for a gun that calls it. */
  plugIn?(address: string | undefined): Promise<void>;
  send(code: string): void;
  unplug(): Promise<void>;
}

/** Last byte → `Scan`, by way of real terminals and sockets, beside what libraries for keyboards wait. */
export async function benchScanLatency(scans: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-latency-'));
  try {
    const aim = 'p50 < 1 ms, p95 < 5 ms';
    const serial = await measure(await ptyGun(join(folder, 'a')), scans);
    const tcp = await measure(tcpGun(), scans);
    tell('serial (pty): last byte → Scan', serial.whole, aim);
    tell('  of it, after it was read', serial.till);
    tell('TCP: last byte → Scan', tcp.whole, aim);
    tell('  of it, after it was read', tcp.till);
    const hid = await measure(hidGun(), scans);
    tell('HID POS (no kernel): last report → Scan', hid.whole, aim);
    const idle = await measure(await ptyGun(join(folder, 'b'), 'none'), Math.min(scans, 40));
    tell('serial, no terminator (50 ms of silence): last byte → Scan', idle.whole);
    const ours = percentile([...serial.whole, ...tcp.whole], 0.5);
    for (const [name, waits] of Object.entries(WEDGES)) {
      const values = { wait: `${waits} ms`, ratio: `${Math.round(waits / ours)} times ours` };
      print({ name: `end-of-scan wait of ${name}`, values });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(name: string, samples: readonly number[], aim?: string): void {
  const values = {
    p50: ms(percentile(samples, 0.5)),
    p95: ms(percentile(samples, 0.95)),
    max: ms(Math.max(...samples)),
    n: String(samples.length),
  };
  print({ name, values, ...(aim !== undefined && { aim }) });
}

async function measure(gun: Gun, scans: number): Promise<Samples> {
  const { config, transports } = gun;
  let taken = (_scan: Scan) => {};
  const scanners = createScanners(
    {
      lanes: [{ id: '1', scanners: [config] }],
      onScan: (scan) => {
        taken(scan);
        return { verdict: 'refused' };
      },
      onStatus: () => {},
    },
    { clock: systemClock, random: systemRandom, log: createLog('silent'), ...(transports && { transports }) },
  );
  const samples: Samples = { whole: [], till: [] };
  try {
    await scanners.start();
    scanners.listen('1', true);
    await isUp(scanners);
    await gun.plugIn?.(scanners.statuses()[0]?.address);
    await pause(SETTLE_MS);
    for (let i = -WARM_UP; i < scans; i += 1) {
      const scanned = new Promise<{ scan: Scan; at: number }>((resolve) => {
        taken = (scan) => resolve({ scan, at: systemClock.monotonic() });
      });
      const sentAt = systemClock.monotonic();
      gun.send(String(280_000_000_000_000_000n + BigInt(i + WARM_UP)));
      const { scan, at } = await scanned;
      if (i >= 0) {
        samples.whole.push(at - sentAt);
        samples.till.push(at - scan.lastByteAt);
      }
      await pause(2);
    }
    return samples;
  } finally {
    await scanners.stop();
    await gun.unplug();
  }
}

/** A start does not wait for guns. */
async function isUp(scanners: Scanners): Promise<void> {
  for (let tries = 0; scanners.statuses()[0]?.state !== 'up'; tries += 1) {
    if (tries > 500) throw new Error(`the gun is not up: ${JSON.stringify(scanners.statuses())}`);
    await pause(20);
  }
}

async function ptyGun(link: string, terminator: 'cr' | 'none' = 'cr'): Promise<Gun> {
  const pty = await openPty({ link });
  return {
    config: scannerConfig({ transport: 'serial', path: link, terminator }),
    send: (code) => pty.write(Buffer.from(terminator === 'cr' ? `${code}\r` : code)),
    unplug: () => pty.close(),
  };
}

function tcpGun(): Gun {
  let socket: Socket | undefined;
  return {
    config: scannerConfig({ transport: 'tcp', listen: '127.0.0.1:0' }),
    async plugIn(address = '') {
      socket = connect(hostAndPort(address)).setNoDelay(true);
      await once(socket, 'connect');
    },
    send: (code) => void socket?.write(`${code}\r`),
    unplug: async () => void socket?.destroy(),
  };
}

/** The transport as it is, at a stand-in for node-hid: what the kernel and the library take is not in it. */
function hidGun(): Gun {
  const path = '/dev/hidraw0';
  const hid = fakeHid([hidScanner(path)]);
  const parts = {
    clock: systemClock,
    claims: new Set<string>(),
    quietMs: 0,
    loadHid: async () => hid.library,
  };
  const config = scannerConfig({ transport: 'hid' });
  return {
    config,
    transports: () => posTransport(config, parts),
    send(code) {
      const report = Buffer.alloc(64);
      report.set([0x02, code.length, ...Buffer.from(`]Q1${code}`)]);
      hid.report(path, report);
    },
    unplug: async () => hid.vanish(path),
  };
}
