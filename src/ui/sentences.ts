import { formatMinor } from '../money.ts';
import type { Block, CommandRefusal, Order, ScanRefusal } from '../payment/index.ts';
import { wasCharged } from './order-facts.ts';

/** What the till says to a cashier: one sentence, and one thing to do. All of it stands here. */
export interface Saying {
  message: string;
  hint?: string;
}

/** A part's own words as a sentence: a capital first, a stop last. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  // A host name or a path keeps its spelling.
  const isName = /^\S*[./:]\S/.test(trimmed);
  const begun = isName ? trimmed : trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return begun + (/[.!?]$/.test(trimmed) ? '' : '.');
}

/** `12.30 USD`: with its currency's name, so that no sign can be mistaken. */
export function moneyText(amount: { amountMinor: number; currency: string; digits: number }): string {
  return `${formatMinor(amount.amountMinor, amount.digits)} ${amount.currency}`;
}

/** `10:42` in the shop's own time. */
export function timeText(
  epochMs: number,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const name = `${locale} ${timeZone}`;
  const format =
    timeFormats.get(name) ??
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  timeFormats.set(name, format);
  return format.format(epochMs);
}

/** By locale and time zone: making one costs more than all the rest of a screen. */
const timeFormats = new Map<string, Intl.DateTimeFormat>();

export const IDLE: Saying = { message: 'Type the amount' };
export const IDLE_UNSENT: Saying = {
  message: 'Nothing was sent, nothing was charged',
  hint: 'The till could not write the sale down. Press Charge to try again.',
};
export const IDLE_EXPIRED: Saying = {
  message: 'Nobody scanned a code',
  hint: 'The amount is kept. Press Charge when the customer is ready.',
};
/** Of a gun that a technician has put away. */
export const SWITCHED_OFF =
  'It is switched off. A technician can switch it on again, on the page /technician.';
export const TEST_SCAN: Saying = {
  message: 'The scanner is being tested. Nothing is charged.',
  hint: 'Sell as always: Charge ends the test.',
};
export const READY: Saying = { message: "Scan the customer's code" };

const REFUSED_SCANS: Record<ScanRefusal, Saying> = {
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
};

/** What to say in place of "scan the code" after a scan that was no payment code. */
export const refusedScan = (why: ScanRefusal): Saying => REFUSED_SCANS[why];

export const SENDING: Saying = { message: 'Asking the wallet', hint: 'Please wait for the result.' };
export const CUSTOMER_CONFIRMS: Saying = {
  message: 'The customer confirms on the phone',
  hint: 'Ask the customer to enter the password.',
};
export const CANCEL_ASKED: Saying = {
  message: 'Cancelling',
  hint: 'Do not hand over the goods yet. If the customer pays at this moment, it still counts.',
};
export const CANCELLING: Saying = {
  message: 'Cancelling',
  hint: 'Do not hand over the goods. Wait for the result.',
};
export const GOING_BACK: Saying = {
  message: 'The money is going back to the customer',
  hint: 'It was paid too late. Do not hand over the goods.',
};
export const UNKNOWN: Saying = {
  message: 'Not confirmed',
  hint: 'Do not hand over the goods, do not charge this sale again. If it was charged, it goes back by itself.',
};
export const STUCK_CHARGED: Saying = {
  message: 'Charged, but not wanted any more',
  hint: 'The money could not be sent back by itself. Do not hand over the goods. Call a manager: it can be settled by hand.',
};
/** Nobody knows its end, and it will not come soon. */
export const STUCK: Saying = {
  message: 'Not confirmed',
  hint: 'Do not hand over the goods, do not charge this sale again. The till keeps asking. Call a manager.',
};

/** The result of a payment that runs cannot be written down, so none is shown. */
export const unsavedSaying = (detail: string): Saying => ({
  message: 'Not confirmed',
  hint: `Do not hand over the goods, do not charge this sale again. The till cannot write down what became of it. For the technician: ${sentence(detail)} ${STORE_CURE}`,
});

const STORE_CURE = 'Free space on the disk, or mend it: the till goes on by itself then.';

export function heldSaying(order: Order): Saying {
  return {
    message: `Charged ${order.chargedText ?? 'another amount'} instead of ${moneyText(order)}`,
    hint: 'Do not hand over the goods. Call a manager: it can be kept or given back.',
  };
}

/** On the sandbox nothing was paid and nothing is handed over: every word for the result must say so. */
export function practiceHint(order: Order): string {
  const question = paidQuestion(order);
  const practice = 'This was practice. No money moved.';
  return question === undefined ? practice : `${practice} ${question}`;
}

/** Results found this soon after a start arose while the till was off. */
const FOUND_AT_START_MS = 10_000;

/** The till was off when it was paid: nobody at the counter saw it. */
function wasPaidUnseen({ resumedAt, finalAt = 0 }: Order): boolean {
  return resumedAt !== undefined && finalAt - resumedAt < FOUND_AT_START_MS;
}

/** What is to be asked of a payment that came when it was not looked for: kept, or given back? */
export function paidQuestion(order: Order): string | undefined {
  if (wasPaidUnseen(order)) return 'Were the goods handed over?';
  return order.cancelWanted ? 'Does the customer take the goods?' : undefined;
}

export function paidSaying(order: Order): Saying {
  const question = paidQuestion(order);
  if (question === undefined) return { message: 'Paid', hint: 'Hand over the goods.' };
  return wasPaidUnseen(order)
    ? { message: 'Paid while the till was off', hint: question }
    : { message: 'Paid: the cancel came too late', hint: `The customer has paid. ${question}` };
}

export function declinedSaying(order: Order): Saying {
  const said = order.gatewayMessage ? ` The wallet says: ${sentence(order.gatewayMessage)}` : '';
  return { message: 'Not charged', hint: `Ask for a fresh code or another way to pay.${said}` };
}

/** Between the last look and the cancel a customer may have paid unseen: "nothing was charged" could be a lie. */
const NOT_KEPT = 'The customer keeps the money, or has it back. Do not hand over the goods.';

export function cancelledSaying(order: Order): Saying {
  return wasCharged(order)
    ? { message: 'Cancelled', hint: 'The customer has the money back. Do not hand over the goods.' }
    : { message: 'Cancelled', hint: NOT_KEPT };
}

export const NOT_SENT: Saying = {
  message: 'Not sent',
  hint: 'The wallets cannot be reached. Nothing was charged. Try again or take another payment.',
};

/** Why nothing can be sold, and what to do; `at` writes a time in the shop's own way. */
export function blockedSaying(block: Block, at: (epochMs: number) => string): Saying {
  switch (block.kind) {
    case 'starting':
      return { message: 'Starting', hint: 'Checking the connection to the wallets.' };
    case 'stopping':
      return { message: 'The till is restarting', hint: 'Payments that are running go on by themselves.' };
    case 'unreachable':
      return {
        message: `Wallets unreachable since ${at(block.since)}`,
        hint: `Take another payment. For the technician: ${sentence(block.detail)} ${sentence(block.cure)}`,
      };
    case 'refused':
      return {
        message: 'The wallets do not accept this till',
        hint: `Take another payment. For the technician: ${sentence(block.detail)} ${sentence(block.cure)}`,
      };
    case 'untrusted':
      return {
        message: "The wallets' answers cannot be trusted",
        hint: `Take another payment. For the technician: ${sentence(block.detail)} ${sentence(block.cure)}`,
      };
    case 'clockWrong':
      return {
        message: "This till's clock is wrong",
        hint: `Take another payment. For the technician: it is ${Math.round(Math.abs(block.skewMs) / 60_000)} minutes ${block.skewMs > 0 ? 'fast' : 'slow'}. Set it, and switch automatic time on.`,
      };
    case 'storeFault':
      return {
        message: 'The till cannot write sales down',
        hint: `Take another payment. For the technician: ${sentence(block.detail)} ${STORE_CURE}`,
      };
  }
}

const REFUSED_COMMANDS: Record<CommandRefusal, string> = {
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
  tooMuch: 'That is more than is left of this payment.',
  tooManyRefunds: 'This payment has been refunded as often as is allowed.',
  codeUsed: `${REFUSED_SCANS.codeUsed.message}. ${REFUSED_SCANS.codeUsed.hint}`,
  productBarcode: `${REFUSED_SCANS.productBarcode.message}. ${REFUSED_SCANS.productBarcode.hint}`,
  webAddress: `${REFUSED_SCANS.webAddress.message}. ${REFUSED_SCANS.webAddress.hint}`,
  merchantCode: `${REFUSED_SCANS.merchantCode.message}. ${REFUSED_SCANS.merchantCode.hint}`,
  fragment: `${REFUSED_SCANS.fragment.message}. ${REFUSED_SCANS.fragment.hint}`,
  unreadable: `${REFUSED_SCANS.unreadable.message}. ${REFUSED_SCANS.unreadable.hint}`,
};

export const refusedCommand = (why: CommandRefusal): string => REFUSED_COMMANDS[why];
