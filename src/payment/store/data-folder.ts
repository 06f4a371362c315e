import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { errorText, systemCode, TillError } from '../../errors.ts';
import { type Random, randomText } from '../../random.ts';
import type { GatewayIdentity } from '../order.ts';
import { makeFolder, replaceFile } from './durable-file.ts';
import { lockFolder, type Self } from './folder-lock.ts';
import { gatewayIdentitySchema } from './order-schema.ts';

const stampSchema = z.object({
  schema: z.literal(1),
  tillId: z.string().regex(/^[0-9A-Z]{4}$/),
  gateway: gatewayIdentitySchema,
  /** Key of the code hashes, base64. */
  codeKey: z.string().min(40),
});
type Stamp = z.output<typeof stampSchema>;

export interface DataFolder {
  folder: string;
  /** Part of every order number: four characters, made with the folder. */
  tillId: string;
  codeKey: Uint8Array;
  /** Gives the folder back for another process. */
  release(): Promise<void>;
}

export interface DataFolderRequest {
  folder: string;
  /** The folder keeps orders of one gateway only: they can be asked nowhere else. */
  gateway: GatewayIdentity;
  self: Self;
  random: Random;
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
    checkGateway(folder, stamp.gateway, request.gateway);
    return { folder, tillId: stamp.tillId, codeKey: Buffer.from(stamp.codeKey, 'base64'), release };
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
    const stamp = await readStamp(folder);
    if (stamp) checkGateway(folder, stamp.gateway, gateway);
    return undefined;
  } catch (error) {
    return unusable(folder, error);
  }
}

async function readStamp(folder: string): Promise<Stamp | undefined> {
  const text = await readFile(stampFile(folder), 'utf8').catch((error) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) return parseStamp(folder, text);
  if (await holdsOrders(folder)) throw stampFault(folder, 'is missing');
  return undefined;
}

const stampFile = (folder: string) => path.join(folder, 'till.json');

async function readOrMakeStamp({ folder, gateway, random }: DataFolderRequest): Promise<Stamp> {
  const found = await readStamp(folder);
  if (found) return found;
  const codeKey = Buffer.from(random.bytes(32)).toString('base64');
  const stamp: Stamp = { schema: 1, tillId: randomText(random, 4), gateway, codeKey };
  await replaceFile(stampFile(folder), `${JSON.stringify(stamp, null, 2)}\n`);
  return stamp;
}

function parseStamp(folder: string, text: string): Stamp {
  try {
    return stampSchema.parse(JSON.parse(text));
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
