import type { Signal } from '@preact/signals';
import type { Rest } from './rest.ts';
import type { Words } from './words.ts';

interface OrderQuestionsParts {
  rest: Rest;
  words: Words;
  /** The order on the screen, where something may be pressed. */
  orderNo(): string | undefined;
  /** A manager who signs in for one of them has come for it alone. */
  dropPower(): void;
  /** How often the lane has moved on: then its new screen is the answer. */
  moves(): number;
  checking: Signal<boolean>;
  remark: Signal<string | undefined>;
}

/** What a cashier may ask of a payment that is not decided yet. */
export function createOrderQuestions({ rest, words, orderNo, ...parts }: OrderQuestionsParts) {
  const { dropPower, moves, checking, remark } = parts;
  const about = (number: string) => `/orders/${encodeURIComponent(number)}`;
  return {
    /** Asks the wallet now. */
    async check(): Promise<void> {
      const number = orderNo();
      if (number === undefined || checking.value) return;
      const move = moves();
      checking.value = true;
      const { kind } = await rest.ask(`${about(number)}/check`, { method: 'POST' });
      checking.value = false;
      if (move === moves()) remark.value = kind === 'done' ? words.checked : words.notChecked;
    },
    /** Gives the customer more time. */
    async giveTime(): Promise<void> {
      const number = orderNo();
      if (number === undefined) return;
      const move = moves();
      const answer = await rest.ask(`${about(number)}/hold`, { method: 'POST' });
      dropPower();
      if (move !== moves()) return;
      if (answer.kind === 'done') remark.value = words.timeGiven;
      else if (answer.kind === 'unknown') remark.value = words.noAnswer;
      else if (answer.code === 'notPossible') remark.value = words.noTimeLeft;
      // Whoever turns away from the PIN knows it.
      else if (answer.code !== 'managerNeeded') remark.value = answer.detail;
    },
  };
}
