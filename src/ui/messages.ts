/**
 * The wire contract between the till and a tablet. Both ends import this file and nothing else of the other.
 * Down: whole screens. Up: commands, each answered once; its effect comes back as the next screen.
 */

import type { LanguageTag } from './languages/tags.ts';

export type ScreenMode =
  | 'idle'
  | 'ready'
  | 'paying'
  | 'cancelling'
  | 'paid'
  | 'declined'
  | 'cancelled'
  | 'notSent'
  | 'unknown'
  | 'held'
  /** It was paid, and money of it is on its way back. */
  | 'refunding'
  /** It was paid, and money of it went back. */
  | 'refunded'
  /** A person has decided what the wallet would not. */
  | 'settled'
  /** Something is not where it belongs after the end of a sale. */
  | 'attention'
  | 'blocked'
  | 'test';

/** An amount on the wire: integer minor units with the decimals that show it. */
export interface WireAmount {
  minor: number;
  currency: string;
  digits: number;
}

/** What the cashier may do now, beside typing an amount. The page shows exactly these, in this order. */
export type ScreenAction =
  /** Put the typed amount on the lane. */
  | 'charge'
  | 'cancel'
  /** The result was seen; next sale. */
  | 'dismiss'
  /** Same amount, fresh code. */
  | 'retry'
  /** Undecided past the wait: stay with it. */
  | 'keepWaiting'
  /** Undecided: let it run on by itself, take the next customer; should it succeed, it goes back. */
  | 'nextCustomer'
  /** Undecided: the customer paid another way; should it succeed, it goes back. */
  | 'paidAnotherWay'
  /** Paid, and the goods do not go out: all of the money goes back. `dismiss` beside it answers that they do. */
  | 'giveBack';

/** Who works here. */
export interface PersonFacts {
  id: string;
  name: string;
  role: 'cashier' | 'technician' | 'manager';
}

/** Somebody has signed in with a PIN, on this page, until then (epoch ms on the till's clock). */
export interface SessionFacts {
  /** Sent with what is done in this name: the header `Scantill-Session`, or `session` in a command. */
  token: string;
  person: PersonFacts;
  until: number;
}

/** All who work here, and who did, in the order they came. */
export interface WirePeople {
  people: (PersonFacts & { state: 'active' | 'left' })[];
  /** As long as there is none, everybody may do everything but change this list. */
  hasManager: boolean;
  /** The list cannot be read: nobody can sign in, and what only managers may do is not done. */
  isDamaged: boolean;
}

export interface ScreenScanner {
  id: string;
  name: string;
  up: boolean;
  /** What is wrong and its cure, in one sentence. */
  problem?: string;
}

/** Something that happened off the lane's current sale. Stays until somebody taps it away. */
export interface ScreenNotice {
  id: string;
  tone: 'info' | 'attention';
  text: string;
  at: number;
}

export interface ScreenOrder {
  orderNo: string;
  /** Shown name of the wallet, such as `Alipay`. */
  wallet: string;
  codeMask: string;
  /** What the customer paid where it differs from the amount (a discount or a fee). */
  paid?: WireAmount;
  /** The wallet's own number, as on the customer's bill. */
  walletNumber?: string;
}

/** A sale of the lane that is not where it belongs, beside the one on the screen. */
export interface ScreenOpenOrder {
  orderNo: string;
  amount: WireAmount;
  /** The order's own; `case` where the wallet contradicts its end; `refundStuck` where nobody knows whether money went back. */
  state: string;
  /** It waits for a person. */
  attention: boolean;
  /** What is the matter, in the cashier's words. */
  text: string;
  since: number;
}

/** Everything a tablet must show for a lane, whole. Never a delta: the one with the highest `rev` is right. */
export interface Screen {
  /** Made anew by each start of the till. `rev` only compares within one. */
  bootId: string;
  rev: number;
  /** The till's version: a page of another version reloads itself when idle. */
  version: string;
  lane: string;
  laneName: string;
  shopName: string;
  mode: ScreenMode;
  saleId?: string;
  amount?: WireAmount;
  reference?: string;
  /** The sentence, in the cashier's words. */
  message: string;
  /** The one thing to do. */
  hint?: string;
  /** Epoch ms on the till's clock (`serverTime`) at which the present waiting ends by itself. */
  deadlineAt?: number;
  /** When the present waiting began, so that the time left can be drawn. */
  startedAt?: number;
  actions: ScreenAction[];
  order?: ScreenOrder;
  scanners: ScreenScanner[];
  openOrders: ScreenOpenOrder[];
  notices: ScreenNotice[];
  /** Things that do not stop a sale but should be seen, such as a clock that runs away. */
  warnings: string[];
  /** The till is about to end, and comes back by itself: what follows is no lost connection. */
  restarting?: true;
  currency: { code: string; digits: number };
  maxMinor: number;
  /** Amounts that one tap types. */
  quickMinor: number[];
  /** How long a plain PAID stays by itself; 0: until somebody has touched it. */
  resultSeconds: number;
  /** Nobody sells without having signed in. */
  signIn: boolean;
  /** Language of every sentence on it. */
  language: LanguageTag;
  /** How amounts and times are written. */
  locale: string;
  /** No money moves: every screen must say so. */
  sandbox: boolean;
  serverTime: number;
}

/**
 * What the customer of a lane sees. Whole, like a `Screen`, and of the same `rev` as the cashier's; it holds nothing that
 * is the shop's own. Its sentences are the page's: a customer may choose another language at any moment.
 */
export interface CustomerScreen {
  bootId: string;
  rev: number;
  version: string;
  lane: string;
  shopName: string;
  /** Address of the shop's sign, where it has one. */
  logo?: string;
  mode: CustomerMode;
  say: CustomerSaying;
  amount?: WireAmount;
  /** What the wallet took, where that is another amount (a discount or a fee). */
  paid?: WireAmount;
  deadlineAt?: number;
  startedAt?: number;
  /** When the sale came to its end, so that an old result is not shown as if it were new. */
  endedAt?: number;
  /** Shown names of the wallets that are taken. */
  wallets: string[];
  /** The shop's own for its customers. */
  language: LanguageTag;
  locale: string;
  sandbox: boolean;
  serverTime: number;
}

/**
 * - `welcome`: nothing to pay · `closed`: no wallet can be taken now
 * - `show`: show the code · `confirm`: look at the phone · `wait`: it is being worked on
 * - `paid` · `notPaid`: nothing was taken, or it goes back · `refunded`: money was given back · `ask`: talk to the cashier
 */
export type CustomerMode =
  | 'welcome'
  | 'closed'
  | 'show'
  | 'confirm'
  | 'wait'
  | 'paid'
  | 'notPaid'
  | 'refunded'
  | 'ask';

/** What exactly is said to the customer: a mode may have several sentences. */
export type CustomerSaying =
  | 'welcome'
  | 'closed'
  /** The till starts, or starts anew. */
  | 'starting'
  | 'showCode'
  /** The last code was one for receiving money, … */
  | 'codeReceives'
  /** … was none that pays at all, … */
  | 'codeOther'
  /** … could not be read, … */
  | 'codeUnread'
  /** … or had been used before. */
  | 'codeUsed'
  | 'asking'
  | 'confirm'
  | 'cancelling'
  | 'goingBack'
  | 'paid'
  /** Paid, when nobody looked for it: the cashier has a question. */
  | 'paidAsk'
  | 'declined'
  | 'cancelled'
  | 'notCharged'
  | 'refunded'
  /** Nobody knows yet whether it was paid. */
  | 'unsure'
  | 'ask';

export type CommandError = { code: string; message: string };
export type Ack<T extends object = object> = ({ ok: true } & T) | { ok: false; error: CommandError };

interface Command {
  /** Made by the page, unique. A command runs once however often it arrives. */
  commandId: string;
}
interface SaleCommand extends Command {
  /** The sale the button was painted for. Over: refused, and nothing happens. */
  saleId: string;
}
export interface ChargeCommand extends Command {
  amountMinor: number;
  reference?: string;
  /** Who sells, where somebody has signed in. */
  session?: string;
}
export interface ScanCommand extends SaleCommand {
  /** A code read by the tablet's own wedge or camera. */
  text: string;
}
export interface GiveBackCommand extends SaleCommand {
  /** Who wants it, where somebody has signed in. */
  session?: string;
}
export interface DismissNoticeCommand extends Command {
  noticeId: string;
}

export interface TabletToTill {
  charge(command: ChargeCommand, ack: (answer: Ack<{ saleId: string }>) => void): void;
  retry(command: SaleCommand, ack: (answer: Ack<{ saleId: string }>) => void): void;
  cancel(command: SaleCommand, ack: (answer: Ack) => void): void;
  dismiss(command: SaleCommand, ack: (answer: Ack) => void): void;
  keepWaiting(command: SaleCommand, ack: (answer: Ack) => void): void;
  nextCustomer(command: SaleCommand, ack: (answer: Ack) => void): void;
  paidAnotherWay(command: SaleCommand, ack: (answer: Ack) => void): void;
  giveBack(command: GiveBackCommand, ack: (answer: Ack) => void): void;
  scan(command: ScanCommand, ack: (answer: Ack) => void): void;
  dismissNotice(command: DismissNoticeCommand, ack: (answer: Ack) => void): void;
}

export interface TillToTablet {
  screen(screen: Screen): void;
  /** To pages that connected with `view: 'customer'`, in place of `screen`. */
  customer(screen: CustomerScreen): void;
}

/** What the page sends when it connects. */
export interface Handshake {
  lane: string;
  token?: string;
  /** Default: the cashier's. The customer's takes no command. */
  view?: 'cashier' | 'customer';
  /** Default: the shop's for that view. */
  language?: LanguageTag;
}
