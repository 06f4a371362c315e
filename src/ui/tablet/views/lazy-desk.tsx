import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { DeskProps } from '../desk/desk.tsx';
import type { Till } from '../till.ts';
import { Splash } from './splash.tsx';

const loaded = signal<((props: DeskProps) => JSX.Element) | undefined>(undefined);
const isMissing = signal(false);

function load(till: Till): void {
  isMissing.value = false;
  import('../desk/desk.tsx').then(
    ({ Desk }) => {
      loaded.value = Desk;
    },
    () => {
      isMissing.value = true;
      till.partMissing();
    },
  );
}

/** Sales, day and settings: a part of the page that no sale waits for, fetched when somebody first goes there. */
export function LazyDesk(props: DeskProps): JSX.Element {
  const Desk = loaded.value;
  if (Desk) return <Desk {...props} />;
  const { till } = props;
  const { words } = till;
  if (!isMissing.value) {
    load(till);
    return <Splash text={words.loading} />;
  }
  return (
    <Splash text={till.remark.value ?? words.notFetched}>
      <button type="button" class="button" data-testid="try-again" onClick={() => load(till)}>
        {words.tryAgain}
      </button>
    </Splash>
  );
}
