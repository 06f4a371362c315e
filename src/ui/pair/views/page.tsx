import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../../tablet/views/icons.tsx';
import type { PairDesk } from '../pair-desk.ts';

/** Make a code at the till's machine: where it is installed, and where it runs from its folder. */
const INSTALLED = 'scantill pair';
const FROM_FOLDER = 'npm run pair';
/** Held together by its isolates: among words from right to left its stroke would stand behind it. */
const TECHNICIAN = '\u2066/technician\u2069';

interface PageProps {
  desk: PairDesk;
  /** Others on the network can listen. */
  isOpen: boolean;
  /** Another page has led here. */
  isTurnedAway: boolean;
}

/** The whole page: why a code is needed, where one comes from, and the field for it. */
export function PairPage({ desk, isOpen, isTurnedAway }: PageProps): JSX.Element {
  const { words } = desk;
  const stage = desk.stage.value;
  switch (stage.kind) {
    case 'looking':
      return <Card title={words.title} text={words.looking} />;
    case 'unreachable':
      return (
        <Card title={words.title} text={words.noAnswer}>
          <button type="button" class="pair-main" data-testid="try-again" onClick={() => void desk.begin()}>
            {words.tryAgain}
          </button>
        </Card>
      );
    case 'machine':
      return (
        <Card title={words.thisMachine}>
          <a class="pair-main" href="/" data-testid="go-on">
            {words.goOn}
          </a>
        </Card>
      );
    case 'paired':
      return (
        <Card title={words.pairedAs(stage.name)} text={isTurnedAway ? words.otherPage : undefined}>
          <a class="pair-main" href={stage.home} data-testid="go-on">
            {words.goOn}
          </a>
          <button type="button" class="pair-other" onClick={desk.anew}>
            {words.otherCode}
          </button>
        </Card>
      );
    case 'asks':
      return (
        <Card title={words.title} text={stage.why && words[stage.why]}>
          <div class="pair-how">
            <p>{words.atMachine}</p>
            <p class="pair-commands" dir="ltr">
              <code>{INSTALLED}</code>
              <span aria-hidden="true">/</span>
              <code>{FROM_FOLDER}</code>
            </p>
            <p>{words.orPage(TECHNICIAN)}</p>
          </div>
          <CodeForm desk={desk} />
          {isOpen && (
            <p class="pair-open">
              <Icon name="warning" />
              {words.unsafe}
            </p>
          )}
        </Card>
      );
  }
}

function Card({
  title,
  text,
  children,
}: {
  title: string;
  text?: string | undefined;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <main class="pair">
      <Icon name="register" class="pair-icon" />
      <h1 class="pair-title">{title}</h1>
      {text !== undefined && (
        <p class="pair-text" data-testid="why">
          {text}
        </p>
      )}
      {children}
    </main>
  );
}

function CodeForm({ desk }: { desk: PairDesk }): JSX.Element {
  const { words } = desk;
  const code = useSignal('');
  const problem = desk.problem.value;
  return (
    <form
      class="pair-form"
      onSubmit={(event) => {
        event.preventDefault();
        void desk.enter(code.value);
      }}
    >
      <label class="pair-label" for="code">
        {words.code}
      </label>
      <input
        id="code"
        class="pair-code"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        maxLength={14}
        placeholder="XXXX-XXXX"
        value={code.value}
        onInput={(event) => {
          code.value = event.currentTarget.value;
        }}
        aria-describedby="code-hint"
        aria-invalid={problem !== undefined}
        data-testid="code"
      />
      <p id="code-hint" class="pair-hint">
        {words.codeHint}
      </p>
      <p class="pair-problem" role="alert" data-testid="problem">
        {problem}
      </p>
      <button type="submit" class="pair-main" disabled={desk.busy.value} data-testid="enter">
        {desk.busy.value ? words.looking : words.enter}
      </button>
    </form>
  );
}
