import { type Signal, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Till } from '../till.ts';
import { Icon } from '../views/icons.tsx';

type Loaded = typeof import('./badge.tsx') & typeof import('./sign-in.tsx');

const loaded: Signal<Loaded | undefined> = signal(undefined);
let isAsked = false;

/** No sale waits for it unless the shop wants its people signed in. Fetched again at the next wish where it did not come. */
function load(): void {
  if (isAsked) return;
  isAsked = true;
  Promise.all([import('./sign-in.tsx'), import('./badge.tsx')]).then(
    ([pad, badge]) => {
      loaded.value = { ...pad, ...badge };
    },
    () => {
      isAsked = false;
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
  if (wanted || till.screen.value?.signIn) load();
  const Pad = loaded.value?.SignIn;
  return wanted && Pad ? <Pad till={till} wanted={wanted} /> : null;
}

/** Who has signed in, with the way out; nothing where nobody has to. For the bar. */
export function WhoBadge({ till }: { till: Till }): JSX.Element | null {
  const { session, screen } = till;
  if (!screen.value?.signIn && !session.value) return null;
  const Badge = loaded.value?.Badge;
  if (Badge) return <Badge till={till} />;
  load();
  return (
    <span class="bar-button">
      <Icon name="person" />
    </span>
  );
}
