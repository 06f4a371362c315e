import type { Keeper } from './kept.ts';

/** The token from `#token=…`, taken once: kept for this tab and removed from the address bar. */
export function takeToken(inTab: Keeper<'token'>): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    inTab.set('token', given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  // An empty one was forgotten.
  return given || inTab.get('token') || undefined;
}
