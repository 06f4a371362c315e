import { OUTCOMES, type OutcomeId } from '../../src/sandbox/outcomes.ts';

/** What customers do in a run; one of them is picked for each code. */
export type Outcomes = [OutcomeId, ...OutcomeId[]];

/** What most customers do, beside everything that can be done. */
const ORDINARY: OutcomeId[] = [
  'paid',
  'paid',
  'paid',
  'password',
  'discount',
  'slow',
  'no-answer',
  'race',
  'never',
];
/** They make the whole gateway play dead or mad, for a minute. */
const OF_ALL: readonly OutcomeId[] = ['down', 'skew'];
const others = OUTCOMES.map(({ id }) => id).filter((id) => !OF_ALL.includes(id));

/** Everything a customer and a gateway can do, mostly what is ordinary. */
export const everything: Outcomes = [
  'paid',
  ...Array.from({ length: 3 }, () => ORDINARY).flat(),
  ...others,
  ...OF_ALL,
];
