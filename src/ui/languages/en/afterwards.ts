import { sentence } from '../sentence.ts';

/** The sale a notice tells of: it is not on the lane any more. */
export interface Told {
  amount: string;
  time: string;
}

const what = ({ amount, time }: Told) => `${amount} from ${time}`;

/** What the till says of a sale after its end: money given back, cases, and what people decided. */
export const afterwards = {
  callManager: 'Call a manager.',
  keepGoods: 'Do not hand over the goods.',
  hasBack: 'The customer has the money back.',
  keepsOrHasBack: 'The customer keeps the money, or has it back.',
  goesOn: 'It goes on by itself.',
  staysWithShop: (amount: string) => `${amount} stays with the shop.`,
  /** Where a person's word stands for the wallet's. */
  decidedSo: (by: string) => `${by} decided so.`,
  /** A paid sale all or a part of whose money was asked back. */
  goingBack: 'The money is going back to the customer',
  partGoingBack: (part: string, amount: string) => `${part} of ${amount} is going back to the customer`,
  wentBack: 'The customer has the money back',
  wentBackOutside: 'Given back another way',
  partWentBack: (part: string, amount: string) => `${part} of ${amount} went back to the customer`,
  notSure: 'Not sure that the money went back to the customer',
  partNotSure: (part: string, amount: string) =>
    `Not sure that ${part} of ${amount} went back to the customer`,
  notSureHint: 'The till keeps asking. Do not give it back in cash. Call a manager.',
  notSentBack: 'The money could not be sent back',
  partNotSentBack: (part: string, amount: string) => `${part} of ${amount} could not be sent back`,
  /** The wallet contradicts the end of a sale. */
  denied: {
    message: 'The wallet denies this payment',
    hint: 'The shop may not have the money for it. Call a manager.',
  },
  /** A refund that a person called failed was made. */
  sentBackTwice: {
    message: 'Sent back after all',
    hint: 'The customer may have the money twice. Call a manager.',
  },
  otherAmountNow: (now: string, amount: string) => `The wallet says now ${now} instead of ${amount}`,
  chargedAfterAll: 'Charged after all',
  otherChargedAfterAll: (charged: string) => `Charged after all: ${charged}`,
  /** What becomes of money that came after the end, and must not stay. */
  unwanted: {
    goingBack: 'It is being sent back. Call a manager if the customer asks.',
    notSure:
      'It is not sure that it went back. The till keeps asking. Do not give it back in cash. Call a manager.',
    notSentBack: 'It could not be sent back.',
  },
  /** A person has settled a sale. */
  settled: {
    cameIn: (by: string) => `${by} decided: the money came in`,
    noneCameIn: (by: string) => `${by} decided: no money came in`,
    keep: (by: string, charged: string) => `${by} decided to keep the ${charged}`,
    giveBack: (by: string, charged: string) => `${by} decided to give the ${charged} back`,
    reason: (reason: string) => `The reason: ${sentence(reason)}`,
    ask: (by: string) => `Ask ${by} whether the goods go out.`,
    keepGoods: 'Keep the goods.',
    goingBack: 'What was charged is going back to the customer.',
  },
  /** In the list of what is not settled, where that is not what its own lane would say. */
  listed: {
    stuck: 'Not confirmed. The till keeps asking. Call a manager.',
    stuckCharged: 'Charged, and the money could not be sent back by itself. Call a manager.',
    cancelling: 'It is being cancelled; any money goes back by itself.',
    running: 'The till keeps asking by itself. Do not charge it again.',
  },
  /** News of a sale that is not the lane's own any more. */
  notice: {
    paid: (sale: Told) => `${what(sale)} was paid.`,
    cancelled: (sale: Told) => `${what(sale)} was cancelled. The customer keeps the money, or has it back.`,
    chargedAndBack: (sale: Told) => `${what(sale)} had been charged. The customer has the money back.`,
    notCharged: (sale: Told) => `${what(sale)} was not charged.`,
    unsettled: (sale: Told) => `${what(sale)} is not settled yet.`,
    denied: (sale: Told) => `${what(sale)} counted as paid, and the wallet denies it now. Call a manager.`,
    sentBackTwice: (sale: Told) =>
      `${what(sale)}: a refund was made after all. The customer may have the money twice. Call a manager.`,
    otherAmountNow: (sale: Told, now: string) =>
      `${what(sale)} was paid, and the wallet says now ${now}. Call a manager.`,
    chargedAfterAll: (sale: Told) => `${what(sale)} was charged after all.`,
    otherChargedAfterAll: (sale: Told, charged: string) =>
      `${charged} was charged after all for ${what(sale)}.`,
    hadBeenCharged: (sale: Told) => `${what(sale)} had been charged after all.`,
    cameIn: (sale: Told, by: string) => `${what(sale)}: ${by} decided: the money came in.`,
    noneCameIn: (sale: Told, by: string) => `${what(sale)}: ${by} decided: no money came in.`,
    keep: (sale: Told, by: string, charged: string) => `${what(sale)}: ${by} decided to keep the ${charged}.`,
    giveBack: (sale: Told, by: string, charged: string) =>
      `${what(sale)}: ${by} decided to give the ${charged} back.`,
    agreed: 'The wallet says the same now.',
    goingBack: (sale: Told) => `${what(sale)} is going back to the customer.`,
    partGoingBack: (sale: Told, part: string) => `${part} of ${what(sale)} is going back to the customer.`,
    wentBack: (sale: Told) => `${what(sale)} went back to the customer.`,
    partWentBack: (sale: Told, part: string) => `${part} of ${what(sale)} went back to the customer.`,
    wentBackOutside: (sale: Told) => `${what(sale)} was given back another way.`,
    partWentBackOutside: (sale: Told, part: string) => `${part} of ${what(sale)} was given back another way.`,
    notSure: (sale: Told) => `It is not sure that ${what(sale)} went back to the customer. Call a manager.`,
    partNotSure: (sale: Told, part: string) =>
      `It is not sure that ${part} of ${what(sale)} went back to the customer. Call a manager.`,
    notSentBack: (sale: Told) => `${what(sale)} could not be sent back.`,
    partNotSentBack: (sale: Told, part: string) => `${part} of ${what(sale)} could not be sent back.`,
  },
};
