import type { ScreenMode } from '../../messages.ts';

/** What can be practised, by what it asks of the cashier. The ids are the sandbox's outcomes: a test holds them together. */
export const SITUATIONS = {
  well: ['paid', 'slow', 'discount'],
  customer: ['password', 'never', 'race'],
  declined: ['declined', 'refused'],
  strange: [
    'no-answer',
    'wrong-amount',
    'lost',
    'no-record',
    'unknown-code',
    'forged',
    'cancel-fails',
    'cancel-keeps',
    'down',
    'skew',
    'notified',
    'notified-twice',
    'notified-late',
    'notified-forged',
    'refund-fails',
    'refund-odd',
    'refund-lost',
  ],
} as const;

export type SituationGroup = keyof typeof SITUATIONS;
export type Situation = (typeof SITUATIONS)[SituationGroup][number];

export const SITUATION_GROUPS = Object.keys(SITUATIONS) as SituationGroup[];

/** They say what to do while the payment is under way: on green nothing of that is left to do. */
const UNTIL_PAID: readonly Situation[] = ['slow', 'password', 'never', 'no-record', 'unknown-code'];

/** Whether what a situation teaches still fits what the screen says. */
export function lessonFits(situation: Situation, mode: ScreenMode): boolean {
  return mode !== 'paid' || !UNTIL_PAID.includes(situation);
}
