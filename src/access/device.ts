import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ROLES, SCOPES } from './acts.ts';
import type { Visitor } from './visitor.ts';

/** Somebody or something that was let in, as the till keeps it: `devices.json`. Its token is nowhere. */
export type Device = z.output<typeof deviceSchema>;

/** As long as a device may be called. */
const LONGEST_DEVICE_NAME = 40;
/** What a gun in keyboard mode types into the field of the name: never kept. */
const SCANNED = /\d{15,}|hQVDUF|\p{Cc}/u;

const at = z.number();
const deviceSchema = z.strictObject({
  id: z.string().regex(/^d[0-9a-hjkmnp-tv-z]{6}$/),
  name: z.string().min(1).max(LONGEST_DEVICE_NAME),
  role: z.enum(ROLES),
  lanes: z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]),
  /** Of a program. */
  scopes: z.array(z.enum(SCOPES)),
  /** SHA-256 of its token, base64url. */
  tokenHash: z.string().length(43),
  createdAt: at,
  createdBy: z.string(),
  /** Exact to a day. */
  lastSeenAt: at.optional(),
  expiresAt: at.optional(),
  revokedAt: at.optional(),
});

const documentSchema = z.strictObject({ schema: z.literal(1), devices: z.array(deviceSchema) });
export type DevicesDocument = z.output<typeof documentSchema>;

/** Whether what was read is a list of devices, each of another id and token. */
export function areDevices(value: unknown): value is DevicesDocument {
  const { success, data } = documentSchema.safeParse(value);
  if (!success) return false;
  const isEachOther = (texts: string[]) => new Set(texts).size === texts.length;
  const isProgramsAlone = data.devices.every(
    ({ role, scopes }) => (role === 'program') === scopes.length > 0,
  );
  return (
    isProgramsAlone &&
    isEachOther(data.devices.map(({ id }) => id)) &&
    isEachOther(data.devices.map(({ tokenHash }) => tokenHash))
  );
}

/** What is kept of a token. It has 256 random bits: nothing slower is needed. */
export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const trimmedName = (name: string): string => name.trim().replace(/\s+/g, ' ').normalize('NFC');

/** Whether a device may be called that. */
export const isDeviceName = (name: string): boolean =>
  name !== '' && name.length <= LONGEST_DEVICE_NAME && !SCANNED.test(name);

export function visitorOf({ id, name, role, lanes, scopes, expiresAt }: Device): Visitor {
  if (role !== 'program') return { kind: 'device', id, name, role, lanes };
  return { kind: 'program', id, name, lanes, scopes, ...(expiresAt !== undefined && { expiresAt }) };
}
