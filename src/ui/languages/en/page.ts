import type { ScreenMode } from '../../messages.ts';
import type { HelpTopic } from '../../tablet/help.ts';
import type { Asked, Pressable } from '../../tablet/modes.ts';
import type { Place } from '../../tablet/places.ts';

/** Every text the tablet page itself adds to the sentences of the till. */
export const page = {
  /** The state in a word or two, read from two metres. */
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
  } satisfies Record<ScreenMode, string>,
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
  } satisfies Record<Pressable, string>,
  keep: 'Yes, keep',
  question: {
    cancel: 'Cancel this payment?',
    nextCustomer:
      'Take the next customer? Keep the goods. This payment stays on the list until it is settled.',
    paidAnotherWay: 'Did the customer pay another way? This payment stays on the list until it is settled.',
    giveBack: 'Give all of the money back to the customer? Keep the goods.',
  } satisfies Record<Asked, string>,
  confirm: {
    cancel: 'Yes, cancel',
    nextCustomer: 'Yes, next customer',
    paidAnotherWay: 'Yes, paid another way',
    giveBack: 'Yes, give it back',
  } satisfies Record<Asked, string>,
  goBack: 'No',
  charge: (amount: string) => `Charge ${amount}`,
  chargeNothing: 'Charge',
  amountLabel: 'Amount',
  note: 'Note or table number',
  addNote: 'Note',
  changeNote: (note: string) => `Note: ${note}`,
  codeInNote: 'That note holds a long number like a payment code. Type something else there.',
  keyBack: 'Delete one digit; hold to clear',
  overLimit: (max: string) => `The limit is ${max} for one sale.`,
  noAnswer: 'No answer yet. What this screen shows is what counts.',
  connecting: 'Connecting to the till…',
  asOf: (time: string) => `As of ${time}. Not what the till says now.`,
  offlineSince: (time: string) => `No connection to the till since ${time}.`,
  /** Instead of `offlineSince`, where the till had said so before. */
  restarting: 'The till is restarting.',
  offlineReady: 'Do not scan until it is back.',
  offlineGoesOn: 'The payment goes on. Keep the goods.',
  offlineIdle: 'It comes back by itself.',
  unreachable: 'The till does not answer. Is it switched on, and is this tablet on its network?',
  refused: (reason: string) => `The till does not let this tablet in: ${reason}.`,
  scannerReady: 'Scanner ready',
  scannersReady: (up: number, all: number) => `${up} of ${all} scanners`,
  scannerDown: 'Scanner lost',
  scannerNone: 'No scanner',
  secondsLeft: (seconds: number) => `${seconds} seconds left`,
  customerPaid: (amount: string) => `customer paid ${amount}`,
  openOrder: (amount: string, time: string) => `${amount} of ${time}`,
  dismissNotice: 'Seen',
  sound: 'Sound',
  soundLocked: 'Sound: touch the page once',
  help: 'Help',
  helpTopic: {
    phoneSaysPaid: {
      question: '“My phone says paid”',
      answer:
        'Only this screen counts. Ask to see the amount and the time on the phone: it may be another payment. Press “Ask the wallet now”. If it stays like this, call a manager.',
    },
    needsLonger: {
      question: 'The customer needs longer',
      answer:
        'Wait as long as the ring runs. “Give more time” adds about half a minute, once. Then the till cancels by itself: press Try a fresh code, and the customer has all the time again.',
    },
    leaves: {
      question: 'The customer leaves',
      answer:
        'Keep the goods. Press Cancel, or Next customer where there is no Cancel. If it is paid after all, the money goes back by itself.',
    },
    wrongAmount: {
      question: 'I typed a wrong amount',
      answer: 'Press Cancel. Type the right amount, and charge again.',
    },
    wrongAmountScanned: {
      question: 'I typed a wrong amount',
      answer:
        'Press Cancel. If the customer was faster, the screen says PAID: press Give it back, then charge the right amount.',
    },
    wrongAmountPaid: {
      question: 'I typed a wrong amount, or the customer does not want it any more',
      answer:
        'Press Give it back. All of the money goes back. You may do so for five minutes; after that a manager may.',
    },
    wrongCode: {
      question: 'The code is not taken',
      answer:
        'Ask for “Pay” in the wallet. A code to receive money, a member card or a website does not pay.',
    },
    gunReadsNothing: {
      question: 'The scanner reads nothing',
      answer: 'Make the phone brighter, hold it flat, a hand away. If the scanner is dark, check its cable.',
    },
    otherCustomer: {
      question: 'Another customer wants to pay now',
      answer:
        'One after the other: only the customer whose amount stands here may show a code. Finish this sale first, or let go of it.',
    },
    otherWay: {
      question: 'The customer wants to pay another way',
      answer:
        'On red, nothing was charged: take cash or a card. On purple, press Paid another way first: if the wallet paid after all, that goes back.',
    },
    mayIHandOver: {
      question: 'May I hand over the goods?',
      answer: 'Only on green. Keep them until then.',
    },
    manager: {
      question: 'What does the manager do?',
      answer: 'Menu, then Sales: the payment stands on top, with what can be done about it.',
    },
    walletsOff: {
      question: 'What can I do now?',
      answer:
        'Take cash or a card. The till tries again by itself and comes back to the keypad. If it stays, call the technician.',
    },
    receipt: {
      question: 'The customer wants a receipt',
      answer:
        'Press Receipt, or later Menu, then Sales, then this sale. What was not paid gets a slip that says so.',
    },
  } satisfies Record<HelpTopic, { question: string; answer: string }>,
  checkNow: 'Ask the wallet now',
  checking: 'Asking the wallet…',
  checked: 'The wallet was asked. What this screen shows is what counts.',
  notChecked: 'The wallet could not be asked now. The till keeps asking by itself.',
  giveTime: 'Give more time',
  timeGiven: 'The customer has a little more time now.',
  noTimeLeft: 'There is no more time to give.',
  openSale: 'Show',
  receipt: 'Receipt',
  chooseLane: 'Which register is this tablet at?',
  chooseLaneHint: 'Asked once; the tablet remembers.',
  place: { till: 'Till', sales: 'Sales', day: 'Day', settings: 'Settings' } satisfies Record<Place, string>,
  backToTill: 'Back to the till',
  menu: 'Menu',
  loading: 'One moment…',
  noAnswerYet: 'The till does not answer.',
  pageIsOld: 'The till was updated. This page loads itself anew as soon as no amount is typed.',
  notFetched: 'This part of the page could not be fetched.',
  tryAgain: 'Try again',
  close: 'Close',
  useCamera: 'Use the camera',
  practise: 'Practise',
};
