import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Screen } from '../../messages.ts';
import { Button } from '../desk/parts/button.tsx';
import { Dialog } from '../desk/parts/dialog.tsx';
import { HELP, mayCheck, mayGiveTime } from '../help.ts';
import type { Till } from '../till.ts';
import { Icon } from './icons.tsx';

/** The state whose help is open; another state closes it. */
const open = signal<string | undefined>(undefined);

/** A way to the answers a cashier may need now, out of the way of everything else. */
export function Help({ till, screen }: { till: Till; screen: Screen }): JSX.Element | null {
  const { words } = till;
  const topics = HELP[screen.mode];
  const here = `${screen.saleId} ${screen.mode}`;
  if (topics.length === 0) return null;
  const close = () => {
    open.value = undefined;
  };
  return (
    <>
      <button
        type="button"
        class="tool"
        data-testid="help"
        aria-label={words.help}
        onClick={() => {
          open.value = here;
        }}
      >
        <Icon name="question" />
        <span class="bar-word">{words.help}</span>
      </button>
      {open.value === here && (
        <Dialog
          title={words.help}
          closeLabel={words.close}
          onClose={close}
          actions={actionsOf(till, screen)}
          testId="help-dialog"
        >
          <dl class="help">
            {topics.map((topic) => (
              <div key={topic}>
                <dt>{words.helpTopic[topic].question}</dt>
                <dd>{words.helpTopic[topic].answer}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      )}
    </>
  );
}

/** At the dialog's foot, with what came of them: however long the answers are, these are in sight. */
function actionsOf(till: Till, { mode, order }: Screen): JSX.Element | null {
  const { words } = till;
  const hasOrder = order !== undefined;
  if (!mayCheck(mode, hasOrder)) return null;
  return (
    <>
      <Button
        icon="search"
        testId="check-now"
        busy={till.checking.value}
        disabled={!till.connected.value}
        onPress={till.checkNow}
      >
        {till.checking.value ? words.checking : words.checkNow}
      </Button>
      {mayGiveTime(mode, hasOrder) && (
        <Button icon="hourglass" testId="give-time" disabled={!till.connected.value} onPress={till.giveTime}>
          {words.giveTime}
        </Button>
      )}
      <p class="help-answer" role="status">
        {till.remark.value}
      </p>
    </>
  );
}
