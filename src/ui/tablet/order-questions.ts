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
      const { kind } = await rest.ask(`${about(number)}/hold`, { method: 'POST' });
      dropPower();
      if (number !== orderNo()) return;
      if (kind === 'done') remark.value = words.timeGiven;
      else remark.value = kind === 'unknown' ? words.noAnswer : words.noTimeLeft;
    },
  };
}
