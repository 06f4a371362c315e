import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from '../../views/icons.tsx';

interface ChoiceProps<V extends string> {
  /** Said to readers; shown above unless `isLabelHidden`. */
  label: string;
  isLabelHidden?: boolean;
  options: readonly { value: V; label: string; icon?: IconName }[];
  value: V;
  onChange: (value: V) => void;
  disabled?: boolean;
  testId?: string;
}

/** One of a few, all in sight: a row that breaks where it is too narrow. Arrow keys move in it. */
export function Choice<V extends string>(props: ChoiceProps<V>): JSX.Element {
  const { label, isLabelHidden = false, options, value, onChange, disabled, testId } = props;
  const name = useId();
  return (
    <fieldset class="choice" data-testid={testId} disabled={disabled}>
      <legend class={isLabelHidden ? 'hidden' : undefined}>{label}</legend>
      <div class="choice-row">
        {options.map((option) => (
          <label key={option.value} class="choice-option">
            <input
              type="radio"
              class="choice-input"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              data-testid={testId && `${testId}-${option.value}`}
            />
            <span>
              {option.icon && <Icon name={option.icon} />}
              {option.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
