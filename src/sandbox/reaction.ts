import type { AnswerData } from './answers.ts';
import { type Refusal, refusal } from './requests.ts';

/**
 * What the sandbox does about a request whose envelope and signature are right.
 * - `hang`: it never answers
 * - `drop`: it cuts the connection
 */
export type Reaction =
  | { kind: 'hang' | 'drop' }
  | {
      kind: 'answer';
      result: Result;
      /** Signed with a foreign key. */
      forged?: boolean;
      /** The answer is held back so long. */
      afterMs?: number;
      /** The answer may leave once this has resolved. */
      durable?: Promise<void>;
    };

/** An answer's content: what was asked for, or why not. */
export type Result = { data: AnswerData } | Refusal;

/** An answer that changes nothing, and so may leave at once. */
export function answer(result: Result): Reaction {
  return { kind: 'answer', result };
}

export const NO_RECORD: Refusal = refusal('E04111', 'no record of that order');
export const NUMBER_USED: Refusal = refusal('SBX_ORDER_NO_USED', 'this merchant_order_no was used before');
