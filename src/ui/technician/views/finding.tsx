import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownDevice } from '../../technician-messages.ts';
import { copyText } from '../copy.ts';
import type { Words } from '../words.ts';

type Finding = NonNullable<ShownDevice['finding']>;

/** What is wrong, and what to do about it. */
export function FindingNote({ finding, words }: { finding: Finding; words: Words }): JSX.Element {
  return (
    <div class="finding" data-testid="finding" data-code={finding.code}>
      <p>{finding.message}</p>
      <Cure cure={finding.cure} words={words} />
    </div>
  );
}

/** A cure often is a command or a line of configuration: it can be copied. */
export function Cure({ cure, words }: { cure: string; words: Words }): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  return (
    <div class="cure">
      <p>
        <strong>{words.cure}: </strong>
        {cure}
      </p>
      <button type="button" class="button button-small" onClick={async () => setCopied(await copyText(cure))}>
        {isCopied ? words.copied : words.copy}
      </button>
    </div>
  );
}
