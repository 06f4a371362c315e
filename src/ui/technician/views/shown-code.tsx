import type { JSX } from 'preact';
import type { TechnicianView } from '../../technician-messages.ts';
import type { DevicesDesk } from '../devices-desk.ts';
import { secondsUntil } from '../look.ts';
import { pairing as words } from '../pairing-words.ts';
import { ToSee } from './to-see.tsx';

interface Props {
  devices: DevicesDesk;
  view: TechnicianView;
  nowMs: number;
}

/** The code that a tablet is let in with: large, and as a picture. */
export function ShownCode({ devices, nowMs }: Props): JSX.Element | null {
  const code = devices.code.value;
  if (!code) return null;
  const { addresses, qr, state, device } = code;
  const [address] = addresses;
  // A code that no tablet can type is not shown.
  const isAlone = state === 'open' && address === undefined;
  const left = secondsUntil(code.until, nowMs);
  const said = state === 'used' ? words.state.used(device?.name ?? '') : words.state[state];
  return (
    <ToSee key={code.id} class="pair-card" testId="pair-card">
      {isAlone && <p class="tone-bad">{words.alone}</p>}
      {state === 'open' && !isAlone && (
        <>
          <p>
            {words.openAt} <strong class="pair-address">{address}</strong> {words.typeCode}
          </p>
          <p class="pair-code" data-testid="pair-code">
            {code.code}
          </p>
          {qr && (
            <figure class="pair-picture">
              <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={words.orPicture}>
                <rect width={qr.size} height={qr.size} class="pair-light" />
                <path d={qr.path} class="pair-dark" />
              </svg>
              <figcaption class="soft small">{words.orPicture}</figcaption>
            </figure>
          )}
          <p class="soft small">
            {words.left(`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`)}
          </p>
        </>
      )}
      <p role="status" data-testid="code-state">
        {!isAlone && said}
      </p>
      <button type="button" class="button" data-testid="close-code" onClick={devices.close}>
        {words.close}
      </button>
    </ToSee>
  );
}
