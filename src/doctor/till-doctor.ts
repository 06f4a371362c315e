import { readLastBackup } from '../backup/index.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Candidate } from '../devices/candidate.ts';
import type { ScannerStatus } from '../devices/scan.ts';
import type { PaymentsHealth } from '../payment/index.ts';
import type { Random } from '../random.ts';
import { backupChecks } from './backups.ts';
import type { Check } from './check.ts';
import { folderFacts } from './data-folder.ts';
import { type Examination, examine } from './examine.ts';
import { folderChecks } from './folder-checks.ts';
import { type GatewayFacts, gatewayChecks } from './gateway-checks.ts';
import { deviceCheck, gunCheck } from './guns.ts';
import type { Machine } from './machine.ts';
import { ownCertificateChecks, ownCertificateFacts } from './own-certificate.ts';
import { permissionChecks } from './permissions.ts';
import { softwareChecks } from './software.ts';
import { timeSyncCheck, timeZoneCheck } from './time.ts';

/** More than any check takes that has not got stuck, ms. */
const LIMIT_MS = 8000;

export interface TillDoctorParts {
  machine: Machine;
  config: Config;
  clock: Clock;
  random: Random;
  /** Texts that may not be told, such as keys and tokens. */
  secrets: readonly string[];
  scanners(): readonly ScannerStatus[];
  candidates(): readonly Candidate[];
  health(): PaymentsHealth;
}

/**
 * What the doctor can find from within a till that runs: it opens no gun, listens at no port, asks the gateway nothing
 * and keeps the disk free for payments. Never fails.
 */
export function createTillDoctor(parts: TillDoctorParts): () => Promise<Check[]> {
  const { config, clock, secrets } = parts;
  return () =>
    examine([...machineExaminations(parts), ...ownExaminations(parts)], {
      clock,
      limitMs: LIMIT_MS,
      secrets,
    });

  function ownExaminations({
    scanners,
    candidates,
    health,
    machine,
    random,
  }: TillDoctorParts): Examination[] {
    return [
      {
        id: 'dataFolder',
        title: 'Data folder',
        look: async () =>
          folderChecks(
            await folderFacts({ folder: config.dataDir, clock, random, measures: false }),
            machine.user.name,
          ),
      },
      { id: 'gateway', title: 'Gateway', look: async () => gatewayChecks(gatewayOf(config, health())) },
      {
        id: 'guns',
        title: 'Guns',
        look: async () => scanners().map((gun) => gunCheck({ ...gun, seen: 'byTill' })),
      },
      {
        id: 'devices',
        title: 'Devices',
        look: async () => {
          const open = new Set(
            scanners().flatMap(({ state, identity }) => (state === 'up' && identity?.path) || []),
          );
          return Promise.all(
            candidates().map(async (candidate) => {
              const isUsed = open.has(candidate.identity.path ?? candidate.place);
              return deviceCheck(candidate, {
                isUsed,
                mayOpen: isUsed ? undefined : await machine.mayOpen(candidate.place),
              });
            }),
          );
        },
      },
    ];
  }
}

type MachineParts = Pick<TillDoctorParts, 'machine' | 'config' | 'clock'> & {
  /** The udev rule as it is shipped. */
  shippedRule?: string | undefined;
  /** The process that has the data folder, where it is another one. */
  tillPid?(): Promise<number | undefined>;
  /** Kinds of gun that are plugged in. */
  plugged?(): Promise<{ hid: boolean; serial: boolean }>;
};

/** What is looked at on the machine itself, by the till as well as by the command. */
export function machineExaminations({
  machine,
  config,
  clock,
  shippedRule,
  tillPid,
  plugged,
}: MachineParts): Examination[] {
  const configured = { hid: hasGun(config, 'hid'), serial: hasGun(config, 'serial') };
  return [
    {
      id: 'backup',
      title: 'Backup',
      look: async () => {
        const isSandbox = config.gateway.kind === 'sandbox';
        return backupChecks(await readLastBackup(config.dataDir), { now: clock.now(), isSandbox });
      },
    },
    { id: 'software', title: 'Software', look: () => softwareChecks(machine, configured) },
    {
      id: 'permissions',
      title: 'Permissions',
      look: async () => {
        const seen = await plugged?.();
        const needed = {
          hid: configured.hid || (seen?.hid ?? false),
          serial: configured.serial || (seen?.serial ?? false),
        };
        return permissionChecks({ machine, needed, shippedRule, tillPid: await tillPid?.() });
      },
    },
    { id: 'timeZone', title: 'Time zone', look: async () => [timeZoneCheck(config.shop.timeZone, machine)] },
    { id: 'timeSync', title: 'Network time', look: async () => [await timeSyncCheck(machine)] },
    {
      id: 'tls',
      title: 'TLS for tablets',
      look: async () => ownCertificateChecks(await ownCertificateFacts(config.server), clock.now()),
    },
  ];
}

function hasGun({ lanes }: Config, transport: 'hid' | 'serial'): boolean {
  return lanes.some(({ scanners = [] }) => scanners.some((gun) => gun.transport === transport));
}

/** What the till already knows of its gateway. */
function gatewayOf({ gateway }: Config, { block, clockSkewMs }: PaymentsHealth): GatewayFacts {
  if (gateway.kind === 'sandbox') return { kind: 'sandbox' };
  const { baseUrl, auth } = gateway;
  const facts = { kind: 'asked' as const, baseUrl, isSigned: auth.type === 'rsa2', skewMs: clockSkewMs };
  switch (block?.kind) {
    case 'unreachable':
    case 'refused':
    case 'untrusted': {
      const { kind, detail, cure } = block;
      return { ...facts, preflight: { kind, detail, cure } };
    }
    case 'starting': {
      const detail = 'it is being asked, and has not answered yet';
      return { ...facts, preflight: { kind: 'unreachable', detail, cure: 'Wait, and look again.' } };
    }
    default:
      return { ...facts, preflight: { kind: 'ready' } };
  }
}
