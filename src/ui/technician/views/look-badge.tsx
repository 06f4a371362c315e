import type { JSX } from 'preact';
import { Icon } from '../../tablet/views/icons.tsx';
import type { Look } from '../look.ts';

/** A state by its colour and its shape. The word beside it says the same. */
export function LookBadge({ look }: { look: Look }): JSX.Element {
  return (
    <span class={`disc disc-${look.tone}`} aria-hidden="true">
      <Icon name={look.icon} />
    </span>
  );
}
