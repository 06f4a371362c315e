import type { Order } from '../payment/index.ts';
import type { Case, Settlement } from '../payment/order.ts';
import { type MoneyBack, moneyBackOf, openCaseOf, refundableMinorOf, wasCharged } from './order-facts.ts';
import { heldSaying, moneyText, type Saying, sentence } from './sentences.ts';

/** What the till says of a sale after its end: money given back, cases, and what people decided. */

const MANAGER = 'Call a manager.';
const KEEPS_OR_HAS_BACK = 'The customer keeps the money, or has it back.';
const HAS_BACK = 'The customer has the money back.';
const NOT_SURE = 'The till keeps asking. Do not give it back in cash.';

/** Of a sale some of whose money was asked back. */
export function moneyBackSaying(order: Order, back: MoneyBack): Saying {
  const isAll = back.minor >= order.amountMinor;
  const part = `${moneyText({ ...order, amountMinor: back.minor })} of ${moneyText(order)}`;
  const restMinor = refundableMinorOf(order);
  const rest = restMinor > 0 ? `${moneyText({ ...order, amountMinor: restMinor })} stays with the shop.` : '';
  switch (back.kind) {
    case 'underWay':
      return isAll
        ? {
            message: 'The money is going back to the customer',
            hint: 'Do not hand over the goods. It goes on by itself.',
          }
        : { message: `${part} is going back to the customer`, hint: `${rest} It goes on by itself.`.trim() };
    case 'done':
      if (!isAll) {
        return {
          message: `${part} went back to the customer`,
          hint: `${decidedBy(back)}${rest || HAS_BACK}`,
        };
      }
      return {
        message: back.isOutside ? 'Given back another way' : 'The customer has the money back',
        hint: `${decidedBy(back)}Do not hand over the goods.`,
      };
    case 'stuck':
      return {
        message: `Not sure that ${isAll ? 'the money' : part} went back to the customer`,
        hint: `${NOT_SURE} ${MANAGER}`,
      };
    case 'failed':
      return {
        message: `${isAll ? 'The money' : part} could not be sent back`,
        hint: `${decidedBy(back) || walletSays(back.said)}${MANAGER}`,
      };
  }
}

/** A refund that a person called failed was made. */
const SENT_BACK_TWICE = `The customer may have the money twice. ${MANAGER}`;

/** Where a person's word stands for the wallet's. */
function decidedBy({ by }: { by?: string }): string {
  return by === undefined ? '' : `${by} decided so. `;
}

function walletSays(said: string | undefined): string {
  return said === undefined ? '' : `The wallet says: ${sentence(said)} `;
}

/** Of a sale that the wallet contradicts after its end. */
export function caseSaying(order: Order, { kind, said }: Case): Saying {
  if (kind === 'notPaidAfterAll') {
    return {
      message: 'The wallet denies this payment',
      hint: `The shop may not have the money for it. ${MANAGER}`,
    };
  }
  if (kind === 'refundedAfterAll') return { message: 'Sent back after all', hint: SENT_BACK_TWICE };
  if (order.state === 'paid') {
    return { message: `The wallet says now ${said} instead of ${moneyText(order)}`, hint: MANAGER };
  }
  return {
    message: kind === 'wrongAmountAfterAll' ? `Charged after all: ${said}` : 'Charged after all',
    hint: `Do not hand over the goods. ${unwantedMoney(order)}`,
  };
}

/** What becomes of money that came after the end, and must not stay. */
function unwantedMoney(order: Order): string {
  const back = moneyBackOf(order);
  const isOtherCurrency = order.chargedText !== undefined && order.chargedMinor === undefined;
  if (back?.kind === 'underWay' || (back === undefined && !isOtherCurrency)) {
    return `It is being sent back. ${MANAGER.replace('.', '')} if the customer asks.`;
  }
  if (back?.kind === 'stuck') return `It is not sure that it went back. ${NOT_SURE} ${MANAGER}`;
  return `It could not be sent back. ${back?.kind === 'failed' ? walletSays(back.said) : ''}${MANAGER}`;
}

/** Of a sale that a person has settled. */
export function settledSaying(order: Order, { as, by, reason }: Settlement): Saying {
  const because = `The reason: ${sentence(reason)}`;
  return as === 'paid'
    ? {
        message: `${by} decided${decisionOn(order, as)}`,
        hint: `${because} Ask ${by} whether the goods go out.`,
      }
    : {
        message: `${by} decided${decisionOn(order, as)}`,
        hint: [because, 'Keep the goods.', settledMoney(order)].filter(Boolean).join(' '),
      };
}

/** Of money in a wrong amount it is known that it came: the decision is whether it stays. */
function decisionOn({ chargedText }: Order, as: Settlement['as']): string {
  if (chargedText !== undefined) {
    return as === 'paid' ? ` to keep the ${chargedText}` : ` to give the ${chargedText} back`;
  }
  return as === 'paid' ? ': the money came in' : ': no money came in';
}

/** What becomes of money that a person has decided not to keep. */
function settledMoney(order: Order): string {
  const kind = moneyBackOf(order)?.kind;
  if (kind === 'underWay') return 'What was charged is going back to the customer.';
  return kind === 'done' || order.moneyBackAt !== undefined ? HAS_BACK : '';
}

/** What a lane's list says of a sale that is not where it belongs. */
export function openOrderText(order: Order): string {
  const open = openCaseOf(order);
  if (open) return said(caseSaying(order, open));
  const back = moneyBackOf(order);
  if (back?.kind === 'stuck') return said(moneyBackSaying(order, back));
  switch (order.state) {
    case 'held':
      return said(heldSaying(order));
    case 'stuck':
      return wasCharged(order)
        ? `Charged, and the money could not be sent back by itself. ${MANAGER}`
        : `Not confirmed. The till keeps asking. ${MANAGER}`;
    case 'cancelling':
    case 'reversing':
      return 'It is being cancelled; any money goes back by itself.';
    case 'created':
    case 'submitting':
    case 'pending':
    case 'paid':
    case 'declined':
    case 'cancelled':
    case 'notSent':
      return 'The till keeps asking by itself. Do not charge it again.';
  }
}

function said({ message, hint = '' }: Saying): string {
  return `${message}. ${hint}`.trim();
}

/** News of a sale that is not the lane's own any more: always the newest that is true of it. */
export function noticeText(order: Order, at: string): string {
  const what = `${moneyText(order)} from ${at}`;
  const open = openCaseOf(order);
  if (open) return openedText(order, open, what);
  const { settlement } = order;
  const closed = order.cases?.at(-1);
  if (settlement && settlement.at >= (closed?.closedAt ?? 0)) return settledText(order, settlement, what);
  if (closed) {
    const end = order.moneyBackAt === undefined ? KEEPS_OR_HAS_BACK : HAS_BACK;
    return `${what} had been charged after all. ${end}`;
  }
  const back = order.state === 'paid' ? moneyBackOf(order) : undefined;
  return back ? backText(order, back, what) : endText(order, what);
}

function openedText(order: Order, { kind, said: amount }: Case, what: string): string {
  if (kind === 'notPaidAfterAll') {
    return `${what} counted as paid, and the wallet denies it now. ${MANAGER}`;
  }
  if (kind === 'refundedAfterAll') return `${what}: a refund was made after all. ${SENT_BACK_TWICE}`;
  if (order.state === 'paid') return `${what} was paid, and the wallet says now ${amount}. ${MANAGER}`;
  const charged =
    kind === 'wrongAmountAfterAll'
      ? `${amount} was charged after all for ${what}.`
      : `${what} was charged after all.`;
  return `${charged} ${unwantedMoney(order)}`;
}

function settledText(order: Order, { as, by, agreedAt }: Settlement, what: string): string {
  const isAgreed =
    agreedAt !== undefined ||
    (as === 'notPaid' && (order.state === 'cancelled' || order.state === 'declined'));
  const decided = `${what}: ${by} decided${decisionOn(order, as)}.`;
  const money = as === 'notPaid' ? settledMoney(order) : '';
  return [decided, money, isAgreed ? 'The wallet says the same now.' : ''].filter(Boolean).join(' ');
}

function backText(order: Order, back: MoneyBack, what: string): string {
  const money = moneyText({ ...order, amountMinor: back.minor });
  const part = back.minor >= order.amountMinor ? what : `${money} of ${what}`;
  switch (back.kind) {
    case 'underWay':
      return `${part} is going back to the customer.`;
    case 'done':
      return back.isOutside ? `${part} was given back another way.` : `${part} went back to the customer.`;
    case 'stuck':
      return `It is not sure that ${part} went back to the customer. ${MANAGER}`;
    case 'failed':
      return `${part} could not be sent back. ${walletSays(back.said)}${MANAGER}`;
  }
}

function endText(order: Order, what: string): string {
  switch (order.state) {
    case 'paid':
      return `${what} was paid.`;
    case 'cancelled':
      return wasCharged(order)
        ? `${what} had been charged. ${HAS_BACK}`
        : `${what} was cancelled. ${KEEPS_OR_HAS_BACK}`;
    case 'declined':
    case 'notSent':
      return `${what} was not charged.`;
    case 'created':
    case 'submitting':
    case 'pending':
    case 'cancelling':
    case 'reversing':
    case 'stuck':
    case 'held':
      return `${what} is not settled yet.`;
  }
}
