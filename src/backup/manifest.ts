import { z } from 'zod';

/** The first file of a backup: whose it is. */
export const ABOUT_FILE = 'scantill-backup.json';
/** The last one: all that the backup holds. A backup without it was cut off. */
export const MANIFEST_FILE = 'manifest.json';

const time = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const aboutSchema = z.looseObject({
  format: z.literal('scantill-backup'),
  /** Of the backup, not of the data folder in it. */
  version: z.literal(1),
  /** The version of the till that made it. */
  madeBy: z.string().min(1),
  /** When it was begun, epoch ms: all that was acknowledged before is in it. */
  madeAt: time,
  tillId: z.string(),
  gateway: z.looseObject({
    kind: z.string(),
    baseUrl: z.string(),
    merchantNo: z.string(),
    appId: z.string(),
  }),
  /** The format of the data folder. */
  dataFormat: z.number().int().positive(),
  /** Where the till may be found: base URLs, the folder on its own machine, and that machine's name. */
  place: z.object({ addresses: z.array(z.string()), folder: z.string(), machine: z.string() }),
  /** The till was stopped, and will not be started again on its old folder. */
  isLast: z.boolean(),
});

const manifestSchema = z.object({
  tillId: z.string(),
  madeAt: time,
  files: z.array(z.object({ path: z.string(), size: z.number().int().nonnegative(), sha256 })),
});

/** Whose backup it is. */
export type About = z.output<typeof aboutSchema>;
/** All files of a backup, in their order. */
export type Manifest = z.output<typeof manifestSchema>;

/** Throws where it is no backup of ours, or of a later version. */
export function parseAbout(text: string): About {
  const value = JSON.parse(text) as { format?: unknown; version?: unknown } | null;
  if (value?.format === 'scantill-backup' && typeof value.version === 'number' && value.version > 1) {
    throw new Error(`it is of a later version of backups (${value.version}; this till knows 1)`);
  }
  return aboutSchema.parse(value);
}

/** Throws where it is none. */
export function parseManifest(text: string): Manifest {
  return manifestSchema.parse(JSON.parse(text));
}
