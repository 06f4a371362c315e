import type { Block, CommandRefusal, Order, ScanRefusal, Warning } from '../payment/index.ts';
import type { CounterWords } from './languages/counter-words.ts';
import { sentence } from './languages/sentence.ts';
import { isCancelWanted, wasCharged } from './order-facts.ts';
import type { Voice } from './voice.ts';

/** What the till says to a cashier: one sentence, and one thing to do. Decided here; worded in `languages`. */
export interface Saying {
  message: string;
  hint?: string;
}

/** The result of a payment that runs cannot be written down, so none is shown. */
export function unsavedSaying(detail: string, { words }: Voice): Saying {
  return { message: words.unsaved.message, hint: words.unsaved.hint(sentence(detail)) };
}

export function heldSaying(order: Order, { words, money, stated }: Voice): Saying {
  const { message, unstated, hint } = words.held;
  const amount = money(order);
  return {
    message: order.chargedText === undefined ? unstated(amount) : message(stated(order.chargedText), amount),
    hint,
  };
}

/** Results found this soon after a start arose while the till was off. */
const FOUND_AT_START_MS = 10_000;

/** The till was off when it was paid: nobody at the counter saw it. */
function wasPaidUnseen({ resumedAt, finalAt = 0 }: Order): boolean {
  return resumedAt !== undefined && finalAt - resumedAt < FOUND_AT_START_MS;
}

/** Whether a payment came when it was not looked for, so that it has to be asked: kept, or given back? */
export function asksToKeep(order: Order): boolean {
  return howPaid(order) !== 'paid';
}

function howPaid(order: Order): 'paid' | 'paidUnseen' | 'paidAfterCancel' {
  if (wasPaidUnseen(order)) return 'paidUnseen';
  return isCancelWanted(order) ? 'paidAfterCancel' : 'paid';
}

export function paidSaying(order: Order, { words }: Voice, sandbox: boolean): Saying {
  const how = howPaid(order);
  return sandbox ? { message: words[how].message, hint: words.practice[how] } : words[how];
}

export function declinedSaying({ gatewayMessage }: Order, { words, text }: Voice): Saying {
  const { message, hint } = words.declined;
  return { message, hint: text(hint, gatewayMessage && words.walletSays(gatewayMessage)) };
}

export function cancelledSaying(order: Order, { words }: Voice): Saying {
  const { message, back, keptOrBack } = words.cancelled;
  return { message, hint: wasCharged(order) ? back : keptOrBack };
}

/** Why nothing can be sold, and what to do. */
export function blockedSaying(block: Block, { words, time }: Voice): Saying {
  const { blocked } = words;
  switch (block.kind) {
    case 'starting':
    case 'stopping':
      return blocked[block.kind];
    case 'unreachable':
      return {
        message: blocked.unreachable.message(time(block.since)),
        hint: blocked.unreachable.hint(technical(block)),
      };
    case 'refused':
    case 'untrusted':
      return { message: blocked[block.kind].message, hint: blocked[block.kind].hint(technical(block)) };
    case 'clockWrong': {
      const { message, fast, slow } = blocked.clockWrong;
      return { message, hint: (block.skewMs > 0 ? fast : slow)(minutesOf(block.skewMs)) };
    }
    case 'storeFault': {
      const { message, hint } = blocked.storeFault;
      return { message, hint: hint(sentence(block.detail)) };
    }
  }
}

function technical({ detail, cure }: { detail: string; cure: string }): string {
  return `${sentence(detail)} ${sentence(cure)}`;
}

export function warningText(warning: Warning, { warning: words }: CounterWords): string {
  switch (warning.kind) {
    case 'clockOff': {
      const { skewMs } = warning;
      return (skewMs > 0 ? words.clockFast : words.clockSlow)(minutesOf(skewMs));
    }
    case 'errorsUnsigned':
      return words.errorsUnsigned;
    case 'lossPossible':
      return words.lossPossible(warning.file);
  }
}

function minutesOf(skewMs: number): number {
  return Math.round(Math.abs(skewMs) / 60_000);
}

/** Why a command was not done. */
export function refusedCommand(why: CommandRefusal, words: CounterWords): string {
  if (!isOfTheCode(why)) return words.refusedCommand[why];
  const { message, hint } = words.refusedScan[why];
  return `${message}${words.stop}${words.gap}${hint}`;
}

/** A scan that came at the wrong time says nothing of its code. */
const OF_THE_CODE: Record<Exclude<ScanRefusal, 'notReady'>, true> = {
  productBarcode: true,
  webAddress: true,
  merchantCode: true,
  fragment: true,
  unreadable: true,
  codeUsed: true,
};

function isOfTheCode(why: CommandRefusal): why is keyof typeof OF_THE_CODE {
  return why in OF_THE_CODE;
}
