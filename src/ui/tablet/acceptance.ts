import type { Screen } from '../messages.ts';
import { isFree, isResult } from './modes.ts';

/**
 * - `new`: paint it
 * - `same`: the one that is painted, so what is shown is known to be fresh
 * - `old`: overtaken; never shown
 */
export type Acceptance = 'new' | 'same' | 'old';

/** What to do with a screen that came in, given the painted one. Another `bootId` is a till that started anew. */
export function acceptScreen(
  painted: Pick<Screen, 'bootId' | 'rev'> | undefined,
  incoming: Pick<Screen, 'bootId' | 'rev'>,
): Acceptance {
  if (painted === undefined || painted.bootId !== incoming.bootId) return 'new';
  if (painted.rev === incoming.rev) return 'same';
  return incoming.rev > painted.rev ? 'new' : 'old';
}

type SaleView = Pick<Screen, 'mode' | 'saleId' | 'amount'>;

/**
 * The typed amount once a new screen is painted. A sale that begins takes it along; a sale that ended with its amount
 * kept (nobody scanned) gives it back, unless something else was typed. `typed` is undefined where this tab never
 * held a draft.
 */
export function draftOn(painted: SaleView | undefined, next: SaleView, typed: number | undefined): number {
  if (isFree(next.mode)) {
    const cameBack = painted ? !isFree(painted.mode) : typed === undefined;
    return cameBack && !typed && next.amount ? next.amount.minor : (typed ?? 0);
  }
  const began = next.saleId !== undefined && next.saleId !== painted?.saleId;
  // After a reload over an old result, what is typed belongs to the next sale.
  const takesDraft = began && (painted !== undefined || !isResult(next.mode));
  return takesDraft ? 0 : (typed ?? 0);
}

/**
 * Whether to load the page anew because the till speaks another version: only where nobody loses anything by it, and
 * once per version, so that a proxy serving an old page cannot make it reload for ever.
 */
export function shouldReload(
  screen: Pick<Screen, 'mode' | 'version'>,
  page: { version: string; draftMinor: number; reloadedFor: string | undefined },
): boolean {
  return screen.version !== page.version && mayReload(screen, page);
}

/** Whether the page may be loaded anew now. */
export function mayReload(
  { mode, version }: Pick<Screen, 'mode' | 'version'>,
  { draftMinor, reloadedFor }: { draftMinor: number; reloadedFor: string | undefined },
): boolean {
  return mode === 'idle' && draftMinor === 0 && version !== reloadedFor;
}
