import type { BookStore, Z } from './book-store.ts';
import type { OwnTill } from './restraint.ts';

/**
 * Whose close the one after `lastZ` is. The first that a till made of a backup writes says so: the till before it may have
 * written closes with the same numbers since.
 */
export async function writtenBy(
  { tillId, isRestored, store }: OwnTill & { store: Pick<BookStore, 'readZ'> },
  lastZ: number,
): Promise<Pick<Z, 'till' | 'restored'>> {
  if (!isRestored) return { till: tillId };
  const last = lastZ === 0 ? undefined : await store.readZ(lastZ).catch(() => undefined);
  return last?.till === tillId ? { till: tillId } : { till: tillId, restored: true };
}
