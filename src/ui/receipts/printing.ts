import type { Clock } from '../../clock.ts';
import type { PrintBook } from '../../payment/index.ts';
import type { Receipt } from '../receipt-messages.ts';
import { escPosOf } from './escpos.ts';
import type { Printer, PrintResult } from './printer.ts';

/** Why nothing was printed. `letters`: those the printer does not have. */
export type PrintRefusal =
  | { ok: false; why: 'noPrinter' | 'notSaved' | Exclude<PrintResult, 'printed'> }
  | { ok: false; why: 'notPrintable'; letters: string };

export type Handed = { ok: true; isCopy: boolean; receipt: Receipt } | PrintRefusal;

export interface PrintRequest {
  /** Counted under it; left out: it is no receipt, and never a copy. */
  number?: string;
  /** The paper, as an original or as a copy. */
  paper(isCopy: boolean): Receipt;
}

/** Hands papers out so that each number has one original at most, whatever fails. */
export interface Printing {
  /** For who asked to draw it: the paper counts as out from now on. */
  toBrowser(request: PrintRequest): Promise<Handed>;
  /** Waits until the printer has taken it. To one printer papers leave one after the other. */
  toPrinter(place: string, request: PrintRequest): Promise<Handed>;
}

export function createPrinting(parts: { book: PrintBook; printer: Printer; clock: Clock }): Printing {
  const { book, printer, clock } = parts;
  const inTurn = createTurns();
  const note = async (number: string | undefined, to: 'browser' | 'printer') => {
    if (number !== undefined) await book.add({ number, at: clock.now(), to });
  };
  const isOut = async (number: string | undefined) => number !== undefined && (await book.count(number)) > 0;
  const notSaved = { ok: false, why: 'notSaved' } as const;

  return {
    toBrowser: ({ number, paper }) =>
      inTurn(number, async () => {
        try {
          const isCopy = await isOut(number);
          await note(number, 'browser');
          return { ok: true, isCopy, receipt: paper(isCopy) };
        } catch {
          return notSaved;
        }
      }),
    toPrinter: (place, { number, paper }) =>
      inTurn(number, async () => {
        if (place === '') return { ok: false, why: 'noPrinter' };
        const isCopy = await isOut(number).catch(() => undefined);
        if (isCopy === undefined) return notSaved;
        const receipt = paper(isCopy);
        const encoded = escPosOf(receipt);
        if (!encoded.ok) return { ok: false, why: 'notPrintable', letters: encoded.letters };
        try {
          // Written down before the first byte leaves: a till that dies then makes the next paper a copy.
          const leave = () => note(number, 'printer');
          const result = await inTurn(place, () => printer.print(place, encoded.bytes, leave));
          return result === 'printed' ? { ok: true, isCopy, receipt } : { ok: false, why: result };
        } catch {
          return notSaved;
        }
      }),
  };
}

/**
 * Does things of one name one after the other: whether a paper is the first of its number is decided and written down
 * before the next one asks. Without a name nothing waits.
 */
function createTurns(): <T>(name: string | undefined, act: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (name, act) => {
    if (name === undefined) return act();
    const done = (last.get(name) ?? Promise.resolve()).then(act);
    const over = done
      .catch(() => {})
      .then(() => {
        if (last.get(name) === over) last.delete(name);
      });
    last.set(name, over);
    return done;
  };
}
