import { onTestFinished } from 'vitest';
import { createScanners } from '../../src/devices/scanners.ts';
import type { LaneGuns, Scanners, ScannersParts } from '../../src/devices/scanners-port.ts';
import { transportMaker } from '../../src/devices/transport-maker.ts';
import { createLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { type Engine, startEngine } from './engine.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface GunShop {
  engine: Engine;
  scanners: Scanners;
  /** The log, line by line. */
  lines: string[];
}

export interface GunShopOptions {
  lanes: readonly LaneGuns[];
  transports?: (clock: Engine['clock']) => NonNullable<ScannersParts['transports']>;
}

/**
 * Waits for a gun from this length on, ms of the shop's clock, pass ten times as fast: nobody sits out the back-off of many
 * unplugs. Lines keep the shop's time.
 */
const LONG_MS = 200;

/** The devices and the engine as the till wires them, on one fast clock. Stopped with the test. */
export async function openGunShop({ lanes, transports }: GunShopOptions): Promise<GunShop> {
  const lines: string[] = [];
  const log = createLog('info', (line) => lines.push(line));
  let scanners: Scanners | undefined;
  const engine = await startEngine({
    folder: temporaryFolder(),
    lanes: lanes.map(({ id }) => id),
    log,
    onChange: (lane) => scanners?.listen(lane, engine.payments.view(lane)?.phase.kind === 'ready'),
  });
  onTestFinished(() => engine.stop());
  const { payments, clock } = engine;
  const makeTransport = transportMaker(clock);
  const opened = createScanners(
    {
      lanes,
      onScan: (scan) => {
        const result = payments.scan(scan.lane, scan);
        if (result.ok) return { verdict: 'taken' };
        return { verdict: result.why === 'notReady' ? 'ignored' : 'refused', why: result.why };
      },
      isBusy: (lane) => payments.view(lane)?.isBusy ?? false,
      onStatus: () => {},
    },
    {
      clock: { ...clock, after: (ms, fn) => clock.after(ms < LONG_MS ? ms : ms / 10, fn) },
      random: systemRandom,
      log,
      transports: (config) => transports?.(clock)(config) ?? makeTransport(config),
    },
  );
  scanners = opened;
  onTestFinished(() => opened.stop());
  await opened.start();
  return { engine, scanners: opened, lines };
}
