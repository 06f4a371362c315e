import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownDevice, TechnicianView } from '../../technician-messages.ts';
import type { Desk } from '../desk.ts';
import type { Look } from '../look.ts';
import { FindingNote } from './finding.tsx';
import { LookBadge } from './look-badge.tsx';
import { RemarkLine } from './remark.tsx';

interface Props {
  desk: Desk;
  view: TechnicianView;
}

/** What is plugged in, may be a gun, and waits for somebody to say so. */
export function Devices({ desk, view }: Props): JSX.Element | null {
  const { words } = desk;
  if (view.devices.length === 0) return null;
  return (
    <section aria-labelledby="devices-title">
      <div class="section-head">
        <h2 id="devices-title">{words.devices}</h2>
        <p class="soft">{words.devicesHint}</p>
      </div>
      <ul class="cards">
        {view.devices.map((device) => (
          <li key={device.key}>
            <DeviceCard desk={desk} view={view} device={device} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DeviceCard({ desk, view, device }: Props & { device: ShownDevice }): JSX.Element {
  const { words } = desk;
  const { identity, certainty } = device;
  const ids = [identity.vendorId, identity.productId].filter(Boolean).join(':');
  const look: Look = {
    tone: certainty === 'wrongMode' ? 'bad' : 'wait',
    icon: certainty === 'wrongMode' ? 'warning' : 'question',
    word: words.deviceState[certainty],
  };
  return (
    <article class="card" data-testid="device" data-certainty={certainty}>
      <header class="card-head">
        <LookBadge look={look} />
        <div>
          <h3>{device.name}</h3>
          <p>
            <strong class={`tone-${look.tone}`}>{look.word}</strong>
          </p>
          <p class="soft">
            {[ids, identity.serialNumber, identity.usbPort, device.place].filter(Boolean).join(' · ')}
          </p>
        </div>
      </header>
      {device.why.length > 0 && (
        <ul class="why">
          {device.why.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {device.finding && <FindingNote finding={device.finding} words={words} />}
      {device.isUsable && <Adopt desk={desk} view={view} device={device} />}
      <RemarkLine desk={desk} about={device.key} />
    </article>
  );
}

/** With one lane it is one press; with several the lane is chosen first, and never for the technician. */
function Adopt({ desk, view, device }: Props & { device: ShownDevice }): JSX.Element | null {
  const { words } = desk;
  const lanes = view.lanes.filter(({ isFixed }) => !isFixed);
  const [chosen, setChosen] = useState('');
  const [only] = lanes;
  if (!only) return null;
  const isIdle = desk.busy.value === undefined;
  const adopt = (lane: string) => void desk.act(device.key, '/candidates/adopt', { key: device.key, lane });
  if (lanes.length === 1) {
    return (
      <div class="row">
        <button
          type="button"
          class="button"
          data-testid="adopt"
          disabled={!isIdle}
          onClick={() => adopt(only.id)}
        >
          {words.useOn(only.name)}
        </button>
      </div>
    );
  }
  return (
    <div class="row">
      <label>
        {words.useOnLane}
        <select
          value={chosen}
          data-testid="adopt-lane"
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <option value="">…</option>
          {lanes.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="button"
        data-testid="adopt"
        disabled={!isIdle || chosen === ''}
        onClick={() => adopt(chosen)}
      >
        {words.use}
      </button>
    </div>
  );
}
