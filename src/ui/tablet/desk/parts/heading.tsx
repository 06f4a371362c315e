import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../../views/icons.tsx';

interface HeadingProps {
  title: string;
  /** One step back inside a place, such as from a sale to the list: what stands there, and what it does. */
  back?: { label: string; onPress: () => void };
  /** Buttons that belong to the whole page. */
  children?: ComponentChildren;
}

/** The head of a page of the desk. Its place and height are the same on each. */
export function Heading({ title, back, children }: HeadingProps): JSX.Element {
  return (
    <header class="desk-heading">
      {back && (
        <button type="button" class="button button-icon" data-testid="step-back" onClick={back.onPress}>
          <Icon name="before" />
          <span class="hidden">{back.label}</span>
        </button>
      )}
      <h1>{title}</h1>
      {children && <div class="desk-heading-actions">{children}</div>}
    </header>
  );
}
