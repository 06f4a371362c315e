import type { CustomerSaying } from '../../messages.ts';

/** Every text on the customer's screen: in plain words, to somebody who has never seen it before. */
export const customer = {
  /** What it is, read from two metres, and the one thing to do. */
  say: {
    welcome: { title: 'Welcome', text: 'Pay here with the wallet on your phone.' },
    closed: { title: 'Please ask at the counter', text: 'Phone wallets cannot be taken just now.' },
    starting: { title: 'One moment, please', text: 'We are getting ready for you.' },
    showCode: {
      title: 'Show your payment code',
      text: 'Open your wallet and hold the code to the scanner.',
    },
    codeReceives: {
      title: 'Show your payment code',
      text: 'That code was for receiving money. Choose “Pay” in your wallet.',
    },
    codeOther: {
      title: 'Show your payment code',
      text: 'That code cannot pay. Open the payment code in your wallet.',
    },
    codeUnread: {
      title: 'Show it once more',
      text: 'The code could not be read. Make the screen brighter and hold still.',
    },
    codeUsed: { title: 'A fresh code, please', text: 'That code was used before. Open a new one.' },
    asking: { title: 'One moment, please', text: 'We are asking your wallet.' },
    confirm: { title: 'Look at your phone', text: 'Confirm the payment there.' },
    cancelling: { title: 'Being cancelled', text: 'Please do not confirm anything on your phone now.' },
    goingBack: { title: 'Your money is going back', text: 'Please wait a moment.' },
    paid: { title: 'Paid', text: 'Thank you!' },
    paidAsk: { title: 'Paid', text: 'Please talk to the cashier.' },
    declined: {
      title: 'Not paid',
      text: 'Your wallet did not accept it. Show a fresh code, or pay another way.',
    },
    cancelled: {
      title: 'Not paid',
      text: 'It was cancelled. You keep your money, or it goes back to you.',
    },
    notCharged: { title: 'Not paid', text: 'Nothing was charged. Please ask at the counter.' },
    refunded: { title: 'Given back', text: 'The money was given back to you.' },
    unsure: {
      title: 'Please ask at the counter',
      text: 'We do not know yet whether it was paid. Please do not pay again.',
    },
    ask: { title: 'Please ask at the counter', text: 'The cashier will help you.' },
  } satisfies Record<CustomerSaying, { title: string; text: string }>,
  /** On a sandbox nothing is ever plainly paid. */
  practicePaid: { title: 'Practice paid', text: 'This was practice. No money moved.' },
  practice: 'PRACTICE · no money moves',
  /** Where a discount or a fee changed the amount. */
  walletTook: (amount: string) => `Your wallet took ${amount}.`,
  walletsTaken: 'Wallets we take',
  toPay: 'To pay',
  secondsLeft: (seconds: number) => (seconds === 1 ? '1 second left' : `${seconds} seconds left`),
  chooseLanguage: 'Language',
  offline: { title: 'One moment, please', text: 'We are back in a moment.' },
  /** For who sets the screen up. */
  refused: (reason: string) => `The till does not let this screen in: ${reason}.`,
};
