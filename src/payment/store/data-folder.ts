import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorText, systemCode, TillError } from '../../errors.ts';
import { type Random, randomText } from '../../random.ts';
import type { GatewayIdentity } from '../order.ts';
import { makeFolder, replaceFile } from './durable-file.ts';
import { lockFolder, type Self } from './folder-lock.ts';
import { leftProblem } from './left-folder.ts';
import { formatProblem, migrate } from './migrations.ts';
import { FORMAT, parseAnyStamp, parseStamp, type Restore, type Stamp, stampText } from './stamp.ts';

export interface DataFolder {
  folder: string;
  /** Part of every order number: four characters, made with the folder. */
  tillId: string;
  codeKey: Uint8Array;
  /** The last restore, where the folder came out of a backup. */
  restore?: Restore;
  /** Gives the folder back for another process. */
  release(): Promise<void>;
}

export interface DataFolderRequest {
  folder: string;
  /** The folder keeps orders of one gateway only: they can be asked nowhere else. */
  gateway: GatewayIdentity;
  self: Self;
  random: Random;
  /** This till's version. Left out: the folder says that nobody told. */
  version?: string;
  /** Keeps a copy of a folder of an earlier format before it is changed. Without it such a folder is refused. */
  keepBefore?: (folder: string, format: number) => Promise<void>;
}

/** Makes or opens the data folder and takes it for this process. Throws `DATA_FOLDER_…` with what to do. */
export async function openDataFolder(request: DataFolderRequest): Promise<DataFolder> {
  const { folder, self } = request;
  let release: () => Promise<void>;
  try {
    await makeFolder(folder);
    release = await lockFolder(folder, self);
  } catch (error) {
    throw unusable(folder, error);
  }
  try {
    const stamp = await readOrMakeStamp(request);
    const restore = stamp.restores?.at(-1);
    return {
      folder,
      tillId: stamp.tillId,
      codeKey: Buffer.from(stamp.codeKey, 'base64'),
      ...(restore && { restore }),
      release,
    };
  } catch (error) {
    await release();
    throw unusable(folder, error);
  }
}

/** Why a till with that gateway could not start on the folder; changes nothing in it. */
export async function dataFolderProblem(
  folder: string,
  gateway: GatewayIdentity,
): Promise<TillError | undefined> {
  try {
    const left = await leftProblem(folder);
    if (left) return left;
    const stamp = await anyStamp(folder);
    if (stamp) checkGateway(folder, stamp.gateway, gateway);
    return undefined;
  } catch (error) {
    return unusable(folder, error);
  }
}

const stampFile = (folder: string) => path.join(folder, 'till.json');

/** The stamp, of this format or an earlier one; nothing where the folder is new. */
async function anyStamp(folder: string): Promise<ReturnType<typeof parseAnyStamp> | undefined> {
  const text = await readFile(stampFile(folder), 'utf8').catch((error) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) {
    if (await holdsOrders(folder)) throw stampFault(folder, 'is missing');
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    const problem = formatProblem(folder, value);
    if (problem) throw problem;
    return parseAnyStamp(value);
  } catch (error) {
    throw error instanceof TillError ? error : stampFault(folder, 'is damaged', error);
  }
}

async function readOrMakeStamp(request: DataFolderRequest): Promise<Stamp> {
  const { folder, gateway, random, version = 'unknown', keepBefore } = request;
  const left = await leftProblem(folder);
  if (left) throw left;
  const found = await anyStamp(folder);
  if (!found) {
    const codeKey = Buffer.from(random.bytes(32)).toString('base64');
    const tillId = randomText(random, 4);
    return write(folder, { schema: FORMAT, writtenBy: version, tillId, gateway, codeKey });
  }
  // Nothing is changed in a folder that is not this till's.
  checkGateway(folder, found.gateway, gateway);
  await migrate({ folder, stamp: found, version, keepBefore });
  const stamp = knownStamp(folder, await anyStamp(folder));
  if (version === 'unknown' || stamp.writtenBy === version) return stamp;
  return write(folder, { ...stamp, writtenBy: version });
}

async function write(folder: string, stamp: Stamp): Promise<Stamp> {
  await replaceFile(stampFile(folder), stampText(stamp));
  return stamp;
}

function knownStamp(folder: string, stamp: unknown): Stamp {
  try {
    return parseStamp(stamp);
  } catch (error) {
    throw stampFault(folder, 'is damaged', error);
  }
}

/** Without its stamp nobody knows whose orders they are: asked at another gateway they would be taken for never sent. */
async function holdsOrders(folder: string): Promise<boolean> {
  const names = await Promise.all(
    ['open', 'days'].map((part) => readdir(path.join(folder, part)).catch(() => [])),
  );
  return names.flat().length > 0;
}

function stampFault(folder: string, what: string, cause?: unknown): TillError {
  return new TillError({
    code: 'DATA_FOLDER_UNUSABLE',
    message: `The data folder ${folder} cannot be used: its till.json ${what}`,
    hint: 'Put till.json back from a backup of this folder. Another one (dataDir, --data-dir) would know nothing of payments that are not settled in this one.',
    cause,
  });
}

function checkGateway(folder: string, stamped: GatewayIdentity, wanted: GatewayIdentity): void {
  // The sandbox lives wherever it found a free port.
  const isSame =
    stamped.kind === wanted.kind &&
    (stamped.kind === 'sandbox' ||
      (stamped.baseUrl === wanted.baseUrl &&
        stamped.merchantNo === wanted.merchantNo &&
        stamped.appId === wanted.appId));
  if (isSame) return;
  throw new TillError({
    code: 'DATA_FOLDER_OF_ANOTHER_GATEWAY',
    message: `The data folder ${folder} holds orders of ${describe(stamped)}; the configuration names ${describe(wanted)}`,
    hint: 'Give the new gateway a folder of its own (dataDir or --data-dir). Orders can only be asked for where they were sent.',
  });
}

function describe({ kind, baseUrl, merchantNo, appId }: GatewayIdentity): string {
  return kind === 'sandbox' ? 'the sandbox' : `${baseUrl} (merchant ${merchantNo}, app ${appId})`;
}

/** What cannot be read or made in the folder, as the error that says what to do. */
export function unusable(folder: string, error: unknown): TillError {
  if (error instanceof TillError) return error;
  return new TillError({
    code: 'DATA_FOLDER_UNUSABLE',
    message: `The data folder ${folder} cannot be used: ${errorText(error)}`,
    hint: 'Make it writable for the user the till runs as, or mend its disk. Another one (dataDir, --data-dir) would know nothing of payments that are not settled in this one.',
    cause: error,
  });
}
