import { mkdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { ScannerStatus } from '../../src/devices/index.ts';
import { type Log, silentLog } from '../../src/log.ts';
import { createLogRing } from '../../src/log-ring.ts';
import { openPrintBook, paymentMask, walletRules } from '../../src/payment/index.ts';
import { createUi, type UiRequest } from '../../src/ui/index.ts';
import type { Screen } from '../../src/ui/messages.ts';
import type { Guns } from '../../src/ui/scanners-api.ts';
import { type Engine, type EngineOptions, startEngine } from './engine.ts';
import { replyFault } from './reply-check.ts';
import { cornerShop, settableShop } from './shop.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface UiOptions
  extends Partial<
    Pick<
      UiRequest,
      | 'token'
      | 'allowedHosts'
      | 'webhookListen'
      | 'logRing'
      | 'doctor'
      | 'people'
      | 'letIn'
      | 'shop'
      | 'practice'
      | 'shopWindow'
      | 'limits'
      | 'tls'
      | 'watch'
    >
  > {
  /** What the guns are said to be. Default: there are none. */
  scanners?: () => readonly ScannerStatus[];
  /** Real ones, or what stands in for them. */
  guns?: Guns;
  engine?: Partial<EngineOptions>;
  /** Of the outside alone. Default: kept nowhere. */
  log?: Log;
  /** Default 1. */
  lanes?: readonly string[];
  /** The outside's own clock. Default: the engine's. */
  clock?: Clock;
}

export interface RunningUi {
  port: number;
  tlsPort: number | undefined;
  /** Where notifications alone are heard, if that was asked for. */
  webhookPort: number | undefined;
  url: string;
  engine: Engine;
  /** Ends the outside only; the engine goes on. */
  stopUi(): Promise<void>;
  changed(lane?: string): void;
}

/** A tablet page, socket and REST interface on a free port over a real engine on its sandbox, ready to sell. */
export async function runUi(options: UiOptions = {}): Promise<RunningUi> {
  const { lanes = ['1'], engine: engineOptions } = options;
  const folder = temporaryFolder();
  const clock = engineOptions?.clock ?? systemClock;
  let changed: (lane?: string) => void = () => {};
  const shop = options.shop ?? settableShop({ stored: cornerShop(), onChange: () => changed() });
  const engine = await startEngine({
    folder,
    clock,
    lanes,
    onChange: (lane) => changed(lane),
    ...engineOptions,
  });
  const replyFaults: string[] = [];
  const ui = createUi(
    {
      host: '127.0.0.1',
      port: 0,
      allowedHosts: options.allowedHosts ?? [],
      limits: options.limits ?? { connections: 500, connectionsPerAddress: 100, requestsPerSecond: 100 },
      ...(options.tls && { tls: options.tls }),
      ...(options.token === undefined ? {} : { token: options.token }),
      ...(options.webhookListen === undefined ? {} : { webhookListen: options.webhookListen }),
      publicDir: page(folder),
      lanes: lanes.map((id) => ({ id, name: `Lane ${id}`, isFixed: false })),
      setting: {
        bootId: 'BOOT',
        version: '1.2.3',
        shop: () => shop.settings(),
        currency: { code: 'USD', digits: 2 },
        maxMinor: 99_999_999,
        timeZone: 'America/New_York',
        sandbox: true,
        waitMs: 50_000,
        walletName: (wallet) => (wallet === 'alipay' ? 'Alipay' : 'Wallet'),
      },
      payments: engine.payments,
      printBook: openPrintBook(join(folder, 'data')),
      guns: options.guns ?? statedGuns(options.scanners),
      shop,
      practice: options.practice,
      onReply: (spec, reply) => {
        const fault = replyFault(spec, reply);
        if (fault !== undefined) replyFaults.push(fault);
      },
      paymentMask: (text, aim) => paymentMask(text, aim, walletRules([])),
      logRing: options.logRing ?? createLogRing(),
      ...(options.doctor && { doctor: options.doctor }),
      ...(options.people && { people: options.people }),
      ...(options.letIn && { letIn: options.letIn }),
      ...(options.watch && { watch: options.watch }),
      ...(options.shopWindow && { shopWindow: options.shopWindow }),
    },
    { clock: options.clock ?? clock, log: options.log ?? silentLog },
  );
  changed = (lane) => ui.changed(lane);
  const { port, tlsPort, webhookPort } = await ui.start();
  onTestFinished(async () => {
    await engine.stop();
    await ui.stop();
    expect(replyFaults, 'each answer is as its route says').toEqual([]);
  });
  if (!engineOptions?.wrap) {
    await until(() => engine.payments.health().block === undefined, { what: 'the lanes can sell' });
  }
  return {
    port,
    tlsPort,
    webhookPort,
    url: `http://127.0.0.1:${port}`,
    engine,
    stopUi: () => ui.stop(),
    changed,
  };
}

/** Guns that are what is said of them, and nothing can be done to. */
function statedGuns(scanners: () => readonly ScannerStatus[] = () => []): Guns {
  const refused = { ok: false, why: 'noSuchScanner' } as const;
  const refuse = async () => refused;
  return {
    statuses: () => [...scanners()],
    candidates: () => [],
    free: () => [],
    read: async () => ({ kind: 'noScanner' }),
    bind: refuse,
    bindByScan: () => refused,
    binding: () => undefined,
    cancelBinding: () => {},
    rename: refuse,
    enable: refuse,
    adopt: refuse,
    test: refuse,
    endTest: refuse,
    health: () => undefined,
    sound: refuse,
  };
}

/** Built pages in small, below a hidden folder, as a till may be installed. */
function page(folder: string): string {
  const publicDir = join(folder, '.till', 'public');
  mkdirSync(join(publicDir, 'assets'), { recursive: true });
  for (const name of ['tablet', 'technician', 'customer', 'pair']) {
    mkdirSync(join(publicDir, name));
    writeFileSync(join(publicDir, name, 'index.html'), `<!doctype html><title>${name}</title>`);
  }
  writeFileSync(join(publicDir, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(publicDir, 'assets', 'index-AJUilgZZ.js'), 'export {};');
  return publicDir;
}

/** What a tablet gets and gives, as its page does it. */
export interface RawTablet {
  socket: Socket;
  /** All that came, in the order it came. */
  screens: Screen[];
  /** The newest screen once it meets the condition. */
  screenWhen(isMet: (screen: Screen) => boolean): Promise<Screen>;
  /** Sends a command and gives its acknowledgement. */
  command(
    name: string,
    message: unknown,
  ): Promise<{ ok: boolean; saleId?: string; error?: { code: string } }>;
}

/** Connects to a lane; resolves with its first screen there, throws with what the till said otherwise. */
export async function connectTablet(
  url: string,
  auth: object = { lane: '1' },
  extraHeaders: Record<string, string> = {},
): Promise<RawTablet> {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
    extraHeaders,
  });
  onTestFinished(() => void socket.close());
  const screens: Screen[] = [];
  socket.on('screen', (screen: Screen) => screens.push(screen));
  let isCustomers = false;
  socket.on('customer', () => {
    isCustomers = true;
  });
  let refused: Error | undefined;
  socket.on('connect_error', (error) => {
    refused = error;
  });
  await until(() => screens.length > 0 || isCustomers || refused, { what: 'the tablet has a screen' });
  if (refused) throw refused;
  return {
    socket,
    screens,
    screenWhen: (isMet) =>
      until(
        () => {
          const screen = screens.at(-1);
          return screen && isMet(screen) && screen;
        },
        { what: 'the screen is as wanted' },
      ),
    command: (name, message) => socket.timeout(5000).emitWithAck(name, message),
  };
}

export interface RawRequest {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request with headers that no browser would let a page choose. An accepted upgrade is answered 101, and ended. */
export function askRaw(
  port: number,
  { path = '/', method = 'GET', headers, body }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    request.on('error', reject);
    request.end(body);
  });
}
