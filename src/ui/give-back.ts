import type { Order } from '../payment/index.ts';
import type { PersonFacts } from './messages.ts';

/** So long after the payment a cashier may take back what went wrong under their own hands. */
const OWN_FOR_MS = 5 * 60_000;

/**
 * Whether giving a payment back is the slip of the one who made it: soon, and by the same cashier. Where nobody was
 * signed in for the sale, whoever stands at its lane counts as the same. Pure.
 */
export function isOwnGiveBack(
  { finalAt, soldBy }: Order,
  person: PersonFacts | undefined,
  now: number,
): boolean {
  if (finalAt === undefined || now >= finalAt + OWN_FOR_MS) return false;
  return soldBy === undefined || soldBy.id === person?.id;
}
