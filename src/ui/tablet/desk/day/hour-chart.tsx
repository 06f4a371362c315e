import type { JSX } from 'preact';
import type { Part } from './figures.ts';

interface HourChartProps {
  hours: readonly Part[];
  words: { byHour: string; hour: string; amount: string; sales: string };
  hourText: (hour: string) => string;
  amountText: (minor: number) => string;
}

/** A column for each hour of the day. For readers it is a table; the columns grow with the text and turn with its way. */
export function HourChart({ hours, words, hourText, amountText }: HourChartProps): JSX.Element {
  const most = Math.max(1, ...hours.map(({ minor }) => minor));
  return (
    <section class="day-chart">
      <h2>{words.byHour}</h2>
      <div class="columns" aria-hidden="true">
        {hours.map(({ id, minor }) => (
          <div key={id} class="column">
            <span class="column-room">
              <span class="column-bar" style={{ blockSize: `${(100 * minor) / most}%` }} />
            </span>
          </div>
        ))}
      </div>
      <p class="column-hours" aria-hidden="true">
        {namedHours(hours).map(({ id }) => (
          <span key={id}>{hourText(id)}</span>
        ))}
      </p>
      <p class="column-most" aria-hidden="true">
        {amountText(most)}
      </p>
      <table class="hidden">
        <caption>{words.byHour}</caption>
        <thead>
          <tr>
            <th scope="col">{words.hour}</th>
            <th scope="col">{words.sales}</th>
            <th scope="col">{words.amount}</th>
          </tr>
        </thead>
        <tbody>
          {hours.map(({ id, count, minor }) => (
            <tr key={id}>
              <th scope="row">{hourText(id)}</th>
              <td>{count}</td>
              <td>{amountText(minor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The first, the last, and the one that stands exactly between them: more would not stand beside each other. */
function namedHours(hours: readonly Part[]): Part[] {
  const middle = (hours.length - 1) / 2;
  return hours.filter((_, index) => index === 0 || index === hours.length - 1 || index === middle);
}
