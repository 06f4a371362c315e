import type { JSX } from 'preact';
import type { DayBooks, DayPeriod } from '../../../day-messages.ts';
import { amountText, timeText } from '../../amount-text.ts';
import { PrintButton } from '../../receipt/print-button.tsx';
import { reportJob } from '../../receipt/print-job.ts';
import type { Till } from '../../till.ts';
import { Icon } from '../../views/icons.tsx';
import type { DeskWords } from '../desk-words.ts';
import { figuresOf } from './figures.ts';

interface ClosesProps {
  till: Till;
  books: DayBooks;
  words: DeskWords['day'];
  locale: string;
}

/** The parts of a day: those that are closed with their numbers, and the one that is open. Each can be printed. */
export function Closes({ till, books, words, locale }: ClosesProps): JSX.Element {
  return (
    <section>
      <h2>{words.closes}</h2>
      <ul class="rows" aria-label={words.closes}>
        {books.periods.map((period) => (
          <li key={period.period}>
            <div class="row close-row" data-testid={`period-${period.period}`}>
              <span class={`row-icon tint-${period.status === 'closed' ? 'good' : 'plain'}`}>
                <Icon name={period.status === 'closed' ? 'lock' : 'hourglass'} />
              </span>
              <span class="row-text">
                <span class="row-title">{titleOf(period, words)}</span>
                <span class="row-note">{noteOf(period, words, locale)}</span>
              </span>
              <span class="row-end">
                {figuresOf({ periods: [period] }).map(({ currency, digits, netMinor }) => (
                  <span key={currency} class="row-title">
                    {amountText({ minor: netMinor, currency, digits }, locale)}
                  </span>
                ))}
              </span>
              <PrintButton
                till={till}
                job={reportJob(books.day, period.period)}
                label={words.print}
                testId={`print-${period.period}`}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf({ status, z }: DayPeriod, words: DeskWords['day']): string {
  if (z !== undefined) return words.closed(z);
  return status === 'over' ? words.notClosed : words.running;
}

function noteOf({ openedAt, closedAt, by }: DayPeriod, words: DeskWords['day'], locale: string): string {
  const time = (iso: string) => timeText(Date.parse(iso), locale);
  if (closedAt === undefined) return words.runningSince(time(openedAt));
  return by === undefined ? time(closedAt) : words.closedBy(time(closedAt), by);
}
