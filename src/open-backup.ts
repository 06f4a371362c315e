import { mkdir, unlink } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import path from 'node:path';
import { createBackup, oldTillProblem, verifyBackup } from './backup/index.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { isLoopbackHost } from './loopback.ts';
import { identityOf } from './open-gateway.ts';
import { type DataFolder, openDataFolder, type Self } from './payment/index.ts';
import type { Random } from './random.ts';

/**
 * The data folder of a till that starts: a copy is kept before one of an earlier format is brought up to date, and one that
 * came out of a backup is not opened while the till it came from still runs. Throws `DATA_FOLDER_…` and `OLD_TILL_ANSWERS`.
 */
export async function openTillFolder(
  { config, version, self }: { config: Config; version: string; self: Self },
  parts: { clock: Clock; random: Random; log: Log },
): Promise<DataFolder> {
  const folder = await openDataFolder({
    folder: config.dataDir,
    gateway: identityOf(config),
    self,
    random: parts.random,
    version,
    keepBefore: async (data, format) => {
      const file = await keepCopy({ data, format, version, config }, parts);
      parts.log.info('data folder is brought up to date', { format, copy: file });
    },
  });
  const problem = folder.restore && (await oldTillProblem(folder.restore, { self, clock: parts.clock }));
  if (!problem) return folder;
  await folder.release();
  throw problem;
}

/** Where the till of a configuration may be found from outside, for whoever restores its backup. */
export function placeOf({ server, dataDir }: Config): {
  addresses: string[];
  folder: string;
  machine: string;
} {
  const { host, port } = server;
  const everywhere = host === '0.0.0.0' || host === '::';
  const hosts = everywhere ? ['127.0.0.1', ...ownAddresses()] : [host.includes(':') ? `[${host}]` : host];
  const plain = hosts.filter((each) => !server.tls || isLoopbackHost(each));
  const addresses = plain.map((each) => `http://${each}:${port}`);
  const secure = server.tls ? hosts.map((each) => `https://${each}:${server.tls?.port}`) : [];
  return { addresses: [...addresses, ...secure], folder: dataDir, machine: hostname() };
}

function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.flatMap(({ family, address, internal }) => (family === 'IPv4' && !internal ? [address] : []));
}

/** One that is whole is never written over: a start that was cut off may have changed the folder since. */
async function keepCopy(
  { data, format, version, config }: { data: string; format: number; version: string; config: Config },
  parts: { clock: Clock; random: Random },
): Promise<string> {
  const file = path.join(data, 'backups', `format-${format}.tar.gz`);
  const known = await verifyBackup(file).catch(() => undefined);
  if (known && known.damage.length === 0) return file;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await unlink(file).catch(() => {});
  await createBackup({ folder: data, to: file, version, place: placeOf(config), isAside: true }, parts);
  return file;
}
