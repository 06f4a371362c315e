import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { systemClock } from '../../../clock.ts';
import type { Screen } from '../../messages.ts';
import { amountText } from '../amount-text.ts';
import { KEYPAD_KEYS, type KeypadKey } from '../keypad.ts';
import type { Till } from '../till.ts';
import { timeLeft } from '../time-left.ts';
import { Figure } from './figure.tsx';
import { Icon } from './icons.tsx';
import { Note } from './note.tsx';
import { QuickAmounts } from './quick-amounts.tsx';
import { Shelf } from './shelf.tsx';

/** A finger that rests this long on delete means all of it. */
const HOLD_MS = 550;

/** Typing an amount: the figure, the keys, and Charge. Only what a key changes is drawn anew at a key. */
export function Keypad({ till, screen }: { till: Till; screen: Screen }): JSX.Element {
  const { words } = till;
  return (
    <section class={screen.quickMinor.length > 0 ? 'sale sale-quick' : 'sale'}>
      <div class="sale-amount">
        <div class="sale-head">
          <h1 class="label">
            {words.amountLabel} <span class="label-code">{screen.currency.code}</span>
          </h1>
          <Note till={till} />
        </div>
        <Typed till={till} screen={screen} />
        <SaleLine till={till} screen={screen} />
      </div>
      <Shelf till={till} screen={screen} />
      <QuickAmounts till={till} screen={screen} />
      <div class="keys">
        {KEYPAD_KEYS.map((key) =>
          key === 'back' ? <BackKey key={key} till={till} /> : <DigitKey key={key} digit={key} till={till} />,
        )}
      </div>
      <Charge till={till} screen={screen} />
    </section>
  );
}

function typedText({ draftMinor }: Till, { currency: { code, digits }, locale }: Screen): string {
  return amountText({ minor: draftMinor.value, currency: code, digits }, locale);
}

function Typed({ till, screen }: { till: Till; screen: Screen }): JSX.Element {
  const isEmpty = till.draftMinor.value === 0;
  return (
    <div key={till.refusals.value} class={till.refusals.value > 0 ? 'shake' : undefined}>
      <Figure
        text={typedText(till, screen)}
        class={isEmpty ? 'amount amount-empty' : 'amount'}
        testId="amount"
      />
    </div>
  );
}

function SaleLine({ till, screen }: { till: Till; screen: Screen }): JSX.Element {
  const isEmpty = useMemo(() => computed(() => till.draftMinor.value === 0), [till]);
  const remark = till.remark.value;
  return (
    <div class="sale-line">
      {remark ? (
        <p class="remark" role="alert">
          {remark}
        </p>
      ) : screen.mode === 'test' ? (
        <TestLine till={till} screen={screen} />
      ) : (
        <IdleLine screen={screen} isEmpty={isEmpty.value} />
      )}
    </div>
  );
}

function Charge({ till, screen }: { till: Till; screen: Screen }): JSX.Element {
  const { words, connected, busy } = till;
  const isTyped = till.draftMinor.value > 0;
  const mayCharge = connected.value && !busy.value && isTyped && screen.actions.includes('charge');
  return (
    <button
      type="button"
      class="charge"
      data-testid="charge"
      aria-busy={busy.value}
      disabled={!mayCharge}
      onClick={till.charge}
    >
      <span class="charge-word">{isTyped ? words.charge(typedText(till, screen)) : words.chargeNothing}</span>
    </button>
  );
}

/** "Type the amount" has been heard once an amount stands there; what comes with a hint is said on. */
function IdleLine({ screen, isEmpty }: { screen: Screen; isEmpty: boolean }): JSX.Element {
  if (screen.mode !== 'idle' || !(isEmpty || screen.hint)) return <p class="line">&nbsp;</p>;
  return (
    <>
      <output class="line" data-testid="message">
        {screen.message}
      </output>
      {screen.hint && (
        <p class="line line-soft" data-testid="hint">
          {screen.hint}
        </p>
      )}
    </>
  );
}

/** A technician tries the gun meanwhile; the keys stay where they are. */
function TestLine({ till, screen }: { till: Till; screen: Screen }): JSX.Element {
  const left = timeLeft(screen, till.tillMs.value);
  return (
    <div class="line-test">
      <Icon name="wrench" />
      <p>
        <output data-testid="message">{screen.message}</output>
        <span class="line" data-testid="hint">
          {screen.hint}
        </span>
      </p>
      {left && <span aria-hidden="true">{left.seconds}</span>}
    </div>
  );
}

/** Acts when the finger lands, not when it leaves; a click without a pointer comes from a keyboard or a reader. */
function DigitKey({ digit, till }: { digit: KeypadKey; till: Till }): JSX.Element {
  return (
    <button
      type="button"
      class="key"
      data-testid={`key-${digit}`}
      disabled={!till.connected.value}
      onPointerDown={() => till.press(digit)}
      onClick={(event) => event.detail === 0 && till.press(digit)}
    >
      {digit}
    </button>
  );
}

function BackKey({ till }: { till: Till }): JSX.Element {
  const letGo = useRef<() => void>(undefined);
  const release = () => letGo.current?.();
  return (
    <button
      type="button"
      class="key key-back"
      data-testid="key-back"
      aria-label={till.words.keyBack}
      disabled={!till.connected.value}
      onPointerDown={() => {
        till.press('back');
        letGo.current = systemClock.after(HOLD_MS, () => till.press('clear'));
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => event.detail === 0 && till.press('back')}
    >
      <Icon name="backspace" />
    </button>
  );
}
