import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PrintTarget } from '../../receipt-messages.ts';
import type { Till } from '../till.ts';
import { Icon } from '../views/icons.tsx';
import { type PrintJob, type PrintOutcome, receiptJob } from './print-job.ts';

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Fetched when somebody prints for the first time: no sale ever waits for it. */
async function openDesk(till: Till) {
  const { openPrintDesk, PrintProblem } = await import('./print-desk.tsx');
  return { ...(await openPrintDesk(till)), PrintProblem };
}

interface PrintButtonProps {
  till: Till;
  job: PrintJob;
  label: string;
  /** Default: a button of the desk. */
  class?: string;
  testId?: string;
}

/** Prints something where the shop prints, and says what came of it; pressed again, it prints again. */
export function PrintButton({
  till,
  job,
  label,
  class: className = 'button button-quiet',
  testId,
}: PrintButtonProps): JSX.Element {
  const [desk, setDesk] = useState<Desk>();
  const [outcome, setOutcome] = useState<PrintOutcome>();
  const [isBusy, setBusy] = useState(false);
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );

  const print = async (to: PrintTarget) => {
    setBusy(true);
    setOutcome(undefined);
    try {
      const opened = desk ?? (await openDesk(till));
      // The page has gone on to another sale: nothing is printed for one that nobody sees any more.
      if (!isHere.current) return;
      setDesk(opened);
      setOutcome(await opened.print(job, to));
    } catch {
      setOutcome({ kind: 'refused', code: 'notFetched', detail: till.words.notFetched });
    } finally {
      setBusy(false);
    }
  };
  const isPrinted = outcome?.kind === 'printed';
  // Without the part that knows the words, the button itself has to say so.
  const shown = outcome && !desk ? till.words.notFetched : label;
  return (
    <>
      <button
        type="button"
        class={className}
        data-testid={testId}
        data-printed={isPrinted ? (outcome.isCopy ? 'copy' : 'original') : undefined}
        aria-busy={isBusy}
        disabled={isBusy || !till.connected.value}
        onClick={() => void print('auto')}
      >
        <Icon name={isPrinted ? 'check' : 'print'} />
        {shown}
        <span class="hidden" role="status">
          {isPrinted ? desk?.words.printed(outcome.isCopy) : ''}
        </span>
      </button>
      {desk && outcome && outcome.kind !== 'printed' && (
        <desk.PrintProblem
          till={till}
          words={desk.words}
          outcome={outcome}
          onTry={(to) => void print(to)}
          onClose={() => setOutcome(undefined)}
        />
      )}
    </>
  );
}

interface ReceiptButtonProps {
  till: Till;
  orderNo: string;
  refundNo?: string;
  class?: string;
}

/** The receipt of a sale or a refund; of what is not proven paid, a slip that says so. */
export function ReceiptButton({ till, orderNo, refundNo, ...rest }: ReceiptButtonProps): JSX.Element {
  const job = receiptJob(orderNo, refundNo);
  return <PrintButton till={till} job={job} label={till.words.receipt} testId="receipt" {...rest} />;
}
