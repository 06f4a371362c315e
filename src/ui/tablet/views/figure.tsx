import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { figureLength } from '../figure-length.ts';

interface FigureProps {
  text: string;
  class: string;
  testId?: string;
  /** It is what the whole page is about. */
  isHeading?: boolean;
}

/** One line in the largest size that fits its box: the style sheet needs to know how long it is. */
export function Figure({ text, class: className, testId, isHeading }: FigureProps): JSX.Element {
  const line = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    line.current?.style.setProperty('--chars', String(figureLength(text)));
  }, [text]);
  return (
    <p class={`figure ${className}`} {...(isHeading ? { role: 'heading', 'aria-level': 1 } : {})}>
      <bdi ref={line} data-testid={testId}>
        {text}
      </bdi>
    </p>
  );
}
