import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startApp } from '../../src/app.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { configSchema } from '../../src/config.ts';
import { type SimulatedGun, simulatedGun } from '../../src/devices/simulated-transport.ts';
import { createLog } from '../../src/log.ts';
import { createLogRing } from '../../src/log-ring.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import type { ShownScanner, TechnicianView } from '../../src/ui/technician-messages.ts';
import { hidScanner } from './fake-hid.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface ShopOptions {
  /** Kept over a restart. Default: one of its own. */
  folder?: string;
  /** As in the configuration. Default: two lanes whose guns are found. */
  lanes?: object[];
  /** Serial numbers of the guns that are plugged in. Default: A and B. */
  plugged?: string[];
  clock?: Clock;
  /** Default: any free one. */
  port?: number;
  publicDir?: string;
  token?: string;
}

export interface Asked {
  status: number;
  body: Record<string, unknown> & { code?: string; detail?: string; scanner?: ShownScanner };
}

/** The whole till in this process, on its sandbox, with simulated guns where the machine has none. */
export interface TechnicianShop {
  url: string;
  /** The gun of that serial number, once it was opened. */
  gun(serialNumber: string): SimulatedGun;
  ask(method: 'GET' | 'POST', path: string, body?: object, headers?: Record<string, string>): Promise<Asked>;
  view(): Promise<TechnicianView>;
  /** A gun as the technician sees it, by serial number or id, once it is so. */
  shown(which: string, isSo?: (scanner: ShownScanner) => boolean): Promise<ShownScanner>;
  /** All that was logged. */
  log(): string;
  stop(): Promise<void>;
}

export async function openTechnicianShop(options: ShopOptions = {}): Promise<TechnicianShop> {
  const { folder = temporaryFolder(), clock = systemClock, plugged = ['A', 'B'], token } = options;
  const guns = new Map<string, SimulatedGun>();
  const written: string[] = [];
  const logRing = createLogRing();
  const app = await startApp(
    {
      config: configSchema.parse({
        server: { port: options.port ?? 0 },
        dataDir: join(folder, 'data'),
        gateway: { kind: 'sandbox' },
        payment: { quietMs: 0, cancelNotBeforeSeconds: 1 },
        lanes: options.lanes ?? [
          { id: '1', name: 'Front' },
          { id: '2', name: 'Back' },
        ],
      }),
      secrets: token === undefined ? {} : { token },
      publicDir: options.publicDir ?? folder,
      version: '1.2.3',
      self: { pid: process.pid, isAlive: () => false },
    },
    {
      clock,
      random: systemRandom,
      log: createLog('debug', (line) => {
        written.push(line);
        logRing.write(line);
      }),
      logRing,
      listings: {
        serial: async () => [],
        hid: async () =>
          plugged.map((serialNumber) => {
            const path = `/dev/hidraw-${serialNumber}`;
            return { ...hidScanner(path, { serialNumber }), path };
          }),
      },
      transports: (config) => {
        if (config.transport !== 'hid') return undefined;
        const { serialNumber = '' } = config;
        const gun = guns.get(serialNumber) ?? simulatedGun(clock, `Gun ${serialNumber}`);
        guns.set(serialNumber, gun);
        return gun.transport;
      },
    },
  );
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await app.stop();
  };
  onTestFinished(stop);

  const ask: TechnicianShop['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Asked['body'] };
  };
  const view = async () => (await ask('GET', '/scanners')).body as unknown as TechnicianView;
  return {
    url: app.url,
    gun: (serialNumber) => {
      const gun = guns.get(serialNumber);
      if (!gun) throw new Error(`There is no gun ${serialNumber}.`);
      return gun;
    },
    ask,
    view,
    shown: (which, isSo = () => true) =>
      until(
        async () =>
          (await view()).scanners.find(
            (scanner) => (scanner.id === which || isOf(scanner, which)) && isSo(scanner),
          ),
        { what: `the gun ${which} is shown so` },
      ),
    log: () => written.join(''),
    stop,
  };
}

/** A simulated gun has no identity of its own: what was plugged in names it. */
function isOf({ id, identity }: ShownScanner, serialNumber: string): boolean {
  return identity?.serialNumber === serialNumber || id.endsWith(`-${serialNumber}`);
}

/** In which forms the hidden part of a code, or half of it, could show itself. */
export function formsOf(code: string): string[] {
  const hidden = code.slice(2, -4);
  const half = Math.ceil(hidden.length / 2);
  return [hidden.slice(0, half), hidden.slice(half)].flatMap((part) => {
    const bytes = [...Buffer.from(part)].map((byte) => byte.toString(16).padStart(2, '0'));
    return [part, bytes.join(''), bytes.join(' '), bytes.join('\n'), bytes.join('</span><span>')];
  });
}

/** A code that would be paid, if anybody were charged. */
export function paidCode(): string {
  return makeCode({ wallet: 'alipay' }, systemRandom);
}
