import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface FieldProps {
  /** Said to readers; shown above unless `isLabelHidden`. */
  label: string;
  isLabelHidden?: boolean;
  value: string;
  onInput: (value: string) => void;
  /** What is wrong with what stands there, and what is expected. */
  error?: string | undefined;
  hint?: string | undefined;
  type?: 'text' | 'search' | 'password' | 'date' | 'time';
  /** Which keys a tablet shows. `decimal` and `numeric` are plain texts otherwise. */
  inputMode?: 'text' | 'decimal' | 'numeric' | 'search';
  maxLength?: number;
  disabled?: boolean;
  autofocus?: boolean;
  /** Enter was pressed in it. */
  onEnter?: () => void;
  /** A gun in keyboard mode read a code, here or anywhere on the page: the whole of it, once. */
  onCode?: (text: string) => void;
  testId?: string;
}

/** One line to type, with its label, what is expected, and what is wrong with it. */
export function Field(props: FieldProps): JSX.Element {
  const { label, value, onInput, error, hint, type = 'text', inputMode, onEnter, onCode, testId } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const taker = useRef(onCode);
  taker.current = onCode;
  useEffect(() => {
    const element = input.current;
    const onScan = (event: Event) => taker.current?.((event as CustomEvent<string>).detail);
    element?.addEventListener('scancode', onScan);
    return () => element?.removeEventListener('scancode', onScan);
  }, []);
  const said = error ?? hint;
  return (
    <div class={error === undefined ? 'field' : 'field field-wrong'}>
      <label for={id} class={props.isLabelHidden ? 'hidden' : undefined}>
        {label}
      </label>
      <input
        id={id}
        ref={input}
        class="input"
        // The library's types want each kind of input written out.
        type={type as 'text'}
        inputMode={inputMode}
        value={value}
        maxLength={props.maxLength}
        disabled={props.disabled}
        autofocus={props.autofocus}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint={type === 'search' ? 'search' : 'done'}
        aria-invalid={error !== undefined}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        data-scan={onCode ? '' : undefined}
        data-testid={testId}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          onEnter?.();
        }}
      />
      {said !== undefined && (
        <p id={`${id}-said`} class="field-said" role={error === undefined ? undefined : 'alert'}>
          {said}
        </p>
      )}
    </div>
  );
}
