import type { Exercise } from '../../tablet/practice/exercises.ts';
import type { Situation, SituationGroup } from '../../tablet/practice/situations.ts';

/** What the page says where a new cashier practises: what the button does, and the lesson under the sale. */
export const practice = {
  title: 'Practise',
  intro: 'Choose what the customer and the wallet do. No money moves.',
  groups: {
    well: 'It goes well',
    customer: 'The customer has to do something',
    declined: 'It is declined',
    strange: 'Something strange happens',
  } satisfies Record<SituationGroup, string>,
  situations: {
    paid: {
      name: 'Pays at once',
      lesson: 'The usual sale. The goods go out when the screen is green.',
    },
    slow: {
      name: 'Pays, but slowly',
      lesson: 'The wallet took its time. Wait for green; never scan a second time.',
    },
    discount: {
      name: 'Pays with a voucher',
      lesson: 'The wallet gave a discount. The shop has its price; nothing to do.',
    },
    password: {
      name: 'Has to enter a password',
      lesson: 'Ask the customer to enter the password on the phone, and wait.',
    },
    never: {
      name: 'Does not confirm, or leaves',
      lesson: 'The customer did not confirm. Wait, or press Cancel: nothing is charged.',
    },
    race: {
      name: 'Pays while you cancel',
      lesson: 'It was paid at the last moment, too late to count. The money goes back by itself.',
    },
    declined: {
      name: 'The wallet declines',
      lesson: 'Nothing was charged. Ask for another wallet or another payment.',
    },
    refused: {
      name: 'The customer taps “No”',
      lesson: 'The customer refused on the phone. Nothing was charged. Try a fresh code, or another payment.',
    },
    'no-answer': {
      name: 'Paid, but the answer is lost',
      lesson: 'The answer was lost on its way. The till asked again and found it. Do not charge again.',
    },
    'wrong-amount': {
      name: 'Another amount is charged',
      lesson: 'The wallet charged another amount. Keep the goods and call a manager.',
    },
    lost: {
      name: 'The request is lost',
      lesson: 'Nothing reached the wallet. The till makes sure of that before it says so. Keep the goods.',
    },
    'no-record': {
      name: 'The wallet finds it late',
      lesson: 'The wallet knew nothing of it at first. The till keeps asking. Do not charge again.',
    },
    'unknown-code': {
      name: 'An error nobody knows, though paid',
      lesson: 'The wallet said something unclear. The till does not guess, it asks. Wait.',
    },
    forged: {
      name: 'A forged answer',
      lesson: 'Somebody else answered for the wallet. The till does not believe it. Keep the goods.',
    },
    'cancel-fails': {
      name: 'Does not pay, and Cancel fails twice',
      lesson:
        'The cancel needed several tries. The till does them by itself. Keep the goods until it is over.',
    },
    'cancel-keeps': {
      name: 'Pays during Cancel, money stays',
      lesson: 'It was paid and the cancel brought nothing back. The till gives the money back by itself.',
    },
    down: {
      name: 'The wallets are off for a minute',
      lesson: 'The wallets cannot be reached. Take another payment until the till says they are back.',
    },
    skew: {
      name: 'The wallets’ clock is wrong',
      lesson: 'The clocks differ too much. Take another payment and call the technician.',
    },
    notified: {
      name: 'Password, and the wallet calls back',
      lesson: 'The wallet told the till by itself that it was paid. Nothing to do.',
    },
    'notified-twice': {
      name: 'Password, and the wallet calls twice',
      lesson: 'The wallet told the till twice. It is one payment. Nothing to do.',
    },
    'notified-late': {
      name: 'Password, and the wallet calls late',
      lesson: 'The wallet’s message came late. The till had asked by itself. Nothing to do.',
    },
    'notified-forged': {
      name: 'Does not pay, a forged message says paid',
      lesson: 'Somebody pretended that it was paid. Only green counts. Keep the goods.',
    },
    'refund-fails': {
      name: 'Pays, and a refund fails later',
      lesson: 'Try to give the money back under Sales: it fails, and a manager settles it.',
    },
    'refund-odd': {
      name: 'Pays, and a refund is answered oddly',
      lesson: 'Try to give the money back under Sales: the till finds its way.',
    },
    'refund-lost': {
      name: 'Pays, and a refund’s answer is lost',
      lesson: 'Try to give the money back under Sales: it takes longer, and happens once.',
    },
  } satisfies Record<Situation, { name: string; lesson: string }>,
  exerciseList: 'Exercises',
  progress: (done: number, all: number) => `Exercises: ${done} of ${all} done`,
  done: 'Done',
  beginAnew: 'Start the exercises again',
  exercises: {
    sell: { name: 'Sell something', how: 'Type an amount, press Charge, then “Pays at once”.' },
    password: {
      name: 'Wait for a password',
      how: 'Charge, then “Has to enter a password”. Say what the customer has to do.',
    },
    decline: { name: 'Handle a decline', how: 'Charge, then “The wallet declines”. Say what happens next.' },
    withdraw: {
      name: 'Correct a wrong amount',
      how: 'Charge a wrong amount, and cancel before anything is scanned.',
    },
    leaves: {
      name: 'The customer leaves',
      how: 'Charge, then “Does not confirm, or leaves”. Cancel, and wait until it is over.',
    },
    silent: {
      name: 'The answer is lost',
      how: 'Charge, then “Paid, but the answer is lost”. Wait; do not charge again.',
    },
    wrongAmount: {
      name: 'Another amount was charged',
      how: 'Charge, then “Another amount is charged”. Whom do you call?',
    },
    nextCustomer: {
      name: 'Take the next customer',
      how: 'Charge, then “Does not confirm, or leaves”, and wait until it is not confirmed. Press “Next customer”.',
    },
    gunDead: {
      name: 'The scanner is dead',
      how: 'Unplug the scanner, charge, see what the screen says, and cancel. Take another payment.',
    },
  } satisfies Record<Exercise, { name: string; how: string }>,
};
