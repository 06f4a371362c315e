import type { JSX } from 'preact';
import { Icon } from '../../tablet/views/icons.tsx';
import type { ShownScanner } from '../../technician-messages.ts';
import { healthLook } from '../look.ts';
import type { Words } from '../words.ts';

/** The gun's health on each level of UPOS: what the till can tell by itself, and what somebody has to try. */
export function Health({ scanner, words }: { scanner: ShownScanner; words: Words }): JSX.Element | null {
  if (!scanner.health) return null;
  return (
    <details class="change" data-testid="health">
      <summary>{words.healthTitle}</summary>
      <ul class="health">
        {scanner.health.map((check) => {
          const look = healthLook(check, words);
          return (
            <li key={check.level}>
              <span class={`tone-${look.tone}`}>
                <Icon name={look.icon} />
              </span>
              <p>
                <strong>
                  {words.level[check.level]}: {look.word}.
                </strong>{' '}
                {check.says}
              </p>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
