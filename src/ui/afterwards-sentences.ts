import type { Order } from '../payment/index.ts';
import type { Case, Settlement } from '../payment/order.ts';
import { type MoneyBack, moneyBackOf, openCaseOf, refundableMinorOf, wasCharged } from './order-facts.ts';
import { heldSaying, type Saying } from './sentences.ts';
import type { Voice } from './voice.ts';

/** What the till says of a sale after its end: money given back, cases, and what people decided. */

/** Of a sale some of whose money was asked back. */
export function moneyBackSaying(order: Order, back: MoneyBack, voice: Voice): Saying {
  const { money, text } = voice;
  const words = voice.words.afterwards;
  const isAll = back.minor >= order.amountMinor;
  const part = money({ ...order, amountMinor: back.minor });
  const restMinor = refundableMinorOf(order);
  const rest = restMinor > 0 ? words.staysWithShop(money({ ...order, amountMinor: restMinor })) : undefined;
  switch (back.kind) {
    case 'underWay':
      return isAll
        ? { message: words.goingBack, hint: text(words.keepGoods, words.goesOn) }
        : { message: words.partGoingBack(part, money(order)), hint: text(rest, words.goesOn) };
    case 'done':
      if (!isAll) {
        return {
          message: words.partWentBack(part, money(order)),
          hint: text(decidedSo(back, voice), rest ?? words.hasBack),
        };
      }
      return {
        message: back.isOutside ? words.wentBackOutside : words.wentBack,
        hint: text(decidedSo(back, voice), words.keepGoods),
      };
    case 'stuck':
      return {
        message: isAll ? words.notSure : words.partNotSure(part, money(order)),
        hint: words.notSureHint,
      };
    case 'failed':
      return {
        message: isAll ? words.notSentBack : words.partNotSentBack(part, money(order)),
        hint: text(decidedSo(back, voice) ?? walletSays(back.said, voice), words.callManager),
      };
  }
}

/** Where a person's word stands for the wallet's. */
function decidedSo({ by }: { by?: string }, { words }: Voice): string | undefined {
  return by === undefined ? undefined : words.afterwards.decidedSo(by);
}

function walletSays(said: string | undefined, { words }: Voice): string | undefined {
  return said === undefined ? undefined : words.walletSays(said);
}

/** Of a sale that the wallet contradicts after its end. */
export function caseSaying(order: Order, { kind, said }: Case, voice: Voice): Saying {
  const words = voice.words.afterwards;
  if (kind === 'notPaidAfterAll') return words.denied;
  if (kind === 'refundedAfterAll') return words.sentBackTwice;
  if (order.state === 'paid') {
    return {
      message: words.otherAmountNow(voice.stated(said), voice.money(order)),
      hint: words.callManager,
    };
  }
  return {
    message:
      kind === 'wrongAmountAfterAll' ? words.otherChargedAfterAll(voice.stated(said)) : words.chargedAfterAll,
    hint: voice.text(words.keepGoods, unwantedMoney(order, voice)),
  };
}

/** What becomes of money that came after the end, and must not stay. */
function unwantedMoney(order: Order, voice: Voice): string {
  const { unwanted, callManager } = voice.words.afterwards;
  const back = moneyBackOf(order);
  const isOtherCurrency = order.chargedText !== undefined && order.chargedMinor === undefined;
  if (back?.kind === 'underWay' || (back === undefined && !isOtherCurrency)) return unwanted.goingBack;
  if (back?.kind === 'stuck') return unwanted.notSure;
  const said = back?.kind === 'failed' ? back.said : undefined;
  return voice.text(unwanted.notSentBack, walletSays(said, voice), callManager);
}

/** Of a sale that a person has settled. */
export function settledSaying(order: Order, settlement: Settlement, voice: Voice): Saying {
  const { by, reason } = settlement;
  const { settled } = voice.words.afterwards;
  const charged = order.chargedText === undefined ? '' : voice.stated(order.chargedText);
  const message = settled[decisionOn(order, settlement)](by, charged);
  const because = settled.reason(reason);
  return settlement.as === 'paid'
    ? { message, hint: voice.text(because, settled.ask(by)) }
    : { message, hint: voice.text(because, settled.keepGoods, settledMoney(order, voice)) };
}

/** Of money in a wrong amount it is known that it came: the decision is whether it stays. */
function decisionOn({ chargedText }: Order, { as }: Settlement) {
  if (chargedText !== undefined) return as === 'paid' ? 'keep' : 'giveBack';
  return as === 'paid' ? 'cameIn' : 'noneCameIn';
}

/** What becomes of money that a person has decided not to keep. */
function settledMoney(order: Order, { words }: Voice): string | undefined {
  const kind = moneyBackOf(order)?.kind;
  if (kind === 'underWay') return words.afterwards.settled.goingBack;
  return kind === 'done' || order.moneyBackAt !== undefined ? words.afterwards.hasBack : undefined;
}

/** What a lane's list says of a sale that is not where it belongs. */
export function openOrderText(order: Order, voice: Voice): string {
  const { listed } = voice.words.afterwards;
  const open = openCaseOf(order);
  if (open) return whole(caseSaying(order, open, voice), voice);
  const back = moneyBackOf(order);
  if (back?.kind === 'stuck') return whole(moneyBackSaying(order, back, voice), voice);
  switch (order.state) {
    case 'held':
      return whole(heldSaying(order, voice), voice);
    case 'stuck':
      return wasCharged(order) ? listed.stuckCharged : listed.stuck;
    case 'cancelling':
    case 'reversing':
      return listed.cancelling;
    case 'created':
    case 'submitting':
    case 'pending':
    case 'paid':
    case 'declined':
    case 'cancelled':
    case 'notSent':
      return listed.running;
  }
}

function whole({ message, hint }: Saying, { words, text }: Voice): string {
  return text(message + words.stop, hint);
}

/** News of a sale that is not the lane's own any more: always the newest that is true of it. */
export function noticeText(order: Order, voice: Voice): string {
  const open = openCaseOf(order);
  if (open) return openedText(order, open, voice);
  const { settlement } = order;
  const closed = order.cases?.at(-1);
  if (settlement && settlement.at >= (closed?.closedAt ?? 0)) return settledText(order, settlement, voice);
  const { notice, hasBack, keepsOrHasBack } = voice.words.afterwards;
  if (closed) {
    const end = order.moneyBackAt === undefined ? keepsOrHasBack : hasBack;
    return voice.text(notice.hadBeenCharged(toldOf(order, voice)), end);
  }
  const back = order.state === 'paid' ? moneyBackOf(order) : undefined;
  return back ? backText(order, back, voice) : endText(order, voice);
}

function toldOf(order: Order, { money, time }: Voice) {
  return { amount: money(order), time: time(order.createdAt) };
}

function openedText(order: Order, { kind, said }: Case, voice: Voice): string {
  const { notice } = voice.words.afterwards;
  const sale = toldOf(order, voice);
  if (kind === 'notPaidAfterAll') return notice.denied(sale);
  if (kind === 'refundedAfterAll') return notice.sentBackTwice(sale);
  if (order.state === 'paid') return notice.otherAmountNow(sale, voice.stated(said));
  const charged =
    kind === 'wrongAmountAfterAll'
      ? notice.otherChargedAfterAll(sale, voice.stated(said))
      : notice.chargedAfterAll(sale);
  return voice.text(charged, unwantedMoney(order, voice));
}

function settledText(order: Order, settlement: Settlement, voice: Voice): string {
  const { as, by, agreedAt } = settlement;
  const { notice } = voice.words.afterwards;
  const isAgreed =
    agreedAt !== undefined ||
    (as === 'notPaid' && (order.state === 'cancelled' || order.state === 'declined'));
  const charged = order.chargedText === undefined ? '' : voice.stated(order.chargedText);
  return voice.text(
    notice[decisionOn(order, settlement)](toldOf(order, voice), by, charged),
    as === 'notPaid' ? settledMoney(order, voice) : undefined,
    isAgreed ? notice.agreed : undefined,
  );
}

function backText(order: Order, back: MoneyBack, voice: Voice): string {
  const { notice, callManager } = voice.words.afterwards;
  const sale = toldOf(order, voice);
  const isAll = back.minor >= order.amountMinor;
  const part = voice.money({ ...order, amountMinor: back.minor });
  switch (back.kind) {
    case 'underWay':
      return isAll ? notice.goingBack(sale) : notice.partGoingBack(sale, part);
    case 'done':
      if (back.isOutside) {
        return isAll ? notice.wentBackOutside(sale) : notice.partWentBackOutside(sale, part);
      }
      return isAll ? notice.wentBack(sale) : notice.partWentBack(sale, part);
    case 'stuck':
      return isAll ? notice.notSure(sale) : notice.partNotSure(sale, part);
    case 'failed': {
      const what = isAll ? notice.notSentBack(sale) : notice.partNotSentBack(sale, part);
      return voice.text(what, walletSays(back.said, voice), callManager);
    }
  }
}

function endText(order: Order, voice: Voice): string {
  const { notice } = voice.words.afterwards;
  const sale = toldOf(order, voice);
  switch (order.state) {
    case 'paid':
      return notice.paid(sale);
    case 'cancelled':
      return wasCharged(order) ? notice.chargedAndBack(sale) : notice.cancelled(sale);
    case 'declined':
    case 'notSent':
      return notice.notCharged(sale);
    case 'created':
    case 'submitting':
    case 'pending':
    case 'cancelling':
    case 'reversing':
    case 'stuck':
    case 'held':
      return notice.unsettled(sale);
  }
}
