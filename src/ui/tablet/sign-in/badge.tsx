import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Button } from '../desk/parts/button.tsx';
import { Dialog } from '../desk/parts/dialog.tsx';
import type { Till } from '../till.ts';
import { Icon } from '../views/icons.tsx';
import { peopleWords } from './sign-in.tsx';

/** Who has signed in: a touch shows the way out, or asks who is there. */
export function Badge({ till }: { till: Till }): JSX.Element | null {
  const isOpen = useSignal(false);
  const words = peopleWords.value;
  const session = till.session.value;
  if (!words) return null;
  const close = () => {
    isOpen.value = false;
  };
  const open = () => {
    if (session) isOpen.value = true;
    else void till.signIn('person');
  };
  return (
    <>
      <button
        type="button"
        class="bar-button bar-who"
        data-testid="who"
        disabled={!till.typing.value}
        aria-label={session ? words.signedInAs(session.person.name) : words.signIn}
        onClick={open}
      >
        <Icon name="person" />
        <bdi class="bar-word">{session ? session.person.name : words.signIn}</bdi>
      </button>
      {session && isOpen.value && (
        <Dialog
          title={words.signedInAs(session.person.name)}
          closeLabel={words.close}
          onClose={close}
          testId="who-dialog"
          actions={
            <Button
              kind="main"
              testId="sign-out"
              onPress={() => {
                close();
                till.signOut();
              }}
            >
              {words.signOut}
            </Button>
          }
        >
          <p>{words.role[session.person.role]}</p>
        </Dialog>
      )}
    </>
  );
}
