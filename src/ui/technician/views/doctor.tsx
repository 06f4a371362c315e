import type { JSX } from 'preact';
import type { ShownCheck } from '../../technician-messages.ts';
import type { Desk } from '../desk.ts';
import { checkLook } from '../look.ts';
import { pairing } from '../pairing-words.ts';
import type { Words } from '../words.ts';
import { Cure } from './finding.tsx';
import { LookBadge } from './look-badge.tsx';

/** What the doctor found: what does not work first, what is fine folded away. */
export function Doctor({ desk }: { desk: Desk }): JSX.Element {
  const { words } = desk;
  const checks = desk.checks.value;
  return (
    <section aria-labelledby="doctor-title" data-testid="doctor">
      <div class="section-head">
        <h2 id="doctor-title">{words.doctor}</h2>
        {(checks === 'running' || Array.isArray(checks)) && (
          <button
            type="button"
            class="button"
            disabled={checks === 'running'}
            onClick={() => void desk.examine()}
          >
            {checks === 'running' ? words.checking : words.check}
          </button>
        )}
      </div>
      {!isSecureContext && (
        <p class="soft" data-testid="without-tls">
          {words.withoutTls}
        </p>
      )}
      {(checks === 'pin' || checks === 'device') && <p class="soft">{pairing.locked[checks]}</p>}
      {checks === 'none' && <p class="soft">{words.noDoctor}</p>}
      {Array.isArray(checks) && <Checks checks={checks} words={words} />}
    </section>
  );
}

function Checks({ checks, words }: { checks: readonly ShownCheck[]; words: Words }): JSX.Element {
  const of = (outcome: ShownCheck['outcome']) => checks.filter((check) => check.outcome === outcome);
  const fine = of('ok');
  return (
    <>
      <CheckList checks={[...of('fail'), ...of('warn')]} words={words} />
      {fine.length > 0 && (
        <details class="change">
          <summary>{words.fine(fine.length)}</summary>
          <CheckList checks={fine} words={words} />
        </details>
      )}
    </>
  );
}

function CheckList({ checks, words }: { checks: readonly ShownCheck[]; words: Words }): JSX.Element {
  return (
    <ul class="checks">
      {checks.map((check) => {
        const look = checkLook(check, words);
        return (
          <li key={check.id} class="check" data-testid="check" data-outcome={check.outcome}>
            <LookBadge look={look} />
            <div>
              <h3>
                {check.title} <span class={`tone-${look.tone}`}>{look.word}</span>
              </h3>
              <p>{check.detail}</p>
              {check.cure && <Cure cure={check.cure} words={words} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
