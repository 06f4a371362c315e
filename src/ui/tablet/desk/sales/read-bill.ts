import type { RestRequest } from '../../rest.ts';
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
export function readBill(till: Till, signal: AbortSignal): Promise<Bill> {
  return asked(till, { body: { waitSeconds: WAIT_SECONDS }, signal });
}

/** The same for what a gun in keyboard mode has typed: only the till knows what a wallet is paid with. */
export function typedBill(till: Till, text: string): Promise<Bill> {
  return asked(till, { body: { text } });
}

async function asked(till: Till, request: Pick<RestRequest, 'body' | 'signal'>): Promise<Bill> {
  const lane = till.screen.value?.lane ?? '';
  const answer = await till.rest.ask<{ text: string | null }>(`/lanes/${encodeURIComponent(lane)}/read`, {
    method: 'POST',
    ...request,
  });
  if (answer.kind === 'done' && answer.body.text !== null) return { kind: 'read', text: answer.body.text };
  if (answer.kind !== 'refused') return { kind: 'nothing' };
  return answer.code === 'paymentCode' ? { kind: 'paymentCode' } : { kind: 'refused', said: answer.detail };
}
