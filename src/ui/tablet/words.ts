import type { ScreenMode } from '../messages.ts';
import type { Asked, Pressable } from './modes.ts';

/** Every text the page itself adds to the till's own sentences. */
export interface Words {
  /** The state in a word or two, read from two metres. */
  state: Record<ScreenMode, string>;
  practicePaid: string;
  sandboxTitle: string;
  sandboxNote: string;
  action: Record<Pressable, string>;
  /** In place of "next sale", where the screen asks whether the sale stands. */
  keep: string;
  question: Record<Asked, string>;
  confirm: Record<Asked, string>;
  goBack: string;
  charge: (amount: string) => string;
  chargeNothing: string;
  amountLabel: string;
  keyBack: string;
  overLimit: (max: string) => string;
  noAnswer: string;
  connecting: string;
  offlineSince: (time: string) => string;
  offlineReady: string;
  offlineGoesOn: string;
  offlineIdle: string;
  unreachable: string;
  refused: (reason: string) => string;
  tokenNeeded: string;
  scannerReady: string;
  scannersReady: (up: number, all: number) => string;
  scannerDown: string;
  scannerNone: string;
  secondsLeft: (seconds: number) => string;
  customerPaid: (amount: string) => string;
  openOrder: (amount: string, time: string) => string;
  dismissNotice: string;
  sound: string;
  chooseLane: string;
  chooseLaneHint: string;
}

export const en: Words = {
  state: {
    idle: 'Ready',
    ready: 'Scan now',
    paying: 'Waiting',
    cancelling: 'Cancelling',
    paid: 'PAID',
    declined: 'DECLINED',
    cancelled: 'NOT PAID',
    notSent: 'NOT CHARGED',
    unknown: 'NOT CONFIRMED',
    held: 'WRONG AMOUNT',
    refunding: 'Going back',
    refunded: 'GIVEN BACK',
    settled: 'SETTLED',
    attention: 'ATTENTION',
    blocked: 'Wallets off',
    test: 'Scanner test',
  },
  practicePaid: 'PRACTICE PAID',
  sandboxTitle: 'SANDBOX · PRACTICE',
  sandboxNote: 'no money moves',
  action: {
    cancel: 'Cancel',
    dismiss: 'Next sale',
    retry: 'Try a fresh code',
    keepWaiting: 'Keep waiting',
    nextCustomer: 'Next customer',
    paidAnotherWay: 'Paid another way',
    giveBack: 'Give it back',
  },
  keep: 'Yes, keep',
  question: {
    cancel: 'Cancel this payment?',
    nextCustomer:
      'Take the next customer? Keep the goods. This payment stays on the list until it is settled.',
    paidAnotherWay: 'Did the customer pay another way? This payment stays on the list until it is settled.',
    giveBack: 'Give all of the money back to the customer? Keep the goods.',
  },
  confirm: {
    cancel: 'Yes, cancel',
    nextCustomer: 'Yes, next customer',
    paidAnotherWay: 'Yes, paid another way',
    giveBack: 'Yes, give it back',
  },
  goBack: 'No',
  charge: (amount) => `Charge ${amount}`,
  chargeNothing: 'Charge',
  amountLabel: 'Amount',
  keyBack: 'Delete one digit; hold to clear',
  overLimit: (max) => `The limit is ${max} for one sale.`,
  noAnswer: 'No answer yet. What this screen shows is what counts.',
  connecting: 'Connecting to the till…',
  offlineSince: (time) => `No connection to the till since ${time}.`,
  offlineReady: 'Do not scan until it is back.',
  offlineGoesOn: 'The payment goes on. Keep the goods.',
  offlineIdle: 'It comes back by itself.',
  unreachable: 'The till does not answer. Is it switched on, and is this tablet on its network?',
  refused: (reason) => `The till does not let this tablet in: ${reason}.`,
  tokenNeeded: 'open the page with the link that the till shows, once',
  scannerReady: 'Scanner ready',
  scannersReady: (up, all) => `${up} of ${all} scanners`,
  scannerDown: 'Scanner lost',
  scannerNone: 'No scanner',
  secondsLeft: (seconds) => `${seconds} seconds left`,
  customerPaid: (amount) => `customer paid ${amount}`,
  openOrder: (amount, time) => `${amount} of ${time}`,
  dismissNotice: 'Seen',
  sound: 'Sound',
  chooseLane: 'Which register is this tablet at?',
  chooseLaneHint: 'Asked once; the tablet remembers.',
};
