import { z } from 'zod';
import { gatewayIdentitySchema } from './order-schema.ts';

/**
 * The format of the data folder that this version writes: the `schema` of its `till.json`. It rises when what an earlier
 * version wrote has to be changed before it can be used (`migrations.ts`), or when an earlier version could not read it.
 */
export const FORMAT = 2;

/** Part of every order number of a till. */
const tillIdSchema = z.string().regex(/^[0-9A-Z]{4}$/);
const time = z.number().int().nonnegative();

const restoreSchema = z.looseObject({
  at: time,
  from: z.looseObject({ tillId: tillIdSchema, madeAt: time, version: z.string() }),
  oldTill: z.looseObject({
    addresses: z.array(z.string()),
    folder: z.string().optional(),
    goneSince: time.optional(),
  }),
});

/** What a folder that came out of a backup knows of that. */
export interface Restore {
  /** Epoch ms. */
  at: number;
  /** The till whose backup it was, when that was begun (epoch ms), and by which version. */
  from: { tillId: string; madeAt: number; version: string };
  /** Where that till may still be found; `goneSince`: somebody has said that it never sells again. */
  oldTill: { addresses: string[]; folder?: string | undefined; goneSince?: number | undefined };
}

/** What every format up to this one holds. */
const coreSchema = z.looseObject({
  schema: z.number().int().min(1).max(FORMAT),
  tillId: tillIdSchema,
  gateway: gatewayIdentitySchema,
  /** Key of the code hashes, base64. */
  codeKey: z.string().min(40),
});

const stampSchema = coreSchema.extend({
  schema: z.literal(FORMAT),
  /** The version of the till that opened the folder last. */
  writtenBy: z.string().min(1),
  /** Oldest first. */
  restores: z.array(restoreSchema).optional(),
});

/** What `till.json` holds in this version's format. */
export type Stamp = z.output<typeof stampSchema>;

/** A stamp of this version's format; throws with what does not fit. */
export function parseStamp(value: unknown): Stamp {
  return fitting(stampSchema.safeParse(value));
}

/** A stamp of this version's format or of an earlier one; throws with what does not fit. */
export function parseAnyStamp(value: unknown): z.output<typeof coreSchema> {
  return fitting(coreSchema.safeParse(value));
}

function fitting<T>(parsed: z.ZodSafeParseResult<T>): T {
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`no stamp of ours: ${issue?.path.join('.') || 'document'}: ${issue?.message}`);
}

/** The text of a stamp's file. */
export function stampText(stamp: object): string {
  return `${JSON.stringify(stamp, null, 2)}\n`;
}

/** The stamp's text with the old till of its last restore gone for good (`at`: epoch ms); nothing where there was none. */
export function confirmedGone(text: string, at: number): string | undefined {
  const stamp = stampSchema.safeParse(JSON.parse(text)).data;
  const last = stamp?.restores?.at(-1);
  if (!stamp?.restores || !last) return undefined;
  const gone = { ...last, oldTill: { ...last.oldTill, goneSince: at } };
  return stampText({ ...stamp, restores: [...stamp.restores.slice(0, -1), gone] });
}
