import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../../views/icons.tsx';

interface ButtonProps {
  children: ComponentChildren;
  onPress: () => void;
  /** Default `quiet`. `main`: the one thing to do here. `danger`: takes something back or gives something up. */
  kind?: 'main' | 'quiet' | 'danger';
  icon?: IconName;
  disabled?: boolean;
  /** What it started is under way. */
  busy?: boolean;
  /** Moves money or settles something: a finger or the space bar presses it, Enter (which a gun sends) never does. */
  noEnter?: boolean;
  testId?: string;
}

export function Button(props: ButtonProps): JSX.Element {
  const { children, onPress, kind = 'quiet', icon, disabled = false, busy = false, noEnter, testId } = props;
  return (
    <button
      type="button"
      class={`button button-${kind}`}
      data-testid={testId}
      data-no-enter={noEnter ? '' : undefined}
      aria-busy={busy}
      disabled={disabled || busy}
      onClick={onPress}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
