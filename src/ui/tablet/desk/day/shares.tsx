import type { JSX } from 'preact';
import type { Part } from './figures.ts';

interface SharesProps {
  title: string;
  parts: readonly Part[];
  nameOf: (id: string) => string;
  noteOf: (part: Part) => string;
  amountText: (minor: number) => string;
}

/** What a whole is made of, largest first, each with its part drawn under it. */
export function Shares({ title, parts, nameOf, noteOf, amountText }: SharesProps): JSX.Element {
  const whole = Math.max(1, ...parts.map(({ minor }) => minor));
  return (
    <section class="shares">
      <h2>{title}</h2>
      <ul>
        {parts.map((part) => (
          <li key={part.id} class="share">
            <span class="share-name">
              <bdi>{nameOf(part.id)}</bdi> <span class="share-note">{noteOf(part)}</span>
            </span>
            <span class="share-amount">{amountText(part.minor)}</span>
            <span class="share-room" aria-hidden="true">
              <span class="share-bar" style={{ inlineSize: `${(100 * part.minor) / whole}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
