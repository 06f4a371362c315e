import type { CommandRefusal } from '../payment/index.ts';
import { COUNTER_WORDS } from './languages/counter-words.ts';
import type { Problem, ProblemStatus } from './problems.ts';
import { refusedCommand } from './sentences.ts';

/** HTTP status of a refused command; 409 where it only comes at the wrong time. */
const STATUS: Partial<Record<CommandRefusal, ProblemStatus>> = {
  amountInvalid: 400,
  noSuchOrder: 404,
  keyReused: 422,
  tooMuch: 422,
  tooManyRefunds: 422,
  blocked: 503,
  stopping: 503,
  codeUsed: 422,
  productBarcode: 422,
  webAddress: 422,
  merchantCode: 422,
  fragment: 422,
  unreadable: 422,
};

/** What it is told as that the engine did not do what was asked. `detail` where more is known than the refusal's own sentence. */
export function refusal(why: CommandRefusal, detail = refusedCommand(why, COUNTER_WORDS.en)): Problem {
  return { status: STATUS[why] ?? 409, code: why, detail };
}
