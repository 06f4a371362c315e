import type { Clock } from '../../clock.ts';
import { type FieldKeys, NO_KEYS, takeFieldStroke } from './field-keys.ts';

import { type KeypadKey, keypadKey } from './keypad.ts';
import { goesOnByEnter } from './modes.ts';
import type { Till } from './till.ts';
import { QUIET, takeStroke, type Wedge } from './wedge.ts';

/**
 * The only key listener of the page. It stands before everything else, so that a gun in keyboard mode reaches no
 * button, and Enter does only what is said here.
 *
 * - On the till, keys are the amount's, and a gun's are the sale's that is ready.
 * - In a field they are the field's. A gun's are put back, unless the field says `data-scan`: it gets the event
 *   `scancode` with the whole code, also where the focus is nowhere.
 * - Before anything else they are who called `till.keys.take` last.
 */
export function listenToKeys(till: Till, clock: Clock): void {
  const next = nextSaleKeys(till, clock);
  let wedge: Wedge = QUIET;
  let keys: FieldKeys = NO_KEYS;
  let before: { field: Field; value: string } | undefined;

  const onTill = (event: KeyboardEvent) => {
    const now = till.screen.value;
    const step = takeStroke(wedge, {
      key: event.key,
      at: event.timeStamp,
      readySaleId: now?.mode === 'ready' ? now.saleId : undefined,
      draftMinor: till.draftMinor.value,
    });
    wedge = step.wedge;
    if (step.verdict.kind === 'ordinary') {
      if (next.take(event)) drop(event);
      else actOnTill(event, till);
      return;
    }
    drop(event);
    next.forget();
    if (step.verdict.kind === 'undo') till.restoreDraft(step.verdict.draftMinor);
    if (step.verdict.kind === 'scan') till.scan(step.verdict.saleId, step.verdict.text);
  };

  const elsewhere = (event: KeyboardEvent, field: Field | undefined) => {
    const codeField = field ? (field.dataset.scan === undefined ? undefined : field) : fieldForCodes();
    const step = takeFieldStroke(keys, {
      key: event.key,
      at: event.timeStamp,
      takesCodes: codeField !== undefined,
    });
    if (step.keys.kind === 'run' && (keys.kind !== 'run' || step.keys.text.length === 1)) {
      before = field && { field, value: field.value };
    }
    keys = step.keys;
    if (step.verdict.kind === 'ordinary') {
      actElsewhere(event, till, field !== undefined);
      return;
    }
    drop(event);
    if (step.verdict.kind === 'undo') {
      till.keys.undo();
      if (before) putBack(before.field, before.value);
    }
    if (step.verdict.kind === 'code') {
      codeField?.dispatchEvent(new CustomEvent('scancode', { detail: step.verdict.text }));
    }
  };

  document.addEventListener(
    'keydown',
    (event) => {
      const isGun = wedge.kind === 'burst' || wedge.kind === 'scan' || keys.kind === 'burst';
      if (event.ctrlKey || event.altKey || event.metaKey) {
        // Some guns send control codes as Ctrl+letter: in the middle of a code they must not open browser windows.
        if (isGun) drop(event);
        return;
      }
      const field = isField(event.target) ? event.target : undefined;
      const isTill = till.place.value === 'till' && !field && !till.keys.isTaken() && !openDialog();
      if (event.repeat) {
        if (field) return;
        if (event.key === 'Backspace' && isTill) actOnTill(event, till);
        else if (event.key !== 'Tab' && !event.key.startsWith('Arrow')) drop(event);
        return;
      }
      if (isTill) onTill(event);
      else elsewhere(event, field);
    },
    { capture: true },
  );
}

/** A person pauses so long after a figure, or has typed Enter by hand; a gun goes on. */
const HAND_MS = 130;

/**
 * Figures typed on a result begin the next sale; a gun's figures must not make a result go that nobody has seen. So
 * they wait until it is known that no gun typed them.
 */
function nextSaleKeys(till: Till, clock: Clock): { take(event: KeyboardEvent): boolean; forget(): void } {
  let digits: KeypadKey[] = [];
  let stop: (() => void) | undefined;
  const forget = () => {
    stop?.();
    digits = [];
  };
  return {
    take: ({ key }) => {
      if (till.typing.value) return false;
      const digit = /^\d$/.test(key) ? keypadKey(key) : undefined;
      // Enter right behind a figure is how guns end a code.
      if (!digit) return key === 'Enter' && digits.length > 0;
      digits.push(digit);
      stop?.();
      stop = clock.after(HAND_MS, () => {
        till.pressNext(digits);
        forget();
      });
      return true;
    },
    forget,
  };
}

function actOnTill(event: KeyboardEvent, till: Till): void {
  if (event.key === 'Enter') {
    drop(event);
    pressEnter(till);
    return;
  }
  if (event.key === 'Escape' && !till.typing.value) {
    drop(event);
    if (till.asking.value) till.goBack();
    else if (till.screen.value?.actions.includes('cancel')) till.act('cancel');
    return;
  }
  const key = keypadKey(event.key);
  if (!key || !till.typing.value) return;
  drop(event);
  till.press(key);
}

/** In a field, in a dialog, and on the pages beside the till: the browser's own keys, but for Enter on a button. */
function actElsewhere(event: KeyboardEvent, till: Till, inField: boolean): void {
  if (!inField && till.keys.offer(event.key)) {
    drop(event);
    return;
  }
  if (event.key === 'Enter' && !inField) {
    drop(event);
    pressFocused();
    return;
  }
  // An open dialog takes Escape by itself.
  if (event.key !== 'Escape' || openDialog()) return;
  drop(event);
  if (inField) (event.target as Field).blur();
  else till.goTo('till');
}

/** Enter charges, or goes on from a result. On a focused button it presses that one, unless it would confirm. */
function pressEnter(till: Till): void {
  if (pressFocused()) return;
  const now = till.screen.value;
  if (till.typing.value) till.charge();
  else if (now && goesOnByEnter(now)) till.act('dismiss');
}

function pressFocused(): boolean {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLButtonElement)) return false;
  if (focused.dataset.noEnter === undefined) focused.click();
  return true;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isField(target: EventTarget | null): target is Field {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}

function openDialog(): Element | null {
  return document.querySelector('dialog[open]');
}

/** The field that a code is for while the focus is in none: of the dialog, where one is open. */
function fieldForCodes(): Field | undefined {
  const found = (openDialog() ?? document).querySelector('[data-scan]');
  return isField(found) ? found : undefined;
}

/** As if it had been typed, so that whoever keeps the field's text hears of it. */
function putBack(field: Field, value: string): void {
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function drop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * A button pressed by a finger takes no focus. On the till none keeps it either: the next key must not press it again.
 * Elsewhere somebody may be working with the keyboard, and needs to stay where they are.
 */
export function keepFocusOffButtons(): void {
  document.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
  });
  document.addEventListener('click', () => {
    const focused = document.activeElement;
    if (focused instanceof HTMLButtonElement && !focused.closest('.desk, dialog')) focused.blur();
  });
}
