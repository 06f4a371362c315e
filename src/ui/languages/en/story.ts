import type { StoryEvent } from '../../order-messages.ts';
import type { CancelEnd } from '../../tablet/desk/sales/story.ts';

/** What happened to a sale, told line by line. Amounts come as texts. */
export const story = {
  /** One line of a sale's story for each thing that can happen to it. */
  line: {
    created: ({ wallet }) => `${wallet}: the customer’s code was read.`,
    sendDecided: () => 'The payment was sent to the wallet.',
    pending: () => 'The wallet has it, and waits for the customer.',
    paid: () => 'Paid.',
    declined: ({ said }) => (said === '' ? 'The wallet declined it.' : `The wallet declined it: “${said}”`),
    cancelled: () => 'It ended without money.',
    notSent: () => 'It never left the till. Nothing was charged.',
    held: ({ said, amount }) => `${said} was charged instead of ${amount}.`,
    cancelWanted: () => 'It was to be cancelled.',
    cancelHeld: ({ said }) =>
      said === '' ? 'The customer was given more time.' : `${said} gave the customer more time.`,
    lineDrawn: () => 'From here on it must not be paid any more: what comes goes back.',
    cancelDecided: () => 'The till asked the wallet to cancel it.',
    cancelAnswered: () => 'No clear answer to the cancel.',
    markedUnwanted: () => 'It is not wanted any more.',
    paidBehindLine: () =>
      'The wallet charged it after the cancel. The till gives the money back to the customer.',
    stuckDeclared: () => 'It did not settle by itself. A manager is needed; the till keeps asking.',
    answeredForAnother: () => 'The wallet spoke of another payment. That counts for nothing here.',
    settled: ({ by, said }) => `${by} settled it by hand: “${said}”`,
    takenOver: () => 'It came with a backup. A manager has let this till go on with it.',
    caseOpened: () => 'The wallet says something else than before. A manager is needed.',
    caseClosed: () => 'That is cleared up.',
    refundAsked: ({ amount, by, said }) =>
      by === '' ? `${amount} is to go back: “${said}”` : `${by} gives ${amount} back: “${said}”`,
    refundSent: ({ amount }) => `The wallet was asked to send ${amount} back.`,
    refundUnderWay: ({ amount }) => `${amount} is on its way back.`,
    refundStuck: ({ amount }) => `It is not sure that ${amount} went back. The till keeps asking.`,
    refundDone: ({ amount }) => `${amount} went back to the customer.`,
    refundFailed: ({ amount, said }) =>
      said === '' ? `${amount} did not go back.` : `${amount} did not go back: “${said}”`,
  } satisfies Record<StoryEvent, (told: StoryTold) => string>,
  /** The same where more is known. */
  more: {
    practicePaid: 'Practice paid: no money moved.',
    cancelWanted: {
      cashier: 'Cancel was pressed.',
      waitOver: 'The time to pay was over.',
      unwanted: 'Nobody waited for it any more.',
      shutdown: 'The till was switched off meanwhile.',
    } as Record<string, string>,
    cancelAnswered: {
      accepted: 'The wallet took the cancel.',
      refused: 'The wallet refused the cancel. The till asks how it stands.',
    } as Record<string, string>,
    markedUnwanted: {
      nextCustomer: 'The next customer was served. This payment is not wanted any more.',
      paidAnotherWay: 'The customer paid another way. This payment is not wanted any more.',
    } as Record<string, string>,
    cancelled: {
      moneyBack: 'The money went back to the customer.',
      noMoney: 'Cancelled. No money moved.',
      byGateway: 'The wallet cancelled it. No money moved.',
      neverArrived: 'It never reached the wallet. No money moved.',
      asNow: 'The wallet says now that no money was kept.',
    } satisfies Record<CancelEnd, string>,
    caseClosed: {
      gateway: 'That is cleared up: the wallet has confirmed it.',
      person: 'That is cleared up by a manager.',
    } as Record<string, string>,
    settledPaid: (by: string, reason: string) => `${by} decided that the money came in: “${reason}”`,
    settledNotPaid: (by: string, reason: string) => `${by} decided that no money stays: “${reason}”`,
    refundOutside: (amount: string, reason: string) => `${amount} was given back another way: “${reason}”`,
    reversalAsked: (amount: string) =>
      `The till asks the wallet to send ${amount} back to the customer, because it must not stay.`,
    refundNotNeeded:
      'The till need not ask the wallet for that any more: the money went back to the customer.',
    refundDoneBy: (amount: string, by: string) => `${by} decided that ${amount} went back.`,
    refundFailedBy: (amount: string, by: string) => `${by} decided that ${amount} did not go back.`,
    unknown: (event: string) => `Something else happened: ${event}.`,
  },
};

/** What a line of a story may speak of; each empty where it is not known. */
export interface StoryTold {
  amount: string;
  wallet: string;
  by: string;
  said: string;
}
