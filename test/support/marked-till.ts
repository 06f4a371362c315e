import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { configSchema } from '../../src/config.ts';
import { type SimulatedGun, simulatedGun } from '../../src/devices/simulated-transport.ts';
import { createLog } from '../../src/log.ts';
import { createLogRing } from '../../src/log-ring.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { gatewayKeys } from './codepay.ts';
import { type EchoingGateway, echoingGateway } from './echoing-gateway.ts';
import { hidScanner } from './fake-hid.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { filesBelow, leaksIn, type Secret } from './traces.ts';

/** Codes of every kind of wallet, each its own; the echoing gateway refuses those that end in 3. */
export const CODES: readonly Secret[] = [
  { name: 'Alipay code', text: '287304918265537194' },
  { name: 'WeChat code', text: '134928170365529481' },
  { name: 'UnionPay code', text: '6281940275638120594' },
  { name: 'PayPay code', text: '900081818891827364550912' },
  { name: 'refused Alipay code', text: '280918273645182753' },
  { name: 'EMV code', text: makeCode({ wallet: 'emv' }, systemRandom) },
  { name: 'code of an unknown wallet', text: 'QmVyZ2Jhbm5zdGFsbGdhc3Nl' },
  { name: 'refused code of an unknown wallet', text: 'UmVmdXNlZFdhbGxldENvZGU3' },
];

export const PAYER: Secret = { name: 'payer id', text: 'payer-2088-5501937284' };
export const TOKEN: Secret = { name: 'bearer token', text: 'tok-Zk3Pq81LmXv72RtY' };

/** The whole till in this process, before a gateway that says back all it is told; all that it writes is kept. */
export interface MarkedTill {
  url: string;
  gateway: EchoingGateway;
  folder: string;
  gun(serialNumber: string): SimulatedGun;
  /** Keeps what is said to whoever is not its owner, to be searched as well. */
  told(place: string, text: string): void;
  ask(
    method: string,
    path: string,
    more?: {
      body?: unknown;
      raw?: string;
      headers?: Record<string, string>;
      /** The answer is for who asks alone: a secret of its own may be in it. */
      isOwn?: true;
    },
  ): Promise<{ status: number; text: string; cookie: string }>;
  secrets: Secret[];
  /** What is found of the secrets in the log, in the data folder and in what was told. */
  leaks(): string[];
  stop(): Promise<void>;
}

export async function openMarkedTill(): Promise<MarkedTill> {
  const folder = temporaryFolder();
  const gateway = await echoingGateway(PAYER.text);
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const secrets: Secret[] = [
    ...CODES,
    PAYER,
    TOKEN,
    { name: 'private key', text: privateKey.split('\n')[4] ?? '' },
  ];
  const guns = new Map<string, SimulatedGun>();
  const written: string[] = [];
  const logRing = createLogRing();
  const app = await startApp(
    {
      config: configSchema.parse({
        server: { port: 0 },
        dataDir: join(folder, 'data'),
        gateway: {
          kind: 'codepay',
          baseUrl: gateway.url,
          appId: 'wzsandbox',
          merchantNo: '502100000001',
          auth: { type: 'rsa2' },
        },
        payment: { quietMs: 0, cancelNotBeforeSeconds: 1 },
        lanes: [
          { id: '1', scanners: [{ transport: 'hid', serialNumber: 'A' }] },
          { id: '2', scanners: [{ transport: 'tcp', listen: '127.0.0.1:0' }] },
        ],
      }),
      secrets: {
        token: TOKEN.text,
        privateKey,
        gatewayPublicKey: gatewayKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      },
      publicDir: folder,
      version: '1.2.3',
      self: { pid: process.pid, isAlive: () => false },
    },
    {
      clock: systemClock,
      random: systemRandom,
      log: createLog('debug', (line) => {
        written.push(line);
        logRing.write(line);
      }),
      logRing,
      listings: {
        serial: async () => [],
        hid: async () => [{ ...hidScanner('/dev/hidraw-A', { serialNumber: 'A' }), path: '/dev/hidraw-A' }],
      },
      transports: (config) => {
        if (config.transport !== 'hid') return undefined;
        const { serialNumber = '' } = config;
        const gun = guns.get(serialNumber) ?? simulatedGun(systemClock, `Gun ${serialNumber}`);
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
  const told = new Map<string, string>();
  return {
    url: app.url,
    gateway,
    folder,
    secrets,
    stop,
    gun: (serialNumber) => {
      const gun = guns.get(serialNumber);
      if (!gun) throw new Error(`There is no gun ${serialNumber}.`);
      return gun;
    },
    told: (place, text) => void told.set(place, `${told.get(place) ?? ''}${text}`),
    ask: async (method, path, { body, raw, headers = {}, isOwn } = {}) => {
      const response = await fetch(`${app.url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(method !== 'GET' && { body: raw ?? JSON.stringify(body ?? {}) }),
      });
      const text = await response.text();
      const cookie = response.headers.get('set-cookie') ?? '';
      if (isOwn) return { status: response.status, text, cookie };
      told.set(
        `the answer to ${method} ${path.slice(0, 24)} (${told.size})`,
        text + JSON.stringify([...response.headers]),
      );
      return { status: response.status, text, cookie };
    },
    leaks: () =>
      leaksIn(
        new Map([['the log', written.join('')], ...filesBelow(join(folder, 'data')), ...told]),
        secrets,
      ),
  };
}
