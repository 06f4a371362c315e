import type { JSX } from 'preact';
import type { Words } from '../words.ts';

/** On a sandbox no state may look like a real one. */
export function SandboxBanner({ words }: { words: Words }): JSX.Element {
  return (
    <aside class="sandbox" data-testid="sandbox-banner">
      <strong>{words.sandboxTitle}</strong>
      <span> — {words.sandboxNote}</span>
    </aside>
  );
}
