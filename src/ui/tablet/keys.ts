import { keypadKey } from './keypad.ts';
import { goesOnByEnter } from './modes.ts';
import type { Till } from './till.ts';
import { QUIET, takeStroke, type Wedge } from './wedge.ts';

/**
 * The only key listener of the page. It stands before everything else, so that a gun in keyboard mode reaches no
 * button, and Enter does only what is said here.
 */
export function listenToKeys(till: Till): void {
  let wedge: Wedge = QUIET;
  document.addEventListener(
    'keydown',
    (event) => {
      const wasGun = wedge.kind === 'burst' || wedge.kind === 'scan';
      if (event.ctrlKey || event.altKey || event.metaKey) {
        // Some guns send control codes as Ctrl+letter: in the middle of a code they must not open browser windows.
        if (wasGun) drop(event);
        return;
      }
      if (event.repeat) {
        if (event.key === 'Backspace') act(event, till);
        else if (event.key !== 'Tab') drop(event);
        return;
      }
      const now = till.screen.value;
      const step = takeStroke(wedge, {
        key: event.key,
        at: event.timeStamp,
        readySaleId: now?.mode === 'ready' ? now.saleId : undefined,
        draftMinor: till.draftMinor.value,
      });
      wedge = step.wedge;
      switch (step.verdict.kind) {
        case 'ordinary':
          act(event, till);
          return;
        case 'swallow':
          drop(event);
          return;
        case 'undo':
          drop(event);
          till.restoreDraft(step.verdict.draftMinor);
          return;
        case 'scan':
          drop(event);
          till.scan(step.verdict.saleId, step.verdict.text);
          return;
      }
    },
    { capture: true },
  );
}

function act(event: KeyboardEvent, till: Till): void {
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

/** Enter charges, or goes on from a result. On a focused button it presses that one, unless it would confirm. */
function pressEnter(till: Till): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLButtonElement) {
    if (focused.dataset.noEnter === undefined) focused.click();
    return;
  }
  const now = till.screen.value;
  if (till.typing.value) till.charge();
  else if (now && goesOnByEnter(now)) till.act('dismiss');
}

function drop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A button that was pressed keeps no focus: the next key must not press it again. */
export function keepFocusOffButtons(): void {
  document.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
  });
  document.addEventListener('click', () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}
