import path from 'node:path';
import { TillError } from '../../errors.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { replaceFile } from './durable-file.ts';
import { FORMAT, stampText } from './stamp.ts';

/** One step from a format of the data folder to the next. */
export interface Migration {
  from: number;
  to: number;
  /** Changes what else has to be changed. It may have been begun before and cut off anywhere: done twice is as done once. */
  files?: (folder: string, disk: Disk) => Promise<void>;
  /** The new `till.json`, but for its `schema`. It is written last, and makes the step count. */
  stamp: (stamp: Record<string, unknown>, by: { version: string }) => Record<string, unknown>;
}

/** Every step there ever was, oldest first: a folder of the first version is led through all of them. */
const MIGRATIONS: readonly Migration[] = [
  // Which version wrote the folder is told, so that an older one that cannot read it can name who can.
  { from: 1, to: 2, stamp: (stamp, { version }) => ({ ...stamp, writtenBy: version }) },
];

export interface MigrationRequest {
  folder: string;
  /** `till.json` as it stands, of whatever format. */
  stamp: { schema: number } & Record<string, unknown>;
  /** This till's version. */
  version: string;
  /** Keeps a copy of the folder before anything is changed. Without it an older folder is refused. */
  keepBefore?: ((folder: string, format: number) => Promise<void>) | undefined;
  /** Default: all there are. */
  steps?: readonly Migration[];
  /** The format to arrive at. Default: this version's. */
  format?: number;
  disk?: Disk;
}

/**
 * Leads a folder of an older format to this version's, step by step, each durable before the next. Cut off anywhere, the
 * next start goes on. Throws `DATA_FOLDER_TOO_OLD` where it may not; leaves a folder of this format alone.
 */
export async function migrate(request: MigrationRequest): Promise<void> {
  const { folder, version, keepBefore, steps = MIGRATIONS, format = FORMAT, disk = nodeDisk } = request;
  let { stamp } = request;
  const from = stamp.schema;
  if (from === format) return;
  if (!keepBefore) throw tooOld(folder, from);
  await keepBefore(folder, from);
  for (let at = from; at < format; ) {
    const step = steps.find((each) => each.from === at);
    if (!step) throw new Error(`there is no way from format ${at} to ${format}`);
    await step.files?.(folder, disk);
    stamp = { ...step.stamp(stamp, { version }), schema: step.to };
    await replaceFile(path.join(folder, 'till.json'), stampText(stamp), disk);
    at = step.to;
  }
}

/** Why no till of this version can open a folder with that stamp; nothing where it can, or where it is no stamp at all. */
export function formatProblem(folder: string, stamp: unknown): TillError | undefined {
  const { schema, writtenBy } = (stamp ?? {}) as Record<string, unknown>;
  if (typeof schema !== 'number' || !(schema > FORMAT)) return undefined;
  const by = typeof writtenBy === 'string' ? `version ${writtenBy} of the till` : 'a later till';
  return new TillError({
    code: 'DATA_FOLDER_TOO_NEW',
    message: `The data folder ${folder} was written by ${by}, in format ${schema}; this version knows formats up to ${FORMAT}`,
    hint: 'Start that version again, or a later one. Nothing was changed.',
  });
}

function tooOld(folder: string, format: number): TillError {
  return new TillError({
    code: 'DATA_FOLDER_TOO_OLD',
    message: `The data folder ${folder} is of an earlier version (format ${format}; this one writes ${FORMAT})`,
    hint: 'Start the till on it once: it keeps a copy, and brings the folder up to date by itself.',
  });
}
