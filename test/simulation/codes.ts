import { makeCode } from '../../src/sandbox/codes.ts';
import { OUTCOMES, type OutcomeId } from '../../src/sandbox/outcomes.ts';
import type { SeededRandom } from './seeded-random.ts';

const EVERYTHING = OUTCOMES.map(({ id }) => id);
const ORDINARY: readonly OutcomeId[] = ['paid', 'paid', 'paid', 'password', 'discount', 'slow'];
/** Stands in every code of digits after its first two: what holds a code is found by one search. */
export const DIGITS_MARK = '7907097';
/** Every EMV code begins so. */
export const EMV_MARK = 'hQVDUFY';

/** Makes the codes of one lane's customers. */
export interface CodeMaker {
  /** `odd`: how often the gateway is made to do something else than to take the money, 0 to 1. */
  fresh(odd: number): string;
}

export function createCodeMaker(random: SeededRandom, allowed: (outcome: OutcomeId) => boolean): CodeMaker {
  const everything = EVERYTHING.filter(allowed);
  const ordinary = ORDINARY.filter(allowed);
  return {
    fresh: (odd) => {
      const outcomes = random.chance(odd) ? everything : ordinary;
      const outcome = outcomes[random.between(0, outcomes.length - 1)] ?? 'paid';
      const wallet = random.pick(['alipay', 'alipay', 'wechat', 'unionpay', 'emv'] as const);
      const code = makeCode({ wallet, outcome }, random);
      return wallet === 'emv' ? code : code.slice(0, 2) + DIGITS_MARK + code.slice(2 + DIGITS_MARK.length);
    },
  };
}
