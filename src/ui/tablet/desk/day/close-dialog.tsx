import type { JSX } from 'preact';
import type { DayBooks } from '../../../day-messages.ts';
import { amountText } from '../../amount-text.ts';
import type { Till } from '../../till.ts';
import type { DeskWords } from '../desk-words.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { dayText } from '../sales/days.ts';
import { figuresOf } from './figures.ts';

interface CloseDialogProps {
  till: Till;
  books: DayBooks;
  words: DeskWords['day'];
  locale: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** Says what will be closed, and what stays open, before anything is. */
export function CloseDialog({
  till,
  books,
  words,
  locale,
  onClose,
  onConfirm,
}: CloseDialogProps): JSX.Element {
  const open = books.periods.filter(({ status }) => status !== 'closed');
  const carried = open.at(-1)?.carried.length ?? 0;
  const figures = figuresOf({ periods: open }).filter(({ kinds }) => kinds.length > 0);
  return (
    <Dialog
      title={words.closeTitle(dayText(books.day, books.today, locale))}
      closeLabel={till.words.close}
      onClose={onClose}
      testId="close-dialog"
      actions={
        <>
          <Button testId="close-no" onPress={onClose}>
            {words.closeNo}
          </Button>
          <Button kind="main" noEnter testId="close-yes" onPress={onConfirm}>
            {words.closeYes}
          </Button>
        </>
      }
    >
      {figures.length === 0 && <p>{words.closeNothing}</p>}
      {figures.map(({ currency, digits, sales, netMinor }) => (
        <p key={currency} class="close-what">
          {words.closeWhat(sales, amountText({ minor: netMinor, currency, digits }, locale))}
        </p>
      ))}
      {carried > 0 && <p data-testid="close-carried">{words.closeCarried(carried)}</p>}
      <p>{words.closeAfter}</p>
    </Dialog>
  );
}
