import type { JSX } from 'preact';
import type { PrintTarget } from '../../receipt-messages.ts';
import { type DeskWords, loadDeskWords } from '../desk/desk-words.ts';
import { Button } from '../desk/parts/button.tsx';
import { Dialog } from '../desk/parts/dialog.tsx';
import type { Till } from '../till.ts';
import { type PrintJob, type PrintOutcome, print } from './print-job.ts';
import { printPaper } from './print-paper.tsx';
import { problemText } from './problem-text.ts';

/** What stands behind a button that prints, fetched at its first press. */
export interface PrintDesk {
  words: DeskWords['printing'];
  print(job: PrintJob, to: PrintTarget): Promise<PrintOutcome>;
}

export async function openPrintDesk({ rest }: Pick<Till, 'rest'>): Promise<PrintDesk> {
  const { printing } = await loadDeskWords();
  return { words: printing, print: (job, to) => print(job, to, { rest, draw: printPaper }) };
}

interface PrintProblemProps {
  till: Till;
  words: DeskWords['printing'];
  outcome: Exclude<PrintOutcome, { kind: 'printed' }>;
  onTry: (to: PrintTarget) => void;
  onClose: () => void;
}

/** Why there is no paper, and what can be done: never silently nothing. */
export function PrintProblem({ till, words, outcome, onTry, onClose }: PrintProblemProps): JSX.Element {
  const { title, text } = problemText(outcome, words);
  return (
    <Dialog
      title={title}
      closeLabel={till.words.close}
      onClose={onClose}
      testId="print-problem"
      actions={
        <>
          <Button testId="print-here" onPress={() => onTry('browser')}>
            {words.printHere}
          </Button>
          <Button kind="main" testId="print-again" onPress={() => onTry('auto')}>
            {till.words.tryAgain}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
