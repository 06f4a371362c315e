import type { JSX } from 'preact';
import { Icon } from '../../tablet/views/icons.tsx';
import type { TechnicianView } from '../../technician-messages.ts';
import type { Desk } from '../desk.ts';
import { secondsUntil } from '../look.ts';
import { GunCard } from './gun-card.tsx';
import { RemarkLine } from './remark.tsx';

/** All guns, and the lanes that may get one by a scan. */
export function Guns({ desk, view }: { desk: Desk; view: TechnicianView }): JSX.Element {
  const { words } = desk;
  const { scanners } = view;
  const ready = scanners.filter(({ state }) => state === 'up').length;
  // A lane that has none is told beside the others, and is none of them.
  const there = scanners.filter(({ state }) => state !== 'absent').length;
  return (
    <section aria-labelledby="guns-title">
      <div class="section-head">
        <h2 id="guns-title">{words.scanners}</h2>
        <output data-testid="summary">{words.summary(ready, there)}</output>
      </div>
      <BindByScan desk={desk} view={view} />
      <ul class="cards">
        {scanners.map((scanner) => (
          <li key={scanner.id}>
            <GunCard desk={desk} view={view} scanner={scanner} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const ABOUT = 'binding';

function BindByScan({ desk, view }: { desk: Desk; view: TechnicianView }): JSX.Element | null {
  const { words } = desk;
  const { binding, lanes } = view;
  const nameOf = (lane: string) => lanes.find(({ id }) => id === lane)?.name ?? lane;
  if (binding) {
    return (
      <div class="strip tone-test" role="alert" data-testid="binding">
        <Icon name="scan" />
        <p>
          {binding.problem} {words.binding(nameOf(binding.lane))}
        </p>
        <span aria-hidden="true">{words.secondsLeft(secondsUntil(binding.until, desk.tillMs.value))}</span>
        <button
          type="button"
          class="button"
          onClick={() =>
            void desk.act(ABOUT, `/lanes/${encodeURIComponent(binding.lane)}/bind-by-scan/cancel`)
          }
        >
          {words.stop}
        </button>
      </div>
    );
  }
  const open = lanes.filter(({ isFixed }) => !isFixed);
  if (open.length === 0) return null;
  return (
    <div class="row">
      {open.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          class="button"
          data-testid={`bind-by-scan-${id}`}
          disabled={desk.busy.value !== undefined}
          onClick={() => void desk.act(ABOUT, `/lanes/${encodeURIComponent(id)}/bind-by-scan`)}
        >
          {words.bindByScan(name)}
        </button>
      ))}
      <RemarkLine desk={desk} about={ABOUT} />
    </div>
  );
}
