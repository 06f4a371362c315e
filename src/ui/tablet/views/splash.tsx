import type { ComponentChildren, JSX } from 'preact';
import { Icon } from './icons.tsx';

/** What is shown before there is a screen. */
export function Splash({ text, children }: { text: string; children?: ComponentChildren }): JSX.Element {
  return (
    <main class="splash">
      <Icon name="register" class="splash-icon" />
      <output class="splash-text">{text}</output>
      {children}
    </main>
  );
}
