/** What the till calls those whom it does not know, or does not show this page. */
const STRANGERS: readonly unknown[] = [
  'notPaired',
  'revoked',
  'expired',
  'tokenUnknown',
  'wrongDevice',
  'otherLane',
  'noScope',
];

/** Whether it has to be paired first, or as something else. */
export const isStranger = (code: unknown): boolean => STRANGERS.includes(code);

/** Leads to where it is paired. That page leads nowhere by itself: it says who the till takes this tablet for. */
export function goToPairing(token: string | undefined, forget: () => void): void {
  // A token that is over must not keep the till's own machine out, nor a tablet that was paired since.
  if (token !== undefined) forget();
  if (token === undefined) location.replace('/pair?away');
  else location.reload();
}
