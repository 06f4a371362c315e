import type { JSX } from 'preact';
import { Icon } from '../../tablet/views/icons.tsx';
import type { TechnicianView } from '../../technician-messages.ts';
import type { Desk } from '../desk.ts';
import type { DevicesDesk } from '../devices-desk.ts';
import type { LogDesk } from '../log-desk.ts';
import { clockText } from '../look.ts';
import { pairing } from '../pairing-words.ts';
import type { PeopleDesk } from '../people-desk.ts';
import { Devices } from './devices.tsx';
import { Doctor } from './doctor.tsx';
import { Guns } from './guns.tsx';
import { Log } from './log.tsx';
import { Paired } from './paired.tsx';
import { SignIn } from './sign-in.tsx';

interface PageProps {
  desk: Desk;
  log: LogDesk;
  people: PeopleDesk;
  devices: DevicesDesk;
}

/** The whole page. Without a connection the last view stays, greyed: it is only a memory then. */
export function Page({ desk, log, people, devices }: PageProps): JSX.Element {
  const view = desk.view.value;
  const isFresh = desk.link.value.kind === 'live';
  return (
    <>
      <Top desk={desk} view={view} people={people} />
      <SignIn people={people} />
      {view && (
        <main class={isFresh ? 'main' : 'main main-old'}>
          <Guns desk={desk} view={view} />
          <Devices desk={desk} view={view} />
          <Paired devices={devices} view={view} nowMs={desk.tillMs.value} />
          <Doctor desk={desk} />
          <Log log={log} view={view} words={desk.words} />
        </main>
      )}
    </>
  );
}

function Top({
  desk,
  view,
  people,
}: {
  desk: Desk;
  view: TechnicianView | undefined;
  people: PeopleDesk;
}): JSX.Element {
  const { words } = desk;
  return (
    <header class="top">
      <h1 class="top-title">
        {words.title}
        {view && <span>{view.shopName}</span>}
      </h1>
      {view?.sandbox && <span class="badge">{words.sandbox}</span>}
      <LinkNote desk={desk} view={view} />
      <SignedIn people={people} isWanted={desk.checks.value === 'pin'} />
      <a class="top-link" href="/">
        {words.toTill}
      </a>
    </header>
  );
}

/** Who works at this page; where the till wants to know, a way to say so. */
function SignedIn({ people, isWanted }: { people: PeopleDesk; isWanted: boolean }): JSX.Element | null {
  const signedIn = people.signedIn.value;
  if (!signedIn && !isWanted) return null;
  return (
    <span class="signed">
      {signedIn && <span data-testid="signed-in">{pairing.signedIn(signedIn.name)}</span>}
      <button
        type="button"
        class="button button-small"
        data-testid="sign"
        onClick={() => void (signedIn ? people.signOut() : people.ask('technician'))}
      >
        {signedIn ? pairing.signOut : pairing.signIn}
      </button>
    </span>
  );
}

function LinkNote({ desk, view }: { desk: Desk; view: TechnicianView | undefined }): JSX.Element {
  const { words } = desk;
  const link = desk.link.value;
  switch (link.kind) {
    case 'live':
      return (
        <output class="link tone-good" data-testid="link">
          <Icon name="check" />
          {words.live}
        </output>
      );
    case 'connecting':
      return (
        <output class="link" data-testid="link">
          <Icon name="hourglass" />
          {words.connecting}
        </output>
      );
    case 'tokenNeeded':
      return (
        <p class="link link-loud" role="alert" data-testid="link">
          <Icon name="warning" />
          {words.tokenNeeded}
        </p>
      );
    case 'lost':
      return (
        <p class="link link-loud" role="alert" data-testid="link">
          <Icon name="linkLost" />
          {words.lost(view ? clockText(link.sinceMs, view) : '')}
        </p>
      );
  }
}
