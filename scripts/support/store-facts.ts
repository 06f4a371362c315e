import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorText } from '../../src/errors.ts';

/** One file of the data folder, without what is in it. */
interface FileFacts {
  bytes: number;
  /** When it was last written, ISO 8601. */
  changed: string;
}

/** Every file of the data folder by its name. A name of an open order's file loses its number. */
export async function folderFacts(folder: string): Promise<Record<string, FileFacts>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const facts = await Promise.all(
    files.sort().map(async (file) => {
      const { size, mtime } = await stat(file);
      return [shortened(path.relative(folder, file)), { bytes: size, changed: mtime.toISOString() }] as const;
    }),
  );
  return Object.fromEntries(facts);
}

/** What of an open order tells how it stands; who bought what stays with the shop. */
const TOLD = [
  'schema',
  'rev',
  'lane',
  'state',
  'currency',
  'digits',
  'wallet',
  'createdAt',
  'sentAt',
  'finalAt',
  'cancelWanted',
  'unwanted',
  'firstCancelAt',
  'lastCancelAt',
  'cancels',
  'queries',
  'lastQueryAt',
  'denials',
  'heardAt',
  'gatewayCode',
  'lookAt',
  'looksDue',
  'resumedAt',
  'seenAt',
] as const;

/** How each order with a live document stands, by the end of its number. One that cannot be read is told as that. */
export async function openOrders(folder: string): Promise<Record<string, unknown>> {
  const open = path.join(folder, 'open');
  const names = await readdir(open).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const told = await readFile(path.join(open, name), 'utf8').then(factsOf, (error) => ({
        unreadable: errorText(error),
      }));
      return [shortened(name), told] as const;
    }),
  );
  return Object.fromEntries(found);
}

function factsOf(text: string): Record<string, unknown> {
  let order: Record<string, unknown>;
  try {
    order = JSON.parse(text);
  } catch {
    return { unreadable: 'it is no JSON' };
  }
  const { refunds, cases, history } = order as Record<string, { [key: string]: unknown }[] | undefined>;
  return {
    ...Object.fromEntries(TOLD.flatMap((key) => (order[key] === undefined ? [] : [[key, order[key]]]))),
    refunds: refunds?.map(({ purpose, state, createdAt, sends, queries }) => ({
      purpose,
      state,
      createdAt,
      sends,
      queries,
    })),
    cases: cases?.map(({ kind, openedAt, closedAt, closedBy }) => ({ kind, openedAt, closedAt, closedBy })),
    history: history?.map(({ at, event }) => ({ at, event })),
  };
}

/** An order's number by its last four. */
function shortened(name: string): string {
  return name.replace(/P?\d{6}[0-9A-Z]{13}([0-9A-Z]{4})/g, '…$1');
}

interface Person {
  role?: string;
  state?: string;
}

/** How many work here as what; nobody by name. */
export async function peopleCounts(folder: string): Promise<Record<string, number>> {
  const text = await readFile(path.join(folder, 'people.json'), 'utf8').catch(() => '{"people":[]}');
  const counts: Record<string, number> = {};
  const { people = [] } = JSON.parse(text) as { people?: Person[] };
  for (const { role = 'unknown', state = 'active' } of people) {
    counts[`${role} ${state}`] = (counts[`${role} ${state}`] ?? 0) + 1;
  }
  return counts;
}

/** Who was let in, without tokens and without names. */
export async function letIn(folder: string): Promise<unknown[]> {
  const text = await readFile(path.join(folder, 'devices.json'), 'utf8').catch(() => '{"devices":[]}');
  const { devices = [] } = JSON.parse(text) as { devices?: Record<string, unknown>[] };
  return devices.map(({ id, role, lanes, scopes, createdAt, lastSeenAt, expiresAt, revokedAt }) => ({
    id,
    role,
    lanes,
    scopes,
    createdAt,
    lastSeenAt,
    expiresAt,
    revokedAt,
  }));
}
