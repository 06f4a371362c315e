import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { NOTE_MAX } from '../draft.ts';
import type { Till } from '../till.ts';
import { Icon } from './icons.tsx';

/** A note to the sale: one small button, until somebody wants it. Enter in it goes back to the keys. */
export function Note({ till }: { till: Till }): JSX.Element {
  const { words, note } = till;
  const [isOpen, open] = useState(false);
  if (!isOpen) {
    return (
      <button
        type="button"
        class="note-button"
        data-testid="note-button"
        aria-label={note.value === '' ? undefined : words.changeNote(note.value)}
        onClick={() => open(true)}
      >
        <Icon name="note" />
        <bdi>{note.value === '' ? words.addNote : note.value}</bdi>
      </button>
    );
  }
  return (
    <input
      class="input note-input"
      data-testid="note"
      aria-label={words.note}
      placeholder={words.note}
      value={note.value}
      maxLength={NOTE_MAX}
      autocomplete="off"
      enterkeyhint="done"
      autofocus
      dir="auto"
      ref={(element) => element?.focus()}
      onInput={(event) => till.setNote(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.isComposing) event.currentTarget.blur();
      }}
      onBlur={() => open(false)}
    />
  );
}
