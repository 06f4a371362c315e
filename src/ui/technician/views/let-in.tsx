import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { TechnicianView } from '../../technician-messages.ts';
import type { DevicesDesk } from '../devices-desk.ts';
import { pairing as words } from '../pairing-words.ts';

interface Props {
  devices: DevicesDesk;
  view: TechnicianView;
}

const ROLES = ['cashier', 'customer', 'technician', 'manager'] as const;
const SCOPES = Object.keys(words.scopes) as (keyof typeof words.scopes)[];

/** Two folded forms: for a tablet, and for a program. */
export function LetIn({ devices, view }: Props): JSX.Element {
  return (
    <div class="row let-in">
      <TabletForm devices={devices} view={view} />
      <ProgramForm devices={devices} view={view} />
    </div>
  );
}

function TabletForm({ devices, view }: Props): JSX.Element {
  const name = useSignal('');
  const role = useSignal<(typeof ROLES)[number]>('cashier');
  const lane = useSignal('all');
  const isAll = role.value === 'technician';
  // A customer's screen shows one lane.
  const chosen =
    role.value === 'customer' && lane.value === 'all' ? (view.lanes[0]?.id ?? 'all') : lane.value;
  return (
    <details class="change">
      <summary data-testid="let-tablet-in">{words.letIn}</summary>
      <form
        class="let-in-form"
        onSubmit={(event) => {
          event.preventDefault();
          const lanes = isAll || chosen === 'all' ? ('all' as const) : [chosen];
          void devices.makeCode({ name: name.value, role: role.value, lanes });
        }}
      >
        <Name value={name} placeholder={words.namePlaceholder} testId="tablet-name" />
        <label>
          {words.role}
          <select
            value={role.value}
            data-testid="tablet-role"
            onChange={(event) => {
              role.value = event.currentTarget.value as (typeof ROLES)[number];
            }}
          >
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {words.roles[each]}
              </option>
            ))}
          </select>
        </label>
        {!isAll && <LaneChoice value={lane} shown={chosen} view={view} withAll={role.value !== 'customer'} />}
        <button
          type="submit"
          class="button button-main"
          disabled={devices.busy.value}
          data-testid="make-code"
        >
          {words.makeCode}
        </button>
      </form>
    </details>
  );
}

function ProgramForm({ devices, view }: Props): JSX.Element {
  const name = useSignal('');
  const lane = useSignal('all');
  const scopes = useSignal<readonly string[]>(['sell', 'look']);
  return (
    <details class="change">
      <summary data-testid="let-program-in">{words.letProgramIn}</summary>
      <form
        class="let-in-form"
        onSubmit={(event) => {
          event.preventDefault();
          const lanes = lane.value === 'all' ? ('all' as const) : [lane.value];
          void devices.makeProgram({ name: name.value, scopes: [...scopes.value], lanes });
        }}
      >
        <Name value={name} placeholder={words.programPlaceholder} testId="program-name" />
        <fieldset class="scopes">
          <legend>{words.may}</legend>
          {SCOPES.map((scope) => (
            <label key={scope} class="scope">
              <input
                type="checkbox"
                checked={scopes.value.includes(scope)}
                onChange={(event) => {
                  const others = scopes.value.filter((each) => each !== scope);
                  scopes.value = event.currentTarget.checked ? [...others, scope] : others;
                }}
              />
              {words.scopes[scope]}
            </label>
          ))}
        </fieldset>
        <LaneChoice value={lane} shown={lane.value} view={view} withAll />
        <button
          type="submit"
          class="button button-main"
          disabled={devices.busy.value || scopes.value.length === 0}
          data-testid="make-token"
        >
          {words.makeToken}
        </button>
      </form>
    </details>
  );
}

function Name({
  value,
  placeholder,
  testId,
}: {
  value: Signal<string>;
  placeholder: string;
  testId: string;
}): JSX.Element {
  return (
    <label>
      {words.name}
      <input
        value={value.value}
        maxLength={40}
        required
        placeholder={placeholder}
        data-testid={testId}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
    </label>
  );
}

interface LaneChoiceProps {
  value: Signal<string>;
  shown: string;
  view: TechnicianView;
  withAll: boolean;
}

function LaneChoice({ value, shown, view, withAll }: LaneChoiceProps): JSX.Element {
  return (
    <label>
      {words.lane}
      <select
        value={shown}
        data-testid="tablet-lane"
        onChange={(event) => {
          value.value = event.currentTarget.value;
        }}
      >
        {withAll && <option value="all">{words.allLanes}</option>}
        {view.lanes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
