import { isClosed, isFinal, type Order } from '../../../src/payment/order.ts';
import type { LaneView } from '../../../src/payment/payments-view.ts';
import type { Truth } from '../../../src/sandbox/ledger.ts';
import type { Screen } from '../../../src/ui/messages.ts';
import { type ScreenSetting, screenOf } from '../../../src/ui/screen.ts';
import type { BooksWatch } from './books.ts';
import type { Report } from './promises.ts';
import type { SecretsWatch } from './secrets.ts';

export interface ScreensParts {
  now(): number;
  books: BooksWatch;
  secrets: SecretsWatch;
  report: Report;
  truthOf(orderNo: string): Truth;
  setting: ScreenSetting;
}

/** An undecided order's screen says by then that nothing is known, and lets the lane go. */
export const NOT_CONFIRMED_BY_MS = 90_000;

/** Holds what the screens say against the disk and the gateway's ledger. */
export class ScreensWatch {
  readonly #parts: ScreensParts;
  #rev = 0;
  readonly #awaited = new Set<string>();

  constructor(parts: ScreensParts) {
    this.#parts = parts;
  }

  /** A lane's screen as it is painted now. */
  seen(view: LaneView): Screen {
    const { now, setting, secrets, report } = this.#parts;
    this.#rev += 1;
    const screen = screenOf({ view, scanners: [], rev: this.#rev, now: now() }, setting);
    secrets.written(JSON.stringify(screen), 'a screen');
    for (const { order } of view.notices) this.#shown(order);
    const { phase } = view;
    if (phase.kind === 'idle') {
      if (screen.mode !== 'idle' && screen.mode !== 'blocked')
        report('a', `no sale, and ${screen.mode} shown`);
      return screen;
    }
    const order = phase.kind === 'order' ? phase.order : undefined;
    // Of money that went back or was settled by hand the screen names that part.
    const isOver = order !== undefined && (isClosed(order) || order.refunds !== undefined);
    const isSame = screen.amount?.minor === phase.sale.amountMinor || isOver;
    if (!isSame || screen.saleId !== phase.sale.saleId) {
      report('l', `the screen shows ${screen.amount?.minor}, the sale is ${phase.sale.amountMinor}`, order);
    }
    if (!order) return screen;
    this.#shown(order);
    const says = RESULTS.find((mode) => mode === screen.mode);
    if (says !== undefined && says !== order.state) report('a', `${order.state}, and ${says} shown`, order);
    return screen;
  }

  /** The cashier chose to wait on. */
  keptWaiting(orderNo: string): void {
    this.#awaited.add(orderNo);
  }

  /** Ninety seconds after a scan: a result stands there, or "not confirmed" does, with a way out. */
  afterWait(orderNo: string, view: LaneView): void {
    const { phase } = view;
    if (phase.kind !== 'order' || phase.order.orderNo !== orderNo) return;
    if (isFinal(phase.order) || this.#awaited.has(orderNo)) return;
    const screen = this.seen(view);
    const isTold = screen.mode === 'unknown' || screen.mode === 'held';
    // Where the disk takes nothing, the screen says that; what it cannot write down it cannot let go.
    const mayGo = screen.actions.includes('nextCustomer') || view.block?.kind === 'storeFault';
    if (!isTold || !mayGo) this.#parts.report('i', `${screen.mode} shown 90 s after the scan`, phase.order);
  }

  #shown(order: Order): void {
    const { books, report, truthOf } = this.#parts;
    if (!isFinal(order)) return;
    if (books.saved.get(order.orderNo)?.state !== order.state) {
      report('e', `${order.state} shown before it was saved`, order);
    }
    if (order.state !== 'paid') return;
    if (order.firstCancelAt !== undefined) report('a', 'paid shown behind the line', order);
    const { state, paidMinor } = truthOf(order.orderNo);
    if (state !== 'paid' || paidMinor !== order.amountMinor) {
      report('a', `paid shown, at the gateway it is ${state} with ${paidMinor}`, order);
    }
  }
}

const RESULTS = ['paid', 'declined', 'cancelled', 'notSent'] as const;
