import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { WireDevice } from '../../pairing-messages.ts';
import type { TechnicianView } from '../../technician-messages.ts';
import type { DevicesDesk } from '../devices-desk.ts';
import { dayText } from '../look.ts';
import { pairing as words } from '../pairing-words.ts';
import { LetIn } from './let-in.tsx';
import { ShownCode } from './shown-code.tsx';
import { ToSee } from './to-see.tsx';

interface Props {
  devices: DevicesDesk;
  view: TechnicianView;
  nowMs: number;
}

/** Tablets and programs: letting in, what was let in, shutting out. */
export function Paired({ devices, view, nowMs }: Props): JSX.Element {
  const list = devices.list.value;
  const program = devices.program.value;
  const problem = devices.problem.value;
  return (
    <section aria-labelledby="paired-title" data-testid="paired">
      <div class="section-head">
        <h2 id="paired-title">{words.title}</h2>
        {list === 'hidden' && (
          <button
            type="button"
            class="button"
            data-testid="show-devices"
            disabled={devices.busy.value}
            onClick={() => void devices.open()}
          >
            {words.open}
          </button>
        )}
        <p class="soft">{words.intro}</p>
      </div>
      {problem !== undefined && (
        <p class="tone-bad" role="alert" data-testid="devices-problem">
          {problem}
        </p>
      )}
      <ShownCode devices={devices} view={view} nowMs={nowMs} />
      {program && (
        <ToSee key={program.device.id} testId="made-token">
          <p>
            <strong>{program.device.name}</strong>: {words.tokenOnce}
          </p>
          <code class="token">{program.token}</code>
          <button type="button" class="button" onClick={devices.close}>
            {words.close}
          </button>
        </ToSee>
      )}
      {list !== 'hidden' && (
        <>
          <LetIn devices={devices} view={view} />
          {list.length === 0 ? (
            <p class="soft">{words.none}</p>
          ) : (
            <ul class="devices">
              {[...list]
                .sort((a, b) => Number(isOver(a, nowMs)) - Number(isOver(b, nowMs)))
                .map((device) => (
                  <Device key={device.id} device={device} devices={devices} view={view} nowMs={nowMs} />
                ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

const isOver = ({ revokedAt, expiresAt }: WireDevice, now: number): boolean =>
  revokedAt !== undefined || (expiresAt !== undefined && expiresAt <= now);

function Device({ device, devices, view, nowMs }: Props & { device: WireDevice }): JSX.Element {
  const isSure = useSignal(false);
  const { id, name, role, lanes, scopes, createdBy } = device;
  const day = (at: number) => dayText(at, view);
  const facts = [
    role === 'program' ? scopes.map((scope) => words.scopes[scope]).join(', ') : words.roles[role],
    lanes === 'all' ? words.allLanes : words.laneList(lanes),
    stateOf(device, nowMs, day),
    words.by(createdBy),
  ];
  return (
    <li class={isOver(device, nowMs) ? 'device device-over' : 'device'} data-testid="device">
      <div>
        <strong>{name}</strong>
        <p class="soft small">{facts.join(' · ')}</p>
      </div>
      {device.revokedAt === undefined &&
        (isSure.value ? (
          <div class="row">
            <button
              type="button"
              class="button button-main"
              data-testid="revoke-sure"
              disabled={devices.busy.value}
              onClick={() => void devices.revoke(id)}
            >
              {words.revokeSure}
            </button>
            <button type="button" class="button" onClick={() => (isSure.value = false)}>
              {words.keep}
            </button>
          </div>
        ) : (
          <button type="button" class="button" data-testid="revoke" onClick={() => (isSure.value = true)}>
            {words.revoke}
          </button>
        ))}
    </li>
  );
}

function stateOf(device: WireDevice, now: number, day: (at: number) => string): string {
  const { revokedAt, expiresAt, lastSeenAt } = device;
  if (revokedAt !== undefined) return words.revoked(day(revokedAt));
  if (expiresAt !== undefined && expiresAt <= now) return words.expired(day(expiresAt));
  const seen = lastSeenAt === undefined ? words.neverSeen : words.seen(day(lastSeenAt));
  return expiresAt === undefined ? seen : `${seen}, ${words.until(day(expiresAt))}`;
}
