import { release, totalmem, uptime } from 'node:os';
import type { Config } from '../../src/config.ts';
import type { Check } from '../../src/doctor/check.ts';
import type { Machine } from '../../src/doctor/machine.ts';
import { errorText } from '../../src/errors.ts';
import { reportJson } from '../doctor/report.ts';
import type { BundleEntry } from './bundle.ts';
import { redactedConfig } from './redact-config.ts';
import { folderFacts, letIn, openOrders, peopleCounts } from './store-facts.ts';

export interface CollectParts {
  config: Config;
  version: string;
  machine: Machine;
  /** What the doctor finds. */
  doctor(): Promise<Check[]>;
  /** The running till's answer to a GET, as text. Rejects where none runs, or it does not tell. */
  till(path: string): Promise<string>;
}

/** Lines of the journal that are asked for: about a day. */
const JOURNAL_LINES = 2000;

/** Gathers what helps somebody else to see what is the matter. Never fails: what cannot be had is told in its place. */
export async function collect(parts: CollectParts): Promise<BundleEntry[]> {
  const { config, version, machine, till } = parts;
  const { dataDir } = config;
  const gathered: (Omit<BundleEntry, 'text'> & { text(): Promise<string> })[] = [
    {
      name: 'system.json',
      about: 'version, Node, system, memory',
      text: async () => json(system(version, machine)),
    },
    {
      name: 'config.json',
      about: 'the configuration with its defaults, without what leads to the shop',
      text: async () => json(redactedConfig(config)),
    },
    {
      name: 'doctor.json',
      about: "the doctor's findings",
      text: async () => reportJson(await parts.doctor(), version),
    },
    { name: 'log.json', about: "the running till's last log lines", text: () => till('/api/v1/log') },
    { name: 'journal.txt', about: "the system's journal of the till", text: () => journal(machine) },
    { name: 'health.json', about: "the running till's health", text: () => till('/healthz') },
    {
      name: 'metrics.txt',
      about: "the running till's figures",
      isFigures: true,
      text: () => till('/metrics'),
    },
    {
      name: 'guns.json',
      about: 'guns and devices that are plugged in',
      text: async () => guns(await till('/api/v1/scanners')),
    },
    {
      name: 'files.json',
      about: 'names and sizes of the data folder',
      text: async () => json(await folderFacts(dataDir)),
    },
    {
      name: 'open-orders.json',
      about: 'how open orders stand, without amounts and numbers',
      text: async () => json(await openOrders(dataDir)),
    },
    {
      name: 'people.json',
      about: 'how many people work here as what',
      text: async () => json(await peopleCounts(dataDir)),
    },
    {
      name: 'devices.json',
      about: 'tablets and programs that were let in',
      text: async () => json(await letIn(dataDir)),
    },
  ];
  return Promise.all(
    gathered.map(async ({ text, ...entry }) => ({
      ...entry,
      text: await text().catch((error: unknown) => `not to be had: ${errorText(error)}\n`),
    })),
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function system(version: string, { nodeVersion, system: name, timeZone, user }: Machine): object {
  return {
    scantill: version,
    node: nodeVersion,
    system: name,
    release: release(),
    architecture: process.arch,
    memoryMb: Math.round(totalmem() / 1024 / 1024),
    upSeconds: Math.round(uptime()),
    timeZone,
    isRoot: user.uid === 0,
  };
}

async function journal(machine: Machine): Promise<string> {
  const asked = await machine.run('journalctl', [
    '-u',
    'scantill',
    '-n',
    String(JOURNAL_LINES),
    '--no-pager',
    '-o',
    'cat',
  ]);
  if (asked.kind === 'missing') return 'not to be had: this system has no journalctl\n';
  return asked.isGood ? asked.output : `not to be had: ${asked.output}`;
}

/** A gun's serial number leads to the shop that bought it. */
function guns(text: string): string {
  return text.replace(/("serialNumber":")[^"]+"/g, '$1(taken out)"');
}
