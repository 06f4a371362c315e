import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { GunProps } from './gun-card.tsx';

/** The gun's name and lane, where they are not written in the configuration file. */
export function GunForm({ desk, view, scanner }: GunProps): JSX.Element {
  const { words } = desk;
  const { id, name, lane = '' } = scanner;
  const nameInput = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const lanes = view.lanes.filter(({ isFixed }) => !isFixed);
  const isIdle = desk.busy.value === undefined;
  const act = (path: string, body: object) =>
    desk.act(id, `/scanners/${encodeURIComponent(id)}/${path}`, body);
  return (
    <details class="change" data-testid="change">
      <summary>{words.change}</summary>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void act('name', { name: nameInput.current?.value ?? '' });
        }}
      >
        <label>
          {words.name}
          <input
            ref={nameInput}
            key={name}
            data-testid="name-input"
            maxLength={60}
            defaultValue={name}
            autocomplete="off"
          />
        </label>
        <button type="submit" class="button" data-testid="rename" disabled={!isIdle}>
          {words.rename}
        </button>
      </form>
      <p class="soft small">{words.nameHint}</p>
      <form
        class="row"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await act('bind', { lane: (chosen ?? lane) || null })) setChosen(undefined);
        }}
      >
        <label>
          {words.lane}
          <select
            data-testid="lane-choice"
            value={chosen ?? lane}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <option value="">{words.noLaneOption}</option>
            {lanes.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button" data-testid="bind" disabled={!isIdle}>
          {words.bind}
        </button>
      </form>
    </details>
  );
}
