import { type Signal, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Till } from '../till.ts';
import { Icon } from '../views/icons.tsx';

type Loaded = typeof import('./badge.tsx') & typeof import('./sign-in.tsx');

const loaded: Signal<Loaded | undefined> = signal(undefined);
let progress: 'none' | 'asked' | 'failed' = 'none';

/** No sale waits for it unless the shop wants its people signed in. What did not come is fetched again at the next wish. */
function load(till: Till): void {
  const { wanted } = till;
  if (progress === 'asked' || (progress === 'failed' && !wanted.value)) return;
  progress = 'asked';
  Promise.all([import('./sign-in.tsx'), import('./badge.tsx')]).then(
    ([pad, badge]) => {
      loaded.value = { ...pad, ...badge };
    },
    () => {
      progress = 'failed';
      if (!wanted.value) return;
      wanted.value.answer(undefined);
      till.partMissing();
    },
  );
}

/** Answers `till.wanted`, over whatever the page shows. Stands once on the page. */
export function SignInDoor({ till }: { till: Till }): JSX.Element | null {
  const wanted = till.wanted.value;
  const isOnTill = till.place.value === 'till';
  useEffect(() => {
    if (isOnTill) till.dropPower();
  }, [isOnTill]);
  if (wanted || till.screen.value?.signIn) load(till);
  const Pad = loaded.value?.SignIn;
  return wanted && Pad ? <Pad till={till} wanted={wanted} /> : null;
}

/** Who has signed in, with the way out; nothing where nobody has to. For the bar. */
export function WhoBadge({ till }: { till: Till }): JSX.Element | null {
  const { session, screen } = till;
  if (!screen.value?.signIn && !session.value) return null;
  const Badge = loaded.value?.Badge;
  if (Badge) return <Badge till={till} />;
  load(till);
  return (
    <span class="bar-button">
      <Icon name="person" />
    </span>
  );
}
