import type { JSX } from 'preact';
import { Icon } from '../../tablet/views/icons.tsx';
import type { TechnicianView } from '../../technician-messages.ts';
import type { Desk } from '../desk.ts';
import type { LogDesk } from '../log-desk.ts';
import { clockText } from '../look.ts';
import { Devices } from './devices.tsx';
import { Doctor } from './doctor.tsx';
import { Guns } from './guns.tsx';
import { Log } from './log.tsx';

/** The whole page. Without a connection the last view stays, greyed: it is only a memory then. */
export function Page({ desk, log }: { desk: Desk; log: LogDesk }): JSX.Element {
  const view = desk.view.value;
  const isFresh = desk.link.value.kind === 'live';
  return (
    <>
      <Top desk={desk} view={view} />
      {view && (
        <main class={isFresh ? 'main' : 'main main-old'}>
          <Guns desk={desk} view={view} />
          <Devices desk={desk} view={view} />
          <Doctor desk={desk} />
          <Log log={log} view={view} words={desk.words} />
        </main>
      )}
    </>
  );
}

function Top({ desk, view }: { desk: Desk; view: TechnicianView | undefined }): JSX.Element {
  const { words } = desk;
  return (
    <header class="top">
      <h1 class="top-title">
        {words.title}
        {view && <span>{view.shopName}</span>}
      </h1>
      {view?.sandbox && <span class="badge">{words.sandbox}</span>}
      <LinkNote desk={desk} view={view} />
      <a class="top-link" href="/">
        {words.toTill}
      </a>
    </header>
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
