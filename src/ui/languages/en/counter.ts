import type { CommandRefusal, ScanRefusal } from '../../../payment/index.ts';
import { sentence } from '../sentence.ts';
import { afterwards } from './afterwards.ts';

const storeCure = 'Free space on the disk, or mend it: the till goes on by itself then.';
const forTechnician = (technical: string) => `Take another payment. For the technician: ${technical}`;

/**
 * What the till says to a cashier of a sale and of itself. A `message` ends without a stop, a `hint` with one. Amounts and
 * times come as they are to be shown; `technical` and `said` are somebody else's words, and stay as they came.
 */
export const counter = {
  /** Stands between two sentences, and behind a message that others follow. */
  gap: ' ',
  stop: '.',
  idle: { message: 'Type the amount' },
  idleUnsent: {
    message: 'Nothing was sent, nothing was charged',
    hint: 'The till could not write the sale down. Press Charge to try again.',
  },
  idleExpired: {
    message: 'Nobody scanned a code',
    hint: 'The amount is kept. Press Charge when the customer is ready.',
  },
  testScan: {
    message: 'The scanner is being tested. Nothing is charged.',
    hint: 'Sell as always: Charge ends the test.',
  },
  ready: { message: "Scan the customer's code" },
  /** In place of "scan the code", after a scan that was no payment code. */
  refusedScan: {
    productBarcode: {
      message: 'That was a product barcode',
      hint: 'Ask the customer to open the payment code in the wallet.',
    },
    webAddress: {
      message: 'That code opens a website, it does not pay',
      hint: 'Ask the customer for the payment code of the wallet.',
    },
    merchantCode: {
      message: 'That code is for receiving money',
      hint: 'Ask the customer for “Pay”, not “Receive”.',
    },
    fragment: { message: 'Only part of the code was read', hint: 'Hold the gun steady and scan again.' },
    unreadable: {
      message: 'That code cannot be read',
      hint: 'Ask the customer to make the screen brighter and scan again.',
    },
    codeUsed: { message: 'This code was used already', hint: 'Ask the customer for a fresh code.' },
    notReady: { message: 'Scan again', hint: 'That scan came too early.' },
  } satisfies Record<ScanRefusal, object>,
  sending: { message: 'Asking the wallet', hint: 'Please wait for the result.' },
  customerConfirms: {
    message: 'The customer confirms on the phone',
    hint: 'Ask the customer to enter the password.',
  },
  cancelAsked: {
    message: 'Cancelling',
    hint: 'Do not hand over the goods yet. If the customer pays at this moment, it still counts.',
  },
  cancelling: { message: 'Cancelling', hint: 'Do not hand over the goods. Wait for the result.' },
  paidTooLate: {
    message: 'The money is going back to the customer',
    hint: 'It was paid too late. Do not hand over the goods.',
  },
  unknown: {
    message: 'Not confirmed',
    hint: 'Do not hand over the goods, do not charge this sale again. If it was charged, it goes back by itself.',
  },
  /** Nobody knows its end, and it will not come soon. */
  stuck: {
    message: 'Not confirmed',
    hint: 'Do not hand over the goods, do not charge this sale again. The till keeps asking. Call a manager.',
  },
  stuckCharged: {
    message: 'Charged, but not wanted any more',
    hint: 'The money could not be sent back by itself. Do not hand over the goods. Call a manager: it can be settled by hand.',
  },
  /** The result of a payment that runs cannot be written down, so none is shown. */
  unsaved: {
    message: 'Not confirmed',
    hint: (technical: string) =>
      `Do not hand over the goods, do not charge this sale again. The till cannot write down what became of it. For the technician: ${technical} ${storeCure}`,
  },
  held: {
    message: (charged: string, amount: string) => `Charged ${charged} instead of ${amount}`,
    unstated: (amount: string) => `Charged another amount instead of ${amount}`,
    hint: 'Do not hand over the goods. Call a manager: it can be kept or given back.',
  },
  paid: { message: 'Paid', hint: 'Hand over the goods.' },
  /** It was paid when nobody looked for it: the goods go out, or the money goes back? */
  paidUnseen: { message: 'Paid while the till was off', hint: 'Were the goods handed over?' },
  paidAfterCancel: {
    message: 'Paid: the cancel came too late',
    hint: 'The customer has paid. Does the customer take the goods?',
  },
  /** On the sandbox nothing was paid and nothing is handed over: every word for the result must say so. */
  practice: {
    paid: 'This was practice. No money moved.',
    paidUnseen: 'This was practice. No money moved. Were the goods handed over?',
    paidAfterCancel: 'This was practice. No money moved. Does the customer take the goods?',
  },
  declined: { message: 'Not charged', hint: 'Ask for a fresh code or another way to pay.' },
  walletSays: (said: string) => `The wallet says: ${sentence(said)}`,
  cancelled: {
    message: 'Cancelled',
    back: 'The customer has the money back. Do not hand over the goods.',
    /** Between the last look and the cancel a customer may have paid unseen: "nothing was charged" could be a lie. */
    keptOrBack: 'The customer keeps the money, or has it back. Do not hand over the goods.',
  },
  notSent: {
    message: 'Not sent',
    hint: 'The wallets cannot be reached. Nothing was charged. Try again or take another payment.',
  },
  /** Why nothing can be sold. */
  blocked: {
    starting: { message: 'Starting', hint: 'Checking the connection to the wallets.' },
    stopping: { message: 'The till is restarting', hint: 'Payments that are running go on by themselves.' },
    unreachable: {
      message: (time: string) => `Wallets unreachable since ${time}`,
      hint: forTechnician,
    },
    refused: { message: 'The wallets do not accept this till', hint: forTechnician },
    untrusted: { message: "The wallets' answers cannot be trusted", hint: forTechnician },
    clockWrong: {
      message: "This till's clock is wrong",
      fast: (minutes: number) =>
        `Take another payment. For the technician: it is ${minutes} minutes fast. Set it, and switch automatic time on.`,
      slow: (minutes: number) =>
        `Take another payment. For the technician: it is ${minutes} minutes slow. Set it, and switch automatic time on.`,
    },
    storeFault: {
      message: 'The till cannot write sales down',
      hint: (technical: string) => forTechnician(`${technical} ${storeCure}`),
    },
  },
  /** What is wrong with a gun, by what the cashier can do about it. */
  gun: {
    away: 'Check its cable. It comes back by itself.',
    faulty: 'Check its cable, and switch it off and on. If that does not help, call the technician.',
    forbidden: 'Call the technician: this machine does not let the till use the scanner.',
    unclear: 'Call the technician: it is not clear which scanner this register is to use.',
    setWrong: 'Call the technician: the scanner is not set up for this till.',
    stranger: 'Call the technician: something else on the network wants to be this scanner.',
    switchedOff: 'It is switched off. A technician can switch it on again.',
  },
  /** What does not stop a sale but should be seen. */
  warning: {
    clockFast: (minutes: number) =>
      `This till's clock is ${minutes} minutes fast. Ask the technician to set it.`,
    clockSlow: (minutes: number) =>
      `This till's clock is ${minutes} minutes slow. Ask the technician to set it.`,
    errorsUnsigned: 'The wallets do not sign their answers about errors. Tell the technician.',
    lossPossible: (file: string) => `A payment may be missing: ${file} is damaged. Tell the technician.`,
  },
  /** Why a command was not done; for a scan that was refused, what stands above. */
  refusedCommand: {
    laneBusy: 'This lane is busy with another sale.',
    saleOver: 'That sale is over.',
    notPossible: 'That is not possible at this moment.',
    notReady: 'The lane is not waiting for a code. Press Charge first.',
    blocked: 'No sale can begin now. The screen says why.',
    amountInvalid: 'The amount must be more than zero and no more than the limit of one sale.',
    keyReused: 'This key was used for another request.',
    stopping: 'The till is restarting.',
    noSuchOrder: 'There is no such order.',
    notRefundable: 'Only a paid order can be refunded.',
    restored:
      'This sale is from before the till was restored from a backup. A manager gives it back under Sales.',
    tooMuch: 'That is more than is left of this payment.',
    tooManyRefunds: 'This payment has been refunded as often as is allowed.',
  } satisfies Record<Exclude<CommandRefusal, Exclude<ScanRefusal, 'notReady'>>, string>,
  /** Why a person may not do it. */
  barred: {
    signInNeeded: 'Sign in first.',
    managerNeeded: 'A manager has to sign in for this.',
    consoleNeeded: 'There is no manager yet. The technician makes the first one.',
    peopleUnreadable: 'The list of people is damaged. Call the technician.',
    notWritten: 'It was not done: the till could not write down who does it. Call the technician.',
  },
  fault: 'The till could not do that.',
  afterwards,
};
