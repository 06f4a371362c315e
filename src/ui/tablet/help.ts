import type { ScreenMode } from '../messages.ts';

/** What a cashier may want to know in the middle of a sale; each has its words in `languages/`. */
export type HelpTopic =
  | 'phoneSaysPaid'
  | 'needsLonger'
  | 'leaves'
  | 'wrongAmount'
  | 'wrongAmountScanned'
  | 'wrongAmountPaid'
  | 'wrongCode'
  | 'gunReadsNothing'
  | 'otherCustomer'
  | 'otherWay'
  | 'mayIHandOver'
  | 'manager'
  | 'walletsOff'
  | 'receipt';

/** Which of it belongs to a state: the likeliest first. */
export const HELP: Record<ScreenMode, readonly HelpTopic[]> = {
  idle: [],
  test: [],
  ready: ['wrongCode', 'gunReadsNothing', 'wrongAmount', 'leaves', 'otherCustomer'],
  paying: ['phoneSaysPaid', 'needsLonger', 'wrongAmountScanned', 'leaves', 'otherCustomer'],
  cancelling: ['mayIHandOver', 'phoneSaysPaid', 'leaves'],
  paid: ['wrongAmountPaid', 'receipt'],
  declined: ['phoneSaysPaid', 'otherWay', 'receipt'],
  cancelled: ['phoneSaysPaid', 'otherWay', 'receipt'],
  notSent: ['phoneSaysPaid', 'otherWay', 'receipt'],
  unknown: ['phoneSaysPaid', 'mayIHandOver', 'leaves', 'otherCustomer', 'otherWay', 'receipt'],
  held: ['mayIHandOver', 'manager', 'otherCustomer'],
  refunding: ['phoneSaysPaid', 'otherCustomer'],
  refunded: ['receipt'],
  settled: ['receipt'],
  attention: ['manager', 'mayIHandOver'],
  blocked: ['walletsOff'],
};

/** Whether asking the wallet now could tell something new. */
export function mayCheck(mode: ScreenMode, hasOrder: boolean): boolean {
  return hasOrder && CHECKED.includes(mode);
}

/** Whether the customer may be given more time: the till says no where there is none left. */
export function mayGiveTime(mode: ScreenMode, hasOrder: boolean): boolean {
  return hasOrder && (mode === 'paying' || mode === 'cancelling');
}

const CHECKED: readonly ScreenMode[] = [
  'paying',
  'cancelling',
  'unknown',
  'declined',
  'cancelled',
  'notSent',
  'refunding',
];
