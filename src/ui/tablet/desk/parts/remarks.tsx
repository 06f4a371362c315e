import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../../views/icons.tsx';
import { Button } from './button.tsx';

/** Nothing to show: why, and what would change it. */
export function Empty({ icon, children }: { icon: IconName; children: ComponentChildren }): JSX.Element {
  return (
    <div class="empty" data-testid="empty">
      <Icon name={icon} class="icon empty-icon" />
      <p>{children}</p>
    </div>
  );
}

interface StatusProps {
  /** Default `plain`: what was done, or is under way. */
  tone?: 'plain' | 'good' | 'bad' | 'doubt';
  /** Nothing: its place stays. */
  children?: ComponentChildren;
  testId?: string;
}

/** What came of the last press, in a place of its own that never moves anything; readers hear it. */
export function Status({ tone = 'plain', children, testId = 'status' }: StatusProps): JSX.Element {
  const icon = { plain: undefined, good: 'check', bad: 'warning', doubt: 'question' } as const;
  const name = icon[tone];
  return (
    <p class={`status tint-${tone}`} role="status" data-testid={testId}>
      {name && children ? <Icon name={name} /> : null}
      <span>{children}</span>
    </p>
  );
}

interface LoadingProps {
  words: { loading: string; noAnswerYet: string; tryAgain: string };
  /** No answer came. What is asked for again here must only read. */
  isUnknown: boolean;
  onRetry: () => void;
}

/** In place of what the till was asked for, until it has answered. */
export function Loading({ words, isUnknown, onRetry }: LoadingProps): JSX.Element {
  if (!isUnknown) {
    return (
      <div class="empty" role="status" data-testid="loading">
        <Icon name="hourglass" class="icon empty-icon" />
        <p>{words.loading}</p>
      </div>
    );
  }
  return (
    <div class="empty" role="alert" data-testid="no-answer">
      <Icon name="linkLost" class="icon empty-icon" />
      <p>{words.noAnswerYet}</p>
      <Button onPress={onRetry} testId="try-again">
        {words.tryAgain}
      </Button>
    </div>
  );
}
