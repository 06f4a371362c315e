import { stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.ts';

/** How long each growing file was at one and the same moment, in bytes. */
export type Cut = ReadonlyMap<string, number>;

/** Tries for a moment at which nothing grows. Lines come some hundred times a second at most, and a look takes less than a millisecond. */
const MOST_TRIES = 2000;

/**
 * Finds lengths that all files had at one moment, beside a till that writes. Files that only grow, and are equally long
 * at two looks, were so all the time between them: two looks at all of them that agree are one moment. Those that do not
 * change from the first look to the last need no more; only the few that do are looked at twice at once.
 */
export async function cutOf(folder: string, list: () => Promise<readonly string[]>): Promise<Cut> {
  const busy = new Set<string>();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const first = await sizesOf(folder, await list());
    const hot = await sizesOf(folder, [...busy]);
    const again = await sizesOf(folder, [...busy]);
    if (changed(hot, again).length > 0) continue;
    const last = await sizesOf(folder, await list());
    // What changed among the others may have done so at that very moment: they are looked at closely from now on.
    const late = changed(first, last).filter((file) => !busy.has(file));
    if (late.length === 0) return new Map([...first, ...hot]);
    for (const file of late) busy.add(file);
  }
  throw new Error('the till writes so much that no quiet moment was found: try again when fewer lanes sell');
}

/** Those that are not in both, or not equally long. */
function changed(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  );
}

async function sizesOf(folder: string, files: readonly string[]): Promise<Map<string, number>> {
  const sizes = await Promise.all(files.map((file) => sizeOf(path.join(folder, file))));
  return new Map(files.flatMap((file, at) => (sizes[at] === undefined ? [] : [[file, sizes[at]]])));
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
