import type { JSX } from 'preact';
import type { Screen } from '../../messages.ts';
import { amountText } from '../amount-text.ts';
import type { Till } from '../till.ts';

/** Amounts that one touch types. Twice the same touch is still that amount. */
export function QuickAmounts({ till, screen }: { till: Till; screen: Screen }): JSX.Element | null {
  const { code, digits } = screen.currency;
  if (screen.quickMinor.length === 0) return null;
  return (
    <div class="quick">
      {screen.quickMinor.map((minor) => (
        <button
          key={minor}
          type="button"
          class="key quick-key"
          data-testid={`quick-${minor}`}
          disabled={!till.connected.value}
          onPointerDown={() => till.pressQuick(minor)}
          onClick={(event) => event.detail === 0 && till.pressQuick(minor)}
        >
          {amountText({ minor, currency: code, digits }, screen.locale)}
        </button>
      ))}
    </div>
  );
}
