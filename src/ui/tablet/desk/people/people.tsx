import './people.css';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { DeskPart } from '../desk-part.ts';
import { Button } from '../parts/button.tsx';
import { Loading, Status } from '../parts/remarks.tsx';
import { Row, Rows } from '../parts/rows.tsx';
import { createPeopleList, type PersonForm } from './people-list.ts';
import { PersonDialog } from './person-dialog.tsx';

/** Makes the first manager, at the till's machine. */
const FIRST_MANAGER = 'npm run people -- add --name NAME --role manager';

/** Who works here: added, changed and taken off by a manager. A part of the settings. */
export function People({ till, words }: DeskPart): JSX.Element {
  const list = useMemo(() => createPeopleList(till.rest, words.people), []);
  const editing = useSignal<PersonForm | undefined>(undefined);
  const isSaved = useSignal(false);
  useEffect(() => void list.load(), []);
  const text = words.people;
  const shown = list.shown.value;
  const open = (form: PersonForm) => {
    isSaved.value = false;
    editing.value = form;
  };
  return (
    <>
      <div class="people-head">
        <p class="people-intro">{text.intro}</p>
        {shown?.hasManager && (
          <Button kind="main" icon="plus" testId="add-person" onPress={() => open(NOBODY)}>
            {text.add}
          </Button>
        )}
      </div>
      <Status tone="good">{isSaved.value ? text.saved : undefined}</Status>
      {!shown && (
        <Loading
          words={{
            loading: till.words.loading,
            noAnswerYet: text.noAnswer,
            tryAgain: text.tryAgain,
          }}
          isUnknown={list.isUnknown.value}
          onRetry={() => void list.load()}
        />
      )}
      {shown?.isDamaged && <Status tone="bad">{text.listDamaged}</Status>}
      {shown && !shown.hasManager && (
        <div class="people-first">
          {!shown.isDamaged && <p>{text.noManagerYet}</p>}
          <p>{text.firstManager}</p>
          <code dir="ltr">{FIRST_MANAGER}</code>
        </div>
      )}
      {shown && shown.people.length > 0 && (
        <Rows label={text.title}>
          {[...shown.people]
            .sort((a, b) => Number(a.state === 'left') - Number(b.state === 'left'))
            .map(({ id, name, role, state }) => (
              <Row
                key={id}
                testId={`person-${id}`}
                icon={role === 'cashier' ? 'person' : 'lock'}
                tone={state === 'left' ? 'off' : 'plain'}
                title={<bdi>{name}</bdi>}
                note={state === 'left' ? text.leftShort : text.role[role]}
                {...(shown.hasManager && { onPress: () => open({ ...NOBODY, id, name, role }) })}
              />
            ))}
        </Rows>
      )}
      {editing.value && (
        <PersonDialog
          till={till}
          words={text}
          list={list}
          form={editing.value}
          onDone={(saved) => {
            isSaved.value = saved;
            editing.value = undefined;
          }}
        />
      )}
    </>
  );
}

const NOBODY: PersonForm = { name: '', role: 'cashier', pin: '', pinAgain: '', oldPin: '' };
