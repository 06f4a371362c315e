import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { DeskProps } from '../desk/desk.tsx';
import { Splash } from './splash.tsx';

const loaded = signal<((props: DeskProps) => JSX.Element) | undefined>(undefined);
const isMissing = signal(false);

function load(): void {
  isMissing.value = false;
  import('../desk/desk.tsx').then(
    ({ Desk }) => {
      loaded.value = Desk;
    },
    () => {
      isMissing.value = true;
    },
  );
}

/** Sales, day and settings: a part of the page that no sale waits for, fetched when somebody first goes there. */
export function LazyDesk(props: DeskProps): JSX.Element {
  const Desk = loaded.value;
  if (Desk) return <Desk {...props} />;
  const { words } = props.till;
  if (!isMissing.value) {
    load();
    return <Splash text={words.loading} />;
  }
  return (
    <Splash text={words.notFetched}>
      <button type="button" class="button" data-testid="try-again" onClick={load}>
        {words.tryAgain}
      </button>
    </Splash>
  );
}
