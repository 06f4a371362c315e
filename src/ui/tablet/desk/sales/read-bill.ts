import type { Till } from '../../till.ts';

/** What the register's gun read for a search. */
export type Bill =
  | { kind: 'read'; text: string }
  | { kind: 'nothing' }
  | { kind: 'paymentCode' }
  | { kind: 'refused'; said: string };

/** Shorter than the page waits for an answer. */
const WAIT_SECONDS = 12;

/** Waits for one code from the lane's own gun. Nobody is charged by it; a payment code does not come out. */
export async function readBill(till: Till, signal: AbortSignal): Promise<Bill> {
  const lane = till.screen.value?.lane ?? '';
  const answer = await till.rest.ask<{ text: string | null }>(`/lanes/${encodeURIComponent(lane)}/read`, {
    method: 'POST',
    body: { waitSeconds: WAIT_SECONDS },
    signal,
  });
  if (answer.kind === 'done' && answer.body.text !== null) return { kind: 'read', text: answer.body.text };
  if (answer.kind !== 'refused') return { kind: 'nothing' };
  return answer.code === 'paymentCode' ? { kind: 'paymentCode' } : { kind: 'refused', said: answer.detail };
}
