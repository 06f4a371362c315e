import type { JSX } from 'preact';
import type { DayBooks } from '../../../day-messages.ts';
import { amountText } from '../../amount-text.ts';
import type { DeskWords } from '../desk-words.ts';
import { dayText } from '../sales/days.ts';
import { type DayFigures, figuresOf, type Part } from './figures.ts';
import { HourChart } from './hour-chart.tsx';
import { Shares } from './shares.tsx';

interface TakingsProps {
  books: DayBooks;
  weekBefore: DayBooks | undefined;
  figures: DayFigures;
  words: DeskWords['day'];
  locale: string;
}

/** What a day brought in one currency: the figure that counts, and what it is made of. */
export function Takings({ books, weekBefore, figures, words, locale }: TakingsProps): JSX.Element {
  const { currency, digits, netMinor, sales, averageMinor, backMinor, backs } = figures;
  const amount = (minor: number) => amountText({ minor, currency, digits }, locale);
  const before = weekBefore && figuresOf(weekBefore).find((each) => each.currency === currency);
  const noteOf = ({ count }: Part) => words.salesCount(count);
  const rest = figures.kinds.filter(({ id }) => id !== 'paid' && id !== 'refunded');
  const beside = [
    ...rest.map(({ id, count, minor }) => ({ name: words.kind[id], note: words.timesCount(count), minor })),
    ...(figures.discountMinor > 0 ? [{ name: words.discounts, note: '', minor: figures.discountMinor }] : []),
    ...(figures.feeMinor > 0 ? [{ name: words.fees, note: '', minor: figures.feeMinor }] : []),
  ];
  return (
    <section class="takings" data-testid={`takings-${currency}`}>
      <div class="takings-head">
        <p class="takings-label">{words.net}</p>
        <p class="takings-net" data-testid="net">
          {amount(netMinor)}
        </p>
        <p class="takings-note">
          {before && weekBefore && before.sales > 0
            ? words.lastWeek(dayText(weekBefore.day, books.today, locale), amount(before.netMinor))
            : words.netNote}
        </p>
      </div>
      <dl class="takings-facts">
        <Fact label={words.sales} value={String(sales)} />
        <Fact label={words.average} value={averageMinor === undefined ? '–' : amount(averageMinor)} />
        <Fact label={words.givenBack} value={backs === 0 ? '–' : amount(backMinor)} />
      </dl>
      {sales === 0 && <p class="takings-none">{words.nothingYet}</p>}
      {figures.byHour && figures.byHour.length > 0 && (
        <HourChart hours={figures.byHour} words={words} hourText={hourIn(locale)} amountText={amount} />
      )}
      <div class="takings-shares">
        {figures.byWallet.length > 0 && (
          <Shares
            title={words.byWallet}
            parts={figures.byWallet}
            nameOf={(id) => books.walletNames[id] ?? id}
            noteOf={noteOf}
            amountText={amount}
          />
        )}
        {figures.byLane.length > 1 && (
          <Shares
            title={words.byLane}
            parts={figures.byLane}
            nameOf={(id) => books.laneNames[id] ?? id}
            noteOf={noteOf}
            amountText={amount}
          />
        )}
        {figures.byPerson.some(({ id }) => id !== 'unknown') && (
          <Shares
            title={words.byPerson}
            parts={figures.byPerson}
            nameOf={(id) => (id === 'unknown' ? words.nobody : id)}
            noteOf={noteOf}
            amountText={amount}
          />
        )}
        {beside.length > 0 && (
          <section class="shares">
            <h2>{words.otherKinds}</h2>
            <ul>
              {beside.map(({ name, note, minor }) => (
                <li key={name} class="share">
                  <span class="share-name">
                    {name} <span class="share-note">{note}</span>
                  </span>
                  <span class="share-amount">{amount(minor)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
}

function Fact({ label, value }: { label: string; value: string }): JSX.Element {
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** `14` as the shop writes hours, `14`, `14 Uhr`, `14時`; by 24, as every time on these pages. The hour is the shop's already. */
function hourIn(locale: string): (hour: string) => string {
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', hourCycle: 'h23', timeZone: 'UTC' });
  return (hour) => format.format(Number(hour) * 3_600_000);
}
