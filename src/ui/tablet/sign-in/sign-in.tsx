import './sign-in.css';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { systemClock } from '../../../clock.ts';
import { type DeskWords, loadDeskWords } from '../desk/desk-words.ts';
import { Button } from '../desk/parts/button.tsx';
import { Dialog } from '../desk/parts/dialog.tsx';
import type { Till, Wanted } from '../till.ts';
import { Icon } from '../views/icons.tsx';
import { createPinPad, type PinPad } from './pin-pad.ts';

type PeopleWords = DeskWords['people'];

/** Nothing until they are there: fetched with this part of the page. */
export const peopleWords = signal<PeopleWords | undefined>(undefined);
void loadDeskWords().then(({ people }) => {
  peopleWords.value = people;
});

/** Over the page: whose PIN, then which. A gun in keyboard mode types no PIN. */
export function SignIn({ till, wanted }: { till: Till; wanted: Wanted }): JSX.Element | null {
  const pad = useMemo(
    () => createPinPad({ wanted, rest: till.rest, clock: systemClock, nowMs: till.tillMs }),
    [wanted],
  );
  useEffect(() => {
    const release = till.keys.take({ key: (key) => pressed(pad, key), undo: pad.clear });
    return () => {
      release();
      pad.end();
    };
  }, [pad]);
  const words = peopleWords.value;
  if (!words) return null;
  const chosen = pad.chosen.value;
  const ask = wanted.need === 'manager' ? words.whichManager : words.whoSells;
  return (
    <Dialog title={ask} closeLabel={words.close} onClose={() => wanted.answer(undefined)} testId="sign-in">
      {chosen ? <Pin pad={pad} words={words} name={chosen.name} /> : <Choose pad={pad} words={words} />}
    </Dialog>
  );
}

function pressed(pad: PinPad, key: string): boolean {
  if (/^\d$/.test(key)) pad.digit(key);
  else if (key === 'Backspace') pad.back();
  else if (key === 'Enter' && pad.chosen.value) pad.enter();
  else return false;
  return true;
}

interface PartProps {
  pad: PinPad;
  words: PeopleWords;
}

function Choose({ pad, words }: PartProps): JSX.Element {
  const people = pad.people.value;
  const remark = pad.remark.value;
  if (people && people.length > 0) {
    return (
      <div class="pin-people">
        {people.map((person) => (
          <button
            key={person.id}
            type="button"
            class="button pin-person"
            data-testid={`who-${person.id}`}
            onClick={() => pad.choose(person)}
          >
            <Icon name="person" />
            <bdi>{person.name}</bdi>
          </button>
        ))}
      </div>
    );
  }
  return (
    <div class="empty" role="status">
      <Icon name={remark ? 'warning' : 'hourglass'} class="icon empty-icon" />
      <p>{remark ? words[remark] : words.looking}</p>
      {remark && (
        <Button onPress={pad.load} testId="people-again">
          {words.tryAgain}
        </Button>
      )}
    </div>
  );
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

function Pin({ pad, words, name }: PartProps & { name: string }): JSX.Element {
  const isStill = pad.busy.value || pad.waitSeconds.value > 0;
  const key = (digit: string) => (
    <button
      key={digit}
      type="button"
      class="key"
      data-testid={`pin-${digit}`}
      disabled={isStill}
      onClick={() => pad.digit(digit)}
    >
      {digit}
    </button>
  );
  return (
    <div class="pin">
      <div class="pin-head">
        <h3>
          <bdi>{words.pinOf(name)}</bdi>
        </h3>
        {(pad.people.value?.length ?? 0) > 1 && (
          <Button icon="person" onPress={() => pad.choose(undefined)} testId="somebody-else">
            {words.somebodyElse}
          </Button>
        )}
      </div>
      <Dots pad={pad} words={words} />
      <p class="pin-said" role="status" data-testid="pin-said">
        {said(pad, words)}
      </p>
      <div class="keys pin-keys">
        {DIGITS.map(key)}
        <button
          type="button"
          class="key key-back"
          data-testid="pin-back"
          aria-label={words.deleteDigit}
          disabled={isStill}
          onClick={pad.back}
        >
          <Icon name="backspace" />
        </button>
        {key('0')}
        <button
          type="button"
          class="key pin-enter"
          data-testid="pin-enter"
          aria-busy={pad.busy.value}
          disabled={!pad.mayEnter.value}
          onClick={pad.enter}
        >
          {words.enter}
        </button>
      </div>
    </div>
  );
}

/** As many as are typed: their number is no secret, the digits are. */
function Dots({ pad, words }: PartProps): JSX.Element {
  const count = pad.digits.value;
  return (
    <div key={pad.shakes.value} class={pad.shakes.value > 0 ? 'pin-dots shake' : 'pin-dots'}>
      <span class="hidden" role="status">
        {words.digitsTyped(count)}
      </span>
      {Array.from({ length: Math.max(4, count) }, (_, at) => (
        <span key={at} class={at < count ? 'pin-dot pin-dot-full' : 'pin-dot'} />
      ))}
    </div>
  );
}

function said(pad: PinPad, words: PeopleWords): string {
  if (pad.busy.value) return words.looking;
  const remark = pad.remark.value;
  const wait = pad.waitSeconds.value > 0 ? words.wait(pad.waitSeconds.value) : undefined;
  return [remark && words[remark], wait].filter((text) => text !== undefined).join(' ');
}
