import { readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, test, vi } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { connectTablet, type RawTablet } from './running-ui.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { startTill, type TillProcess } from './till-process.ts';
import { until } from './until.ts';

/** This machine as its network sees it: what comes from there is no more to the till than any other tablet. */
export const LAN = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

/** A test that attacks over the network. Where this machine has none it is skipped, by name. */
export const onNetwork = test.skipIf(LAN === undefined);

vi.setConfig({ testTimeout: 60_000 });

export const TOKEN = 'a-token-of-the-attacked-till';

export interface AttackedTill {
  till: TillProcess;
  /** How the network calls it. */
  host: string;
  port: number;
  dataDir: string;
  /** Sells on lane 1 until the attack is over, and twice after it; the times of the sales, ms. */
  sellsDuring(what: string, attack: () => Promise<unknown>): Promise<number[]>;
}

/** A till in a process of its own with two lanes, open to the network; sells on one while the rest is attacked. */
export async function attackedTill(server: object = {}): Promise<AttackedTill> {
  const folder = temporaryFolder();
  const config = join(folder, 'scantill.json');
  const lanes = ['1', '2'].map((id) => ({ id, scanners: [] }));
  const payment = { quietMs: 0 };
  writeFileSync(
    config,
    JSON.stringify({ server: { host: '0.0.0.0', ...server }, gateway: { kind: 'sandbox' }, payment, lanes }),
  );
  const till = await startTill({
    dataDir: join(folder, 'data'),
    args: ['--config', config],
    env: { SCANTILL_TOKEN: TOKEN },
  });
  onTestFinished(() => till.kill());
  const cashier = await connectTablet(`http://127.0.0.1:${till.port}`, { lane: '1' });
  await cashier.screenWhen(({ mode }) => mode === 'idle');
  return {
    till,
    host: LAN ?? '127.0.0.1',
    port: till.port,
    dataDir: join(folder, 'data'),
    sellsDuring: async (what, attack) => {
      const before = await sell(cashier);
      let isOver = false;
      const attacking = attack().then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      void attacking.then(() => {
        isOver = true;
      });
      const times: number[] = [];
      while (!isOver) {
        const began = performance.now();
        times.push(await sell(cashier));
        // A hand is no faster, and what is faster is taken for a program gone wild.
        await until(() => isOver || performance.now() - began > SALE_EVERY_MS, { what: 'the next customer' });
      }
      const failed = await attacking;
      if (failed) throw failed.error;
      times.push(await sell(cashier), await sell(cashier));
      const slowest = Math.max(...times);
      process.stderr.write(
        `${what}: ${times.length} sales, slowest ${slowest.toFixed(0)} ms; ${before.toFixed(0)} ms before\n`,
      );
      return times;
    },
  };
}

const SALE_EVERY_MS = 200;
let taps = 0;

/** A sale from the tap to PAID on the screen, ms. */
async function sell(cashier: RawTablet): Promise<number> {
  const began = performance.now();
  taps += 1;
  const charged = await cashier.command('charge', {
    commandId: `charge-${taps}-of-sales`,
    amountMinor: 1230,
  });
  if (!charged.ok) throw new Error(`The till refused a charge: ${JSON.stringify(charged)}`);
  const { saleId } = await cashier.screenWhen(
    ({ mode, saleId }) => mode === 'ready' && saleId === charged.saleId,
  );
  const text = makeCode({ wallet: 'alipay', outcome: 'paid' }, systemRandom);
  await cashier.command('scan', { commandId: `scan-${taps}-of-sales`, saleId, text });
  await cashier.screenWhen(({ mode, saleId }) => mode === 'paid' && saleId === charged.saleId);
  const took = performance.now() - began;
  await cashier.command('dismiss', { commandId: `dismiss-${taps}-of-sales`, saleId });
  return took;
}

/** Memory of the till's process, bytes. */
export function memoryOf({ pid }: TillProcess): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
