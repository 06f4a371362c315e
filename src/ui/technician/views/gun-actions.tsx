import type { JSX } from 'preact';
import { secondsUntil } from '../look.ts';
import type { GunProps } from './gun-card.tsx';
import { GunForm } from './gun-form.tsx';
import { RemarkLine } from './remark.tsx';

/** What can be done to a gun. The till refuses what must not be now, and says why. */
export function GunActions({ desk, view, scanner }: GunProps): JSX.Element {
  const { words } = desk;
  const { id, state, testUntil } = scanner;
  const isIdle = desk.busy.value === undefined;
  const act = (path: string, body?: object) => {
    void desk.act(id, `/scanners/${encodeURIComponent(id)}/${path}`, body);
  };
  const Press = ({ name, text, path, body }: { name: string; text: string; path: string; body?: object }) => (
    <button
      type="button"
      class={name === 'test' ? 'button button-main' : 'button'}
      data-testid={name}
      disabled={!isIdle}
      onClick={() => act(path, body)}
    >
      {text}
    </button>
  );
  if (state === 'starting' || state === 'absent') return <RemarkLine desk={desk} about={id} />;
  return (
    <div class="actions">
      {testUntil !== undefined && (
        <div class="strip tone-test" data-testid="test-strip">
          <p role="alert">{words.testRuns}</p>
          <span aria-hidden="true" data-testid="test-left">
            {words.secondsLeft(secondsUntil(testUntil, desk.tillMs.value))}
          </span>
          <Press name="end-test" text={words.endTest} path="test/end" />
        </div>
      )}
      <div class="row">
        {state === 'up' && testUntil === undefined && <Press name="test" text={words.test} path="test" />}
        {scanner.canSound && (
          <>
            <Press name="beep-good" text={words.beepGood} path="sound" body={{ sound: 'good' }} />
            <Press name="beep-refused" text={words.beepRefused} path="sound" body={{ sound: 'refused' }} />
          </>
        )}
        {state === 'disabled' ? (
          <Press name="enable" text={words.switchOn} path="enable" />
        ) : (
          <Press name="disable" text={words.switchOff} path="disable" />
        )}
      </div>
      {state === 'up' && testUntil === undefined && <p class="soft small">{words.testHint}</p>}
      <RemarkLine desk={desk} about={id} />
      {scanner.isConfigured ? (
        <p class="soft small" data-testid="configured">
          {words.configured}
        </p>
      ) : (
        <GunForm desk={desk} view={view} scanner={scanner} />
      )}
    </div>
  );
}
