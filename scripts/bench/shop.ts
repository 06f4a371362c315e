import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io, type Socket as TabletSocket } from 'socket.io-client';
import { systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { type Random, systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import type { Screen, TabletToTill, TillToTablet } from '../../src/ui/messages.ts';

/** One line of the till's log. */
export interface LogLine {
  time: string;
  msg: string;
  orderNo?: string;
  state?: string;
  event?: string;
  saveMs?: number;
}

export interface ShopOptions {
  lanes: number;
  customerDelayMs?: (random: Random) => number;
}

/** The built till in a process of its own, with a gateway, guns and tablets here: what the figures are taken on. */
export interface Shop {
  url: string;
  sandbox: Sandbox;
  /** Its keys and its ledger. */
  sandboxDir: string;
  lanes: BenchLane[];
  /** When each order's submit arrived at the gateway, `performance.now()` here. */
  arrivedAt: Map<string, number>;
  log: LogLine[];
  /** Resident memory of the till, MB. */
  memoryMb(): number;
  close(): Promise<void>;
}

/** One lane: a gun on TCP and a tablet on a socket. */
export interface BenchLane {
  id: string;
  screen: Screen;
  /** A whole sale up to its result; `scannedAt` is when the code's last byte was written. */
  sell(outcome: OutcomeId): Promise<{ orderNo: string; scannedAt: number; screen: Screen }>;
}

export async function openShop({ lanes, customerDelayMs }: ShopOptions): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-bench-'));
  const arrivedAt = new Map<string, number>();
  const sandbox = await startSandbox({
    dir: join(folder, 'sandbox'),
    clock: systemClock,
    random: systemRandom,
    log: createLog('silent'),
    ...(customerDelayMs ? { customerDelayMs } : {}),
    onRequest: ({ method, orderNo }) => {
      if (method === 'bscanc.pay.submit') arrivedAt.set(orderNo, performance.now());
    },
  });
  const config = writeConfig(folder, sandbox, lanes);
  const till = spawn(process.execPath, ['scripts/run.mjs', 'src/main', '--config', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: LogLine[] = [];
  createInterface({ input: till.stderr }).on('line', (line) => {
    if (line.startsWith('{')) log.push(JSON.parse(line));
  });
  const url = await readyUrl(till);
  const benchLanes: BenchLane[] = [];
  for (let lane = 1; lane <= lanes; lane += 1) benchLanes.push(await openLane(url, String(lane)));
  return {
    url,
    sandbox,
    sandboxDir: join(folder, 'sandbox'),
    lanes: benchLanes,
    arrivedAt,
    log,
    memoryMb: () => memoryOf(till),
    close: async () => {
      for (const stop of stops.splice(0)) stop();
      till.kill('SIGTERM');
      await once(till, 'exit');
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the till may be called by, beside its address. */
export const TILL_NAME = 'till.example';

const stops: (() => void)[] = [];

function writeConfig(folder: string, sandbox: Sandbox, lanes: number): string {
  writeFileSync(join(folder, 'merchant.pem'), sandbox.merchantPrivateKey, { mode: 0o600 });
  writeFileSync(join(folder, 'gateway.pub.pem'), sandbox.gatewayPublicKey);
  const config = {
    server: { port: 0, allowedHosts: [TILL_NAME] },
    dataDir: 'data',
    gateway: {
      kind: 'codepay',
      baseUrl: sandbox.url,
      path: sandbox.path,
      appId: sandbox.appId,
      merchantNo: sandbox.merchantNo,
      auth: { type: 'rsa2', privateKeyFile: 'merchant.pem', gatewayPublicKeyFile: 'gateway.pub.pem' },
    },
    payment: { quietMs: 0, callsPerSecond: 5000, callBurst: 5000 },
    lanes: Array.from({ length: lanes }, (_, index) => ({
      id: String(index + 1),
      scanners: [{ transport: 'tcp', listen: '127.0.0.1:0' }],
    })),
  };
  const file = join(folder, 'scantill.json');
  writeFileSync(file, JSON.stringify(config));
  return file;
}

async function readyUrl(till: ChildProcess): Promise<string> {
  if (!till.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: till.stdout })) {
    const url = /Till ready on (\S+)/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error('the till did not start; run `npm start` to see why');
}

async function openLane(url: string, id: string): Promise<BenchLane> {
  const tablet: TabletSocket<TillToTablet, TabletToTill> = io(url, {
    transports: ['websocket'],
    auth: { lane: id },
    forceNew: true,
  });
  const watchers = new Set<(screen: Screen) => void>();
  const first = new Promise<Screen>((resolve) => tablet.once('screen', resolve));
  const lane = { id, screen: await first };
  tablet.on('screen', (screen) => {
    lane.screen = screen;
    for (const watch of [...watchers]) watch(screen);
  });
  const gun = await openGun(url, id);
  stops.push(
    () => void tablet.close(),
    () => void gun.destroy(),
  );
  const until = (isIt: (screen: Screen) => boolean): Promise<Screen> =>
    new Promise((resolve) => {
      const watch = (screen: Screen) => {
        if (!isIt(screen)) return;
        watchers.delete(watch);
        resolve(screen);
      };
      watchers.add(watch);
      watch(lane.screen);
    });
  let commands = 0;
  return {
    id,
    get screen() {
      return lane.screen;
    },
    sell: async (outcome) => {
      await until((screen) => screen.actions.includes('charge'));
      commands += 1;
      const commandId = `bench-${id}-${commands}`;
      const ack = await tablet.emitWithAck('charge', { commandId, amountMinor: 1230 });
      if (!ack.ok) throw new Error(ack.error.message);
      await until((screen) => screen.saleId === ack.saleId && screen.mode === 'ready');
      const code = makeCode({ wallet: 'alipay', outcome }, systemRandom);
      const scannedAt = performance.now();
      gun.write(`${code}\r`);
      const screen = await until(
        ({ saleId, mode }) => saleId === ack.saleId && !['ready', 'paying', 'cancelling'].includes(mode),
      );
      return { orderNo: screen.order?.orderNo ?? '', scannedAt, screen };
    },
  };
}

async function openGun(url: string, lane: string): Promise<Socket> {
  const answer = await fetch(`${url}/api/v1/lanes/${lane}`);
  const { scanners } = (await answer.json()) as { scanners: { address?: string }[] };
  const port = Number(scanners[0]?.address?.split(':').at(-1));
  const gun = connect(port, '127.0.0.1');
  gun.setNoDelay(true);
  await once(gun, 'connect');
  return gun;
}

function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
