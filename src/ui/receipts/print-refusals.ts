import type { Problem } from '../problems.ts';
import type { PrintRefusal } from './printing.ts';

type Why = Exclude<PrintRefusal['why'], 'notPrintable'>;

/** What programs and people are told where nothing was printed, or nobody knows. */
const PROBLEMS: Record<Why, (place: string) => Problem> = {
  noPrinter: () => ({
    status: 409,
    code: 'noPrinter',
    detail: 'The shop has no printer on the network: set one in the settings, as HOST:PORT.',
  }),
  notSaved: () => ({
    status: 503,
    code: 'notSaved',
    detail: 'The disk did not take or give the count of what was printed. Nothing was printed: try again.',
  }),
  unreachable: (place) => ({
    status: 503,
    code: 'printerUnreachable',
    detail: `The printer ${place} does not answer. Nothing was printed: look whether it is on and on the network, and try again.`,
  }),
  refused: (place) => ({
    status: 503,
    code: 'printerRefused',
    detail: `The printer ${place} takes no connection. Nothing was printed: it may be busy, or has to be switched off and on.`,
  }),
  coverOpen: () => ({
    status: 503,
    code: 'printerCoverOpen',
    detail: "The printer's cover is open. Nothing was printed: close it and try again.",
  }),
  noPaper: () => ({
    status: 503,
    code: 'printerNoPaper',
    detail: 'The printer has no paper. Nothing was printed: put a roll in and try again.',
  }),
  fault: () => ({
    status: 503,
    code: 'printerFault',
    detail: 'The printer tells of a fault. Nothing was printed: switch it off and on and try again.',
  }),
  unknown: () => ({
    status: 503,
    code: 'printUnknown',
    detail:
      'The printer stopped answering on the way. Look at the paper: the next one says that it is a copy.',
  }),
};

/** Why there is no paper. `place`: the printer's address. */
export function printProblem(refused: PrintRefusal, place: string): Problem {
  return refused.why === 'notPrintable' ? notPrintable(refused.letters) : PROBLEMS[refused.why](place);
}

function notPrintable(letters: string): Problem {
  const detail = `The printer has no such letters: ${letters.slice(0, 40)}. Print it from the browser.`;
  return { status: 422, code: 'notPrintable', detail };
}
