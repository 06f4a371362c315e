import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  class?: string;
  testId: string;
  children: ComponentChildren;
}

/** A card that came of what was pressed further down: it is scrolled to, for it stands above that. */
export function ToSee({ class: further = '', testId, children }: Props): JSX.Element {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <div ref={card} class={`card let-in-done ${further}`.trimEnd()} data-testid={testId}>
      {children}
    </div>
  );
}
