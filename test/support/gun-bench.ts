import { onTestFinished } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import type { Scan, ScanVerdict } from '../../src/devices/scan.ts';
import { createScanners } from '../../src/devices/scanners.ts';
import type { LaneGuns, Scanners, ScannersOptions, ScannersParts } from '../../src/devices/scanners-port.ts';
import { type SimulatedGun, simulatedGun } from '../../src/devices/simulated-transport.ts';
import { createLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { tcpListenConfig } from './scanner-configs.ts';

export interface GunBench {
  scanners: Scanners;
  /** Simulated guns, one for each of the first lane's entries. */
  guns: SimulatedGun[];
  clock: Clock;
  scans: Scan[];
  /** Log lines so far. */
  lines: Record<string, unknown>[];
  /** The `state finding` of the first gun after each change. */
  changes: string[];
}

export interface BenchOptions {
  /** Default 20. */
  speed?: number;
  onScan?: (scan: Scan) => void;
  /** What is said of each scan. Default: `ignored`. */
  verdict?: ScanVerdict['verdict'] | ((scan: Scan) => ScanVerdict);
  onChange?: () => void;
  parts?: Partial<ScannersParts>;
  lanes?: LaneGuns[];
  /** Which lanes have a sale, and what people decided. */
  till?: Pick<ScannersOptions, 'isBusy' | 'memory'>;
}

/** Scanners on a fast clock, all of them simulated unless other lanes are given. Their lanes wait for scans. Stopped with the test. */
export function gunBench({
  speed = 20,
  onScan,
  verdict,
  onChange,
  parts,
  lanes,
  till,
}: BenchOptions = {}): GunBench {
  const clock = parts?.clock ?? scaledClock(speed);
  const guns: SimulatedGun[] = [];
  const scans: Scan[] = [];
  const lines: Record<string, unknown>[] = [];
  const changes: string[] = [];
  const makeGun = () => {
    const gun = simulatedGun(clock);
    guns.push(gun);
    return gun.transport;
  };
  const all = lanes ?? [{ id: '1', scanners: [tcpListenConfig('127.0.0.1:0')] }];
  const scanners = createScanners(
    {
      lanes: all,
      ...till,
      onScan: (scan) => {
        scans.push(scan);
        onScan?.(scan);
        return typeof verdict === 'function' ? verdict(scan) : { verdict: verdict ?? 'ignored' };
      },
      onStatus() {
        const [status] = scanners.statuses();
        if (status) changes.push([status.state, status.finding?.code].filter(Boolean).join(' '));
        onChange?.();
      },
    },
    {
      clock,
      random: systemRandom,
      log: createLog('debug', (line) => lines.push(JSON.parse(line))),
      ...(lanes === undefined && { transports: makeGun }),
      ...parts,
    },
  );
  for (const { id } of all) scanners.listen(id, true);
  onTestFinished(() => scanners.stop());
  return { scanners, guns, clock, scans, lines, changes };
}
