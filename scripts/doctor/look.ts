import { readFile } from 'node:fs/promises';
import type { Clock } from '../../src/clock.ts';
import type { Found } from '../../src/devices/candidate.ts';
import { findScanners, type Listings } from '../../src/devices/find-scanners.ts';
import { askGateway } from '../../src/doctor/ask-gateway.ts';
import { certificateCheck, fetchCertificate } from '../../src/doctor/certificate.ts';
import type { Check } from '../../src/doctor/check.ts';
import { folderFacts } from '../../src/doctor/data-folder.ts';
import { type Examination, examine } from '../../src/doctor/examine.ts';
import { folderChecks, ownerCheck } from '../../src/doctor/folder-checks.ts';
import { type GatewayFacts, gatewayChecks } from '../../src/doctor/gateway-checks.ts';
import { deviceCheck, gunCheck, listingCheck, type SeenGun } from '../../src/doctor/guns.ts';
import type { Machine } from '../../src/doctor/machine.ts';
import { type PortQuestion, portCheck, portState } from '../../src/doctor/ports.ts';
import { machineExaminations } from '../../src/doctor/till-doctor.ts';
import { hostAndPort } from '../../src/host-port.ts';
import type { LoadedConfig } from '../../src/load-config.ts';
import { silentLog } from '../../src/log.ts';
import { plainHost } from '../../src/loopback.ts';
import { configuredGateway, identityOf } from '../../src/open-gateway.ts';
import { dataFolderProblem, lockHolder, type Self } from '../../src/payment/index.ts';
import type { Random } from '../../src/random.ts';
import { openedGuns } from './opened-guns.ts';
import { findTill } from './running-till.ts';

export interface LookParts {
  loaded: LoadedConfig;
  machine: Machine;
  self: Self;
  clock: Clock;
  random: Random;
  listings: Listings;
  /** Whether to ask the gateway. */
  asksGateway: boolean;
}

/** Everything together ends within this, ms: all is looked at at the same time. */
const LIMIT_MS = 8500;

/** Looks at everything that a till of this configuration needs. Never fails, and never asks for a payment. */
export async function lookAtAll(parts: LookParts): Promise<Check[]> {
  const { loaded, machine, clock, self } = parts;
  const { config, secrets } = loaded;
  const { server, dataDir } = config;
  const till = findTill({ host: plainHost(server), port: server.port, token: secrets.token });
  const found = findScanners(parts.listings);
  const holder = lockHolder(dataDir, self).catch((): Holder => 'unknown');
  const tillPid = async () => pidOf(await holder);
  const shippedRule = await readFile(
    new URL('../../../scripts/install/70-scantill-scanners.rules', import.meta.url),
    'utf8',
  ).catch(() => undefined);
  const plugged = async () => {
    const { candidates } = await found;
    const has = (transport: string) =>
      candidates.some(({ entry, certainty }) => entry?.transport === transport && certainty !== 'other');
    return { hid: has('hid'), serial: has('serial') };
  };
  const guns = seenGuns({ ...parts, till, holder });
  const examinations: Examination[] = [
    ...machineExaminations({ machine, config, clock, shippedRule, tillPid, plugged }),
    { id: 'dataFolder', title: 'Data folder', look: () => folderLook(parts, { holder, till }) },
    ...portQuestions(loaded).map((question) => ({
      id: `port ${question.setting}`,
      title: `Port for ${question.purpose}`,
      look: async () => {
        const holderOf = async () => {
          const running = await till;
          return running === undefined ? undefined : `Scantill ${running.version}`;
        };
        return [portCheck(question, await portState(question, holderOf))];
      },
    })),
    { id: 'gateway', title: 'Gateway', look: async () => gatewayChecks(await gatewayFacts(parts)) },
    ...certificateExamination(parts),
    { id: 'guns', title: 'Guns', look: async () => gunLook(await guns) },
    {
      id: 'devices',
      title: 'Devices',
      look: async () => deviceLook(await found, { machine, guns: await guns }),
    },
  ];
  return examine(examinations, { clock, limitMs: LIMIT_MS, secrets: Object.values(secrets).flat() });
}

interface GunParts extends LookParts {
  till: ReturnType<typeof findTill>;
  holder: Promise<Holder>;
}

/** The process that has the data folder. `unknown`: this user may not look. */
type Holder = number | 'unknown' | undefined;

function pidOf(holder: Holder): number | undefined {
  return typeof holder === 'number' ? holder : undefined;
}

type Seen = SeenGun & { path?: string | undefined };

/** As the running till tells; else as they open. While a till runs that does not tell, they are left alone. */
async function seenGuns(parts: GunParts): Promise<Seen[] | 'leftAlone'> {
  const running = await parts.till;
  const seen = running === undefined ? 'opened' : 'byTill';
  if (running === undefined && (await parts.holder) !== undefined) return 'leftAlone';
  const guns = running ? running.guns : await openedGuns({ ...parts, config: parts.loaded.config });
  return guns?.map((gun) => ({ ...gun, seen, path: gun.identity?.path })) ?? 'leftAlone';
}

function gunLook(guns: readonly Seen[] | 'leftAlone'): Check[] {
  if (guns !== 'leftAlone') return guns.map(gunCheck);
  return [
    {
      id: 'guns',
      title: 'Guns',
      outcome: 'warn',
      detail: 'They were left alone: a till runs that has them, and it does not tell of them here.',
      cure: 'Give the doctor the configuration of that till (--config FILE, with its token and its port), or look at its page /technician.',
    },
  ];
}

async function deviceLook(
  { candidates, findings }: Found,
  { machine, guns }: { machine: Machine; guns: readonly Seen[] | 'leftAlone' },
): Promise<Check[]> {
  const known = guns === 'leftAlone' ? [] : guns;
  const used = new Set(known.flatMap(({ path, state }) => (state === 'up' && path) || []));
  const devices = await Promise.all(
    candidates.map(async (candidate) => {
      const path = candidate.identity.path ?? candidate.place;
      const isUsed = used.has(path);
      return deviceCheck(candidate, { isUsed, mayOpen: isUsed ? undefined : await machine.mayOpen(path) });
    }),
  );
  // What a lane without a gun is told already is not told twice.
  const told = new Set(known.map(({ finding }) => finding?.message));
  const listings = findings.filter(({ message }) => !told.has(message)).map(listingCheck);
  return [...listings, ...devices];
}

async function folderLook(
  { loaded: { config }, machine, clock, random }: LookParts,
  { holder, till }: Pick<GunParts, 'holder' | 'till'>,
): Promise<Check[]> {
  const folder = config.dataDir;
  const problem = await dataFolderProblem(folder, identityOf(config));
  const checks = folderChecks(
    await folderFacts({ folder, clock, random, measures: true }),
    machine.user.name,
  );
  const base = { id: 'dataFolderOwner', title: 'Till of the data folder' };
  if (problem) {
    return [...checks, { ...base, outcome: 'fail', detail: `${problem.message}.`, cure: problem.hint }];
  }
  return [...checks, ownerCheck(await holder, (await till) !== undefined)];
}

function portQuestions({ config: { server } }: LoadedConfig): PortQuestion[] {
  const page = { purpose: 'the page', setting: 'server.port', host: plainHost(server), port: server.port };
  const { tls } = server;
  const webhook = server.webhookListen;
  return [
    page,
    ...(tls === undefined
      ? []
      : [{ purpose: 'tablets', setting: 'server.tls.port', host: server.host, port: tls.port }]),
    ...(webhook === undefined
      ? []
      : [{ purpose: 'notifications', setting: 'server.webhookListen', ...hostAndPort(webhook) }]),
  ];
}

async function gatewayFacts({ loaded, asksGateway, clock, random }: LookParts): Promise<GatewayFacts> {
  const { gateway: settings } = loaded.config;
  if (settings.kind === 'sandbox') return { kind: 'sandbox' };
  const { baseUrl, auth } = settings;
  if (!asksGateway) return { kind: 'notAsked', baseUrl };
  const gateway = configuredGateway(loaded, { clock, random, log: silentLog });
  if (!gateway) return { kind: 'sandbox' };
  try {
    return { kind: 'asked', baseUrl, isSigned: auth.type === 'rsa2', ...(await askGateway(gateway)) };
  } finally {
    await gateway.close();
  }
}

function certificateExamination({ loaded, asksGateway, clock }: LookParts): Examination[] {
  const { gateway } = loaded.config;
  if (gateway.kind === 'sandbox' || !asksGateway) return [];
  const url = new URL(gateway.baseUrl);
  if (url.protocol !== 'https:') return [];
  return [
    {
      id: 'certificate',
      title: 'Certificate of the gateway',
      look: async () => [certificateCheck(await fetchCertificate(url, clock), clock.now())],
    },
  ];
}
