import type { JSX } from 'preact';
import { shownAmount } from './amounts.ts';
import type { OrderPartProps } from './order-page.tsx';
import { storyOf } from './story.ts';
import { secondText } from './times.ts';

/** What happened to a sale, line by line. */
export function OrderStory({ till, words, order }: OrderPartProps): JSX.Element {
  const screen = till.screen.value;
  const locale = screen?.locale ?? 'en';
  const lines = storyOf(order, {
    words,
    money: (amount) => shownAmount(amount, order.currency, locale),
    sandbox: screen?.sandbox ?? false,
  });
  return (
    <section>
      <h2>{words.book.order.story}</h2>
      <ol class="story" data-testid="story">
        {lines.map(({ at, text }, place) => (
          <li key={place} class="story-line">
            <time class="story-time" dateTime={at}>
              {secondText(at, locale)}
            </time>
            <span class="story-text">{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
