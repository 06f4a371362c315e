import { z } from 'zod';
import type { Order } from '../payment/index.ts';
import type { Problem } from './problems.ts';

/** What the routes about orders and refunds have in common. */

export const who = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .describe('Who does it. Where somebody has signed in: their name, or nothing');
export const reason = z.string().trim().min(1).max(200);

/** What a refusal says of this very order, by its code. */
export type Details = { [why: string]: ((order: Order) => string) | undefined };

/** Somebody has to answer for a decision: who has signed in, or else who the request says. `signed`: as the guard knows. */
export function signedDecision<T extends { by?: string | undefined }>(
  signed: { by?: string } | Problem,
  decision: T,
): (T & { by: string }) | Problem {
  if ('status' in signed) return signed;
  const { by } = signed;
  const detail = 'by: expected a text, the name of who decides; got nothing';
  return by === undefined ? { status: 400, code: 'badRequest', detail } : { ...decision, by };
}

export function noSuchOrder(number: string): Problem {
  return { status: 404, code: 'noSuchOrder', detail: `There is no order "${number.slice(0, 40)}".` };
}
