import type { StoryTold } from '../../../languages/en/story.ts';
import type { StoryEvent, WireHistoryLine, WireOrder, WireRefund } from '../../../order-messages.ts';
import type { SalesWords } from './sales-words.ts';

/** How an order came to end without money. */
export type CancelEnd = 'moneyBack' | 'noMoney' | 'byGateway' | 'neverArrived' | 'asNow';

/** The engine's own words for that, as its history keeps them. */
const CANCEL_ENDS: Record<string, CancelEnd> = {
  'the money went back': 'moneyBack',
  'no money moved': 'noMoney',
  'by the gateway': 'byGateway',
  'the gateway never had it': 'neverArrived',
  'as the gateway says now': 'asNow',
};

export interface StoryLine {
  /** ISO 8601. */
  at: string;
  text: string;
  /** What the till's own record says, for a technician. */
  record: string;
}

export interface StoryParts {
  words: SalesWords;
  /** Writes `12.30` as the shop does. */
  money(amount: string): string;
  /** No money moves on this till. */
  sandbox: boolean;
}

/** What happened to a sale, line by line, in plain words. Pure. */
export function storyOf(order: WireOrder, parts: StoryParts): StoryLine[] {
  return order.history.map((line) => ({
    at: line.at,
    text: textOf(line, order, parts),
    record: line.detail === undefined ? line.event : `${line.event}: ${line.detail}`,
  }));
}

function textOf(line: WireHistoryLine, order: WireOrder, { words, money, sandbox }: StoryParts): string {
  const { line: lines, more } = words.story;
  const { caseSentence } = words.book;
  const { event, detail = '' } = line;
  if (!isStoryEvent(event, lines)) return more.unknown(event);
  const told: StoryTold = { amount: money(order.amount), wallet: order.walletName, by: '', said: detail };
  const plain = (): string => lines[event](told);
  switch (event) {
    case 'paid':
      return sandbox ? more.practicePaid : plain();
    case 'cancelWanted':
    case 'cancelAnswered':
    case 'markedUnwanted':
    case 'caseClosed':
      return own(more[event], detail) ?? plain();
    case 'cancelled': {
      const end = own(CANCEL_ENDS, detail);
      return end === undefined ? plain() : more.cancelled[end];
    }
    case 'settled':
      return settledText(detail, told, words);
    case 'caseOpened': {
      const [kind = '', said = ''] = split(detail, ': ');
      const isKnown = (name: string): name is keyof typeof caseSentence => Object.hasOwn(caseSentence, name);
      return isKnown(kind) ? caseSentence[kind](said) : plain();
    }
    case 'refundAsked':
    case 'refundSent':
    case 'refundUnderWay':
    case 'refundStuck':
    case 'refundDone':
    case 'refundFailed':
      return refundText(event, { detail, order, words, money });
    default:
      return plain();
  }
}

function isStoryEvent(event: string, lines: object): event is StoryEvent {
  return Object.hasOwn(lines, event);
}

/** `paid, Ana: seen in the list` */
function settledText(detail: string, told: StoryTold, { story }: SalesWords): string {
  const [as = '', rest = ''] = split(detail, ', ');
  const [by = '', reason = ''] = split(rest, ': ');
  if (as === 'paid') return story.more.settledPaid(by, reason);
  if (as === 'notPaid') return story.more.settledNotPaid(by, reason);
  return story.line.settled({ ...told, by, said: reason });
}

type RefundEvent = Extract<StoryEvent, `refund${string}`>;
interface RefundTold {
  detail: string;
  order: WireOrder;
  words: SalesWords;
  money(amount: string): string;
}

/** Each begins with the refund's number; what is said of the rest stands in the refund itself. */
function refundText(event: RefundEvent, { detail, order, words, money }: RefundTold): string {
  const { line: lines, more } = words.story;
  const [refundNo = ''] = /^\w+/.exec(detail) ?? [];
  const refund = order.refunds?.find((each) => each.refundNo === refundNo);
  const amount = money(refund?.amount ?? order.amount);
  const { by = '', reason = '' } = refund ?? {};
  const rest = detail.slice(refundNo.length);
  const byHand = /^ by (.*?): /.exec(rest)?.[1];
  switch (event) {
    case 'refundAsked':
      if (refund?.purpose === 'reversal') return more.reversalAsked(amount);
      if (refund?.outside) return more.refundOutside(amount, reason);
      return lines.refundAsked({ amount, wallet: order.walletName, by, said: reason });
    case 'refundDone':
      if (byHand !== undefined) return more.refundDoneBy(amount, byHand);
      break;
    case 'refundFailed':
      if (byHand !== undefined) return more.refundFailedBy(amount, byHand);
      if (isNotNeeded(rest, refund)) return more.refundNotNeeded;
      break;
    default:
      break;
  }
  const said = rest.startsWith(': ') ? rest.slice(2) : '';
  return lines[event]({ amount, wallet: order.walletName, by, said });
}

/** The till drops its own refund once the money went back another way. */
function isNotNeeded(rest: string, refund: WireRefund | undefined): boolean {
  return refund?.purpose === 'reversal' && rest === ': not needed, the money went back';
}

/** What stands in a table under that very name, and is not what every object has. */
function own<V>(table: Record<string, V>, name: string): V | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** At the first separator: what comes before it, and the rest. */
function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
