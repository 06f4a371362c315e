import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../../views/icons.tsx';

/** How a row or a word looks; the colours are those of the till's own states. */
export type RowTone = 'plain' | 'good' | 'bad' | 'wait' | 'doubt' | 'off';

/** A list of things, one line each. */
export function Rows({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <ul class="rows" aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  title: ComponentChildren;
  /** Smaller, under the title. */
  note?: ComponentChildren;
  /** Stands at the end of the line, such as an amount; `endNote` under it. */
  end?: ComponentChildren;
  endNote?: ComponentChildren;
  icon?: IconName;
  tone?: RowTone;
  /** The whole row is a button then. */
  onPress?: () => void;
  testId?: string;
}

export function Row({
  title,
  note,
  end,
  endNote,
  icon,
  tone = 'plain',
  onPress,
  testId,
}: RowProps): JSX.Element {
  const inside = (
    <>
      {icon && (
        <span class={`row-icon tint-${tone}`}>
          <Icon name={icon} />
        </span>
      )}
      <span class="row-text">
        <span class="row-title">{title}</span>
        {note !== undefined && <span class="row-note">{note}</span>}
      </span>
      {end !== undefined && (
        <span class="row-end">
          <span class="row-title">{end}</span>
          {endNote !== undefined && <span class="row-note">{endNote}</span>}
        </span>
      )}
      {onPress && <Icon name="next" class="icon row-way" />}
    </>
  );
  return (
    <li>
      {onPress ? (
        <button type="button" class="row" data-testid={testId} onClick={onPress}>
          {inside}
        </button>
      ) : (
        <div class="row" data-testid={testId}>
          {inside}
        </div>
      )}
    </li>
  );
}
