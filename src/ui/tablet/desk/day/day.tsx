import './day.css';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { DayBooks } from '../../../day-messages.ts';
import { Icon } from '../../views/icons.tsx';
import type { DeskPart } from '../desk-part.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Empty, Loading, Status } from '../parts/remarks.tsx';
import { Row, Rows } from '../parts/rows.tsx';
import { shownAmount } from '../sales/amounts.ts';
import { dayText, shiftDay } from '../sales/days.ts';
import { CloseDialog } from './close-dialog.tsx';
import { Closes } from './closes.tsx';
import { createDayDesk, type DayDesk } from './day-desk.ts';
import { download } from './download.ts';
import { figuresOf } from './figures.ts';
import { Takings } from './takings.tsx';

let desk: DayDesk | undefined;
const isAsking = signal(false);

/** A day's takings, what is not settled, its closes; today's change while they are looked at. */
export function Day({ till, words }: DeskPart): JSX.Element {
  desk ??= createDayDesk({ till, words: words.day });
  const here = desk;
  const books = here.books.value;
  const locale = till.screen.value?.locale ?? 'en';
  const remark = here.remark.value;
  if (!books) {
    return here.trouble.value === 'notBegun' ? (
      <>
        <Heading title={till.words.place.day} />
        <Status tone="bad">{words.day.notBegun}</Status>
        <Button onPress={() => here.goTo('today')}>{words.day.today}</Button>
      </>
    ) : (
      <Loading words={till.words} isUnknown={here.trouble.value === 'unknown'} onRetry={here.reload} />
    );
  }
  const isToday = books.day === books.today;
  const name = dayText(books.day, books.today, locale);
  const isOpen = books.periods.some(({ status }) => status !== 'closed');
  return (
    <>
      <Heading title={isToday ? words.day.todayIs(name) : name}>
        <Button
          icon="note"
          testId="export"
          busy={here.busy.value === 'export'}
          onPress={() => void here.exportTo(download)}
        >
          {words.day.export}
        </Button>
        <Button
          icon="lock"
          kind="main"
          testId="close-day"
          disabled={!(isOpen || isToday) || !till.connected.value}
          busy={here.busy.value === 'close'}
          onPress={() => {
            isAsking.value = true;
          }}
        >
          {words.day.close}
        </Button>
      </Heading>
      <DayPicker desk={here} books={books} words={words.day} />
      <Status tone={remark?.tone ?? 'plain'} testId="day-remark">
        {remark?.text ?? (here.trouble.value === 'unknown' ? till.words.noAnswerYet : undefined)}
      </Status>
      <Carried till={till} books={books} words={words.day} locale={locale} />
      {figuresOf(books).map((figures) => (
        <Takings
          key={figures.currency}
          books={books}
          weekBefore={here.weekBefore.value}
          figures={figures}
          words={words.day}
          locale={locale}
        />
      ))}
      {books.periods.length === 0 && <Empty icon="day">{words.day.nothingYet}</Empty>}
      {books.periods.length > 0 && <Closes till={till} books={books} words={words.day} locale={locale} />}
      {isAsking.value && (
        <CloseDialog
          till={till}
          books={books}
          words={words.day}
          locale={locale}
          onClose={() => {
            isAsking.value = false;
          }}
          onConfirm={() => {
            isAsking.value = false;
            void here.close();
          }}
        />
      )}
    </>
  );
}

interface PartProps {
  books: DayBooks;
  words: DeskPart['words']['day'];
  locale: string;
}

function DayPicker({ desk: here, books, words }: Omit<PartProps, 'locale'> & { desk: DayDesk }): JSX.Element {
  const isToday = books.day === books.today;
  return (
    <div class="day-picker">
      <button
        type="button"
        class="button"
        data-testid="day-before"
        onClick={() => here.goTo(shiftDay(books.day, -1))}
      >
        <Icon name="before" />
        <span class="hidden">{words.dayBefore}</span>
      </button>
      <Field
        isLabelHidden
        label={words.pickDay}
        type="date"
        value={books.day}
        onInput={here.goTo}
        testId="pick-day"
      />
      <button
        type="button"
        class="button"
        data-testid="day-after"
        disabled={isToday}
        onClick={() => here.goTo(shiftDay(books.day, 1))}
      >
        <Icon name="next" />
        <span class="hidden">{words.dayAfter}</span>
      </button>
      {!isToday && (
        <Button testId="day-today" onPress={() => here.goTo('today')}>
          {words.today}
        </Button>
      )}
    </div>
  );
}

/** What is open belongs to no day: it is shown with the one that is open, where its outcome will count. */
function Carried({ till, books, words, locale }: PartProps & Pick<DeskPart, 'till'>): JSX.Element | null {
  const carried = books.periods.find(({ status }) => status === 'open')?.carried ?? [];
  if (carried.length === 0) return null;
  return (
    <section class="day-carried">
      <h2>{words.carried}</h2>
      <p class="takings-note">{words.carriedNote}</p>
      <Rows label={words.carried}>
        {carried.map(({ orderNo, amount, currency, why, lane }) => (
          <Row
            key={orderNo}
            icon={why === 'open' || why === 'refund' ? 'hourglass' : 'question'}
            tone={why === 'open' || why === 'refund' ? 'wait' : 'doubt'}
            title={words.why[why]}
            note={books.laneNames[lane]}
            end={shownAmount(amount, currency, locale)}
            onPress={() => till.showOrder(orderNo)}
            testId={`carried-${orderNo}`}
          />
        ))}
      </Rows>
    </section>
  );
}
