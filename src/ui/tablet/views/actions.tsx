import type { JSX } from 'preact';
import type { Screen } from '../../messages.ts';
import { timeText } from '../amount-text.ts';
import { asksFirst, buttonsOf } from '../modes.ts';
import type { Till } from '../till.ts';
import type { TimeLeft } from '../time-left.ts';

/**
 * What may be pressed now. The second tap of a question is never where the first one was: there stands the way back,
 * so a finger that strikes twice gives nothing up.
 */
export function Actions({ till, screen }: { till: Till; screen: Screen }): JSX.Element {
  const { words, asking } = till;
  const disabled = till.busy.value;
  const asked = asking.value;
  const buttons = buttonsOf(screen.actions);
  if (!till.connected.value) {
    return (
      <p class="actions actions-old" data-testid="as-of">
        {words.asOf(timeText(till.lostAt.value ?? till.tillMs.value, screen.locale))}
      </p>
    );
  }
  if (asked) {
    // Buttons stand in a row: one asked from its left end is confirmed at the right end, any other at the left.
    const mirrored = buttons.length > 1 && buttons[0] === asked;
    return (
      <div
        key="asked"
        class={mirrored ? 'actions actions-asked mirrored' : 'actions actions-asked'}
        data-count={buttons.length}
      >
        <button
          type="button"
          class="action action-confirm"
          data-testid={`confirm-${asked}`}
          data-no-enter=""
          disabled={disabled}
          onClick={till.confirm}
        >
          {words.confirm[asked]}
        </button>
        <button
          type="button"
          class="action action-main action-back"
          data-testid="go-back"
          onClick={till.goBack}
        >
          {words.goBack}
        </button>
      </div>
    );
  }
  // The first that gives nothing up is the one to press; two that shout would be none.
  const main = buttons.find((action) => !asksFirst(action));
  return (
    <div key="open" class="actions" data-count={buttons.length}>
      {buttons.map((action) => (
        <button
          key={action}
          type="button"
          class={action === main ? 'action action-main' : 'action'}
          data-testid={`action-${action}`}
          disabled={disabled}
          onClick={() => till.act(action)}
        >
          {action === 'dismiss' && till.resultLeft.value && <LeavesIn left={till.resultLeft.value} />}
          {action === 'dismiss' && buttons.includes('giveBack') ? words.keep : words.action[action]}
        </button>
      ))}
    </div>
  );
}

/** A result that leaves by itself: how much of its time is left, drawn along the button that makes it leave now. */
function LeavesIn({ left }: { left: TimeLeft }): JSX.Element {
  return (
    <span
      class="action-left"
      data-testid="leaves-in"
      data-seconds={left.seconds}
      style={{ inlineSize: `${left.fraction * 100}%` }}
      aria-hidden="true"
    />
  );
}
