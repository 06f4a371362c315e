import { type ReadonlySignal, signal } from '@preact/signals';
import type { Screen } from '../messages.ts';
import { draftOn } from './acceptance.ts';
import type { Kept } from './kept.ts';
import { type KeypadKey, press } from './keypad.ts';
import { isFree } from './modes.ts';

/** As long as a note may be. */
export const NOTE_MAX = 64;
/** No note has so many figures in a row, but each payment code has. */
const CODE_IN_NOTE = /\d[\d\s]{14,}\d/;

/** What is typed for the next sale: it outlives a reload of the page, but not the sale it was typed for. */
export interface Draft {
  minor: ReadonlySignal<number>;
  /** A few words for the books and the receipt, such as the number of a table. */
  note: ReadonlySignal<string>;
  /** Adds one key. False: it would have gone past the limit, and nothing was changed. */
  press(key: KeypadKey, maxMinor: number): boolean;
  set(minor: number): void;
  setNote(text: string): void;
  /** Of a new screen, given the painted one. */
  follow(painted: Screen | undefined, next: Screen): void;
}

/** Whether a gun's code, or one copied by hand, stands in a note: it must not come into the books. */
export function holdsCode(note: string): boolean {
  return CODE_IN_NOTE.test(note);
}

export function createDraft({ inTab }: Kept): Draft {
  const minor = signal(0);
  const note = signal(inTab.get('note') ?? '');
  const set = (next: number) => {
    minor.value = next;
    inTab.set('draft', String(next));
  };
  const setNote = (text: string) => {
    note.value = text.slice(0, NOTE_MAX);
    inTab.set('note', note.value);
  };
  return {
    minor,
    note,
    press: (key, maxMinor) => {
      const pressed = press(minor.value, key, maxMinor);
      set(pressed.minor);
      return !pressed.refused;
    },
    set,
    setNote,
    follow: (painted, next) => {
      set(draftOn(painted, next, painted ? minor.value : readDraft(inTab.get('draft'))));
      if (!painted) return;
      if (!isFree(next.mode)) {
        if (next.saleId !== painted.saleId) setNote('');
      } else if (!isFree(painted.mode) && next.amount && note.value === '') {
        // The amount comes back from a sale that nobody scanned for: so does what was noted to it.
        setNote(painted.reference ?? '');
      }
    },
  };
}

function readDraft(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}
