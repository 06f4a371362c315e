import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Till } from '../../till.ts';
import type { DeskWords } from '../desk-words.ts';
import { Button } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Status } from '../parts/remarks.tsx';
import type { FormField, FormProblem, PeopleList, PersonForm } from './people-list.ts';

interface PersonDialogProps {
  till: Till;
  words: DeskWords['people'];
  list: PeopleList;
  form: PersonForm;
  onDone: (saved: boolean) => void;
}

/** Somebody is added, or changed, or taken off the list. */
export function PersonDialog({ till, words, list, form: given, onDone }: PersonDialogProps): JSX.Element {
  const form = useSignal(given);
  const problem = useSignal<FormProblem | undefined>(undefined);
  const isAsking = useSignal(false);
  const { id, name, role } = form.value;
  const ownId = () => (till.power.value ?? till.session.value)?.person.id;
  const isOwn = id !== undefined && id === ownId();
  const hasLeft = list.shown.value?.people.some((one) => one.id === id && one.state === 'left') ?? false;
  const type = (field: FormField) => (value: string) => {
    problem.value = undefined;
    form.value = { ...form.value, [field]: value };
  };
  const errorOf = (field: FormField) => (problem.value?.field === field ? problem.value.text : undefined);
  const finish = async (change: Promise<FormProblem | undefined>) => {
    problem.value = await change;
    isAsking.value = false;
    if (!problem.value) onDone(true);
  };
  const pinField = (field: 'pin' | 'pinAgain' | 'oldPin', label: string, hint?: string) => (
    <Field
      label={label}
      type="password"
      inputMode="numeric"
      maxLength={8}
      value={form.value[field]}
      onInput={type(field)}
      error={errorOf(field)}
      hint={hint}
      testId={`person-${field}`}
    />
  );
  return (
    <Dialog
      title={id === undefined ? words.add : given.name}
      closeLabel={words.close}
      onClose={() => onDone(false)}
      testId="person-dialog"
      actions={
        isAsking.value && id !== undefined ? (
          <>
            <Button onPress={() => (isAsking.value = false)}>{till.words.goBack}</Button>
            <Button
              kind="danger"
              noEnter
              busy={list.busy.value}
              testId="confirm-left"
              onPress={() => void finish(list.setState(id, 'left'))}
            >
              {words.yesRemove}
            </Button>
          </>
        ) : (
          <>
            {id !== undefined && (
              <Button
                busy={list.busy.value}
                testId={hasLeft ? 'comes-back' : 'leaves'}
                onPress={() => {
                  if (hasLeft) void finish(list.setState(id, 'active'));
                  else isAsking.value = true;
                }}
              >
                {hasLeft ? words.comesBack : words.left}
              </Button>
            )}
            {!hasLeft && (
              <Button
                kind="main"
                busy={list.busy.value}
                testId="save-person"
                onPress={() => void finish(list.save(form.value, ownId()))}
              >
                {words.save}
              </Button>
            )}
          </>
        )
      }
    >
      {isAsking.value ? (
        <p class="people-ask">{words.removeQuestion(given.name)}</p>
      ) : (
        !hasLeft && (
          <div class="people-form">
            <Field
              label={words.name}
              value={name}
              onInput={type('name')}
              maxLength={40}
              error={errorOf('name')}
              testId="person-name"
            />
            <Choice
              label={words.roleLabel}
              value={role}
              onChange={(value) => {
                form.value = { ...form.value, role: value };
              }}
              options={(['cashier', 'technician', 'manager'] as const).map((value) => ({
                value,
                label: words.role[value],
              }))}
              testId="person-role"
            />
            {(isOwn || problem.value?.field === 'oldPin') && pinField('oldPin', words.oldPin)}
            {pinField('pin', id === undefined ? words.pin : words.newPin, words.pinHint[role])}
            {pinField('pinAgain', words.pinAgain)}
          </div>
        )
      )}
      <Status tone="bad">{problem.value && !problem.value.field ? problem.value.text : undefined}</Status>
    </Dialog>
  );
}
