import { type Signal, signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Screen } from '../../messages.ts';
import type { Till } from '../till.ts';
import { Icon } from '../views/icons.tsx';

type Practice = typeof import('./practice.tsx');

const practice: Signal<Practice | undefined> = signal(undefined);
const openFor: Signal<string | undefined> = signal(undefined);

interface DoorProps {
  till: Till;
  screen: Screen;
}

/** Fetched at the first screen of a sandbox, and never where money moves. */
function load(till: Till): void {
  import('./practice.tsx').then(
    (loaded) => {
      if (practice.value) return;
      practice.value = loaded;
      loaded.followExercises(till);
    },
    () => {},
  );
}

/** Begins to practise; nothing on a till where money moves. */
export function PracticeDoor({ till, screen }: DoorProps): JSX.Element | null {
  if (!screen.sandbox || screen.mode !== 'ready' || screen.saleId === undefined) return null;
  const { saleId } = screen;
  const open = () => {
    openFor.value = saleId;
    if (!practice.value) load(till);
  };
  const close = () => {
    openFor.value = undefined;
  };
  const Sheet = practice.value?.PracticeSheet;
  return (
    <>
      <button
        type="button"
        class="tool tool-more"
        data-testid="practice-door"
        disabled={!till.connected.value}
        onClick={open}
      >
        <Icon name="practice" />
        <span class="tool-word">{till.words.practise}</span>
      </button>
      {Sheet && openFor.value === saleId && <Sheet till={till} screen={screen} onClose={close} />}
    </>
  );
}

/** What was just practised and what to do about it, until the next sale. */
export function PracticeLesson({ till, screen }: DoorProps): JSX.Element | null {
  if (!screen.sandbox) return null;
  // Also where nothing was practised yet: exercises are ticked from the first sale on.
  if (!practice.value) {
    load(till);
    return null;
  }
  const { Lesson } = practice.value;
  return <Lesson screen={screen} />;
}
