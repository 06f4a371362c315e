import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { pairing as words } from '../pairing-words.ts';
import type { PeopleDesk, PinQuestion } from '../people-desk.ts';

/** Asks for a PIN over the page, where the till wants to know who does it. */
export function SignIn({ people }: { people: PeopleDesk }): JSX.Element | null {
  const question = people.question.value;
  return question ? <Question people={people} question={question} /> : null;
}

function Question({ people, question }: { people: PeopleDesk; question: PinQuestion }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const person = useSignal('');
  const pin = useSignal('');
  useEffect(() => dialog.current?.showModal(), []);
  const list = question.people ?? [];
  const chosen = person.value === '' ? list[0]?.id : person.value;
  return (
    <dialog
      ref={dialog}
      class="ask"
      onCancel={people.dismiss}
      aria-labelledby="ask-title"
      data-testid="sign-in"
    >
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          const given = pin.value;
          pin.value = '';
          if (chosen !== undefined) void people.enter(chosen, given);
        }}
      >
        <h2 id="ask-title">{words.pinNeeded[question.need]}</h2>
        {question.people === undefined && !people.problem.value && <p class="soft">{words.looking}</p>}
        {question.people?.length === 0 && <p>{words.nobody}</p>}
        {list.length > 0 && (
          <>
            <label>
              {words.who}
              <select
                value={chosen}
                data-testid="who"
                onChange={(event) => {
                  person.value = event.currentTarget.value;
                }}
              >
                {list.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {words.pin}
              <input
                type="password"
                inputMode="numeric"
                autoComplete="off"
                maxLength={8}
                value={pin.value}
                data-testid="pin"
                onInput={(event) => {
                  pin.value = event.currentTarget.value;
                }}
              />
            </label>
          </>
        )}
        <p class="tone-bad" role="alert" data-testid="sign-in-problem">
          {people.problem.value}
        </p>
        <div class="row">
          {list.length > 0 && (
            <button
              type="submit"
              class="button button-main"
              disabled={people.busy.value}
              data-testid="enter-pin"
            >
              {words.signIn}
            </button>
          )}
          <button type="button" class="button" onClick={people.dismiss}>
            {words.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
