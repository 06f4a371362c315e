/** The till itself, run as a shop's ordinary user and spoken to by REST. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { ScannerEntry } from '../../../src/scanner-config.ts';
import { pause, say, until } from './steps.ts';

const HOME = '/opt/scantill';
const BASE = 'http://127.0.0.1:8080';
const CONFIG = '/tmp/scantill.json';
/** A lane does not listen to guns in the first 150 ms of `ready`. */
const QUIET_MS = 200;

export interface GunFacts {
  id: string;
  transport: string;
  name: string;
  status: string;
  finding?: { code: string; message: string; cure: string };
}

export interface SaleFacts {
  saleId: string;
  state: string;
  orderNos: string[];
}

export interface OrderFacts {
  state: string;
  codeMask: string;
  wallet: string;
}

/** What the till has written to its log so far. */
let log = '';
let till: ChildProcess | undefined;

/** Starts the till with one lane for each of these guns, named like it, and with lanes whose guns it has to find. */
export async function startTill(
  guns: Record<string, ScannerEntry>,
  finding: readonly string[],
): Promise<void> {
  const lanes = [
    ...Object.entries(guns).map(([id, gun]) => ({ id, name: id, scanners: [gun] })),
    ...finding.map((id) => ({ id, name: id })),
  ];
  writeFileSync(
    CONFIG,
    JSON.stringify({ dataDir: '/var/lib/scantill', gateway: { kind: 'sandbox' }, lanes }),
  );
  log = '';
  const started = performance.now();
  till = spawn(
    '/bin/su',
    ['-s', '/bin/sh', 'kiosk', '-c', `exec node ${HOME}/dist/src/main.js --config ${CONFIG}`],
    {
      cwd: HOME,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  for (const stream of [till.stdout, till.stderr]) {
    stream?.on('data', (text) => {
      log += text;
    });
  }
  await until(() => log.includes('Till ready') || till?.exitCode !== null, {
    what: 'the till is ready',
    withinMs: 60_000,
  });
  if (till.exitCode !== null) throw new Error(`the till ended at once:\n${log}`);
  say(`# the till was ready after ${Math.round(performance.now() - started)} ms, as ${whoRuns()}`);
}

/** The user and groups of the till's process, as the kernel has them. */
export function whoRuns(): string {
  const status = readFileSync(`/proc/${till?.pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*?)\\s*$`, 'm').exec(status)?.[1] ?? '';
  return `user ${field('Uid').split('\t')[0]}, groups ${field('Groups')}`;
}

/** Ends it as systemd does, and gives its exit code. */
export async function stopTill(): Promise<number | null> {
  if (till === undefined) throw new Error('no till runs');
  const ended = once(till, 'exit');
  till.kill('SIGTERM');
  const [code] = await ended;
  return code;
}

export const tillLog = (): string => log;
export const hasTillEnded = (): boolean => till?.exitCode !== null || till?.signalCode !== null;

async function call<T>(path: string, body?: object): Promise<T> {
  const request =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${BASE}/api/v1${path}`, request);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export async function gunOf(lane: string): Promise<GunFacts> {
  const { scanners } = await call<{ scanners: GunFacts[] }>(`/lanes/${lane}`);
  const [gun] = scanners;
  if (gun === undefined || scanners.length > 1) throw new Error(`lane ${lane} has ${scanners.length} guns`);
  return gun;
}

/** Waits until a lane's gun is in this state, or has this finding. */
export function untilGun(lane: string, wanted: string): Promise<GunFacts> {
  let last = '';
  return until(
    async () => {
      const gun = await gunOf(lane);
      last = `${gun.status} ${gun.finding?.code ?? ''} ${gun.finding?.message ?? ''}`;
      return gun.status === wanted || gun.finding?.code === wanted ? gun : undefined;
    },
    { what: `the gun of lane ${lane} is ${wanted}` },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; it is ${last}`);
  });
}

/** The guns that were found and that no lane has, and that are open. */
export async function waitingGuns(): Promise<{ id: string }[]> {
  const { scanners } = await call<{ scanners: { id: string; lane?: string; state: string }[] }>('/scanners');
  return scanners.filter(({ lane, state }) => lane === undefined && state === 'up');
}

/** The next gun that scans is the lane's. */
export async function bindByScan(lane: string): Promise<void> {
  await call(`/lanes/${lane}/bind-by-scan`, {});
}

/** Puts a sale on a lane, up to where it waits for a scan. */
export async function charge(lane: string): Promise<SaleFacts> {
  const { sale } = await call<{ sale: SaleFacts }>(`/lanes/${lane}/charge`, { amount: '12.30' });
  await until(async () => (await modeOf(lane)) === 'ready', { what: `lane ${lane} is ready` });
  await pause(QUIET_MS);
  return sale;
}

export async function modeOf(lane: string): Promise<string> {
  return (await call<{ screen: { mode: string } }>(`/lanes/${lane}`)).screen.mode;
}

export async function saleOf(saleId: string): Promise<SaleFacts> {
  return (await call<{ sale: SaleFacts }>(`/sales/${saleId}`)).sale;
}

export function orderOf({ orderNos }: SaleFacts): Promise<OrderFacts> {
  return call<OrderFacts>(`/orders/${orderNos.at(-1)}`);
}

export async function cancel(lane: string, { saleId }: SaleFacts): Promise<void> {
  await call(`/lanes/${lane}/cancel`, { saleId });
  await until(async () => (await modeOf(lane)) !== 'ready', { what: `the sale of lane ${lane} is off` });
}
