import { effect } from '@preact/signals';
import { render } from 'preact';
import { systemClock } from '../../clock.ts';
import { keeper } from '../tablet/kept.ts';
import { goToPairing } from '../tablet/pairing.ts';
import { createApi } from './api.ts';
import { createDesk, type Desk } from './desk.ts';
import { createDevicesDesk } from './devices-desk.ts';
import { afterKey, NO_KEYS } from './fast-keys.ts';
import { createLogDesk } from './log-desk.ts';
import { createPeopleDesk } from './people-desk.ts';
import { Page } from './views/page.tsx';
import { en as words } from './words.ts';

const TICK_MS = 500;

const kept = keeper<'token'>(() => sessionStorage);

/** The token from `#token=…`, taken once: kept for this tab and removed from the address bar. */
function takeToken(): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    kept.set('token', given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  // An empty one was forgotten.
  return given || kept.get('token') || undefined;
}

function keepTime(desk: Desk): void {
  desk.tick();
  systemClock.after(TICK_MS, () => keepTime(desk));
}

/** A page that nobody sees asks nothing; one that is seen again asks at once. */
function followWhileSeen(desk: Desk, log: ReturnType<typeof createLogDesk>): void {
  let seen = new AbortController();
  const begin = () => {
    seen.abort();
    if (document.hidden) return;
    seen = new AbortController();
    desk.wake();
    void desk.follow(seen.signal);
    void log.follow(seen.signal);
  };
  document.addEventListener('visibilitychange', begin);
  window.addEventListener('pageshow', (event) => event.persisted && begin());
  window.addEventListener('online', () => desk.wake());
  begin();
}

/** Ahead of every button and form: a gun in keyboard mode that is scanned with here presses none of them. */
function keepGunsOffButtons(): void {
  let keys = NO_KEYS;
  document.addEventListener(
    'keydown',
    (event) => {
      const step = afterKey(keys, { key: event.key, at: event.timeStamp });
      keys = step.keys;
      if (!step.isGunsEnd) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

/** Says on the outside what is shown: `data-connected` and `data-rev` on the document. */
function announce(desk: Desk): void {
  effect(() => {
    document.documentElement.dataset.connected = String(desk.link.value.kind === 'live');
    document.documentElement.dataset.rev = String(desk.view.value?.rev ?? 0);
  });
}

const root = document.getElementById('root');
if (root) {
  const token = takeToken();
  const people = createPeopleDesk({ clock: systemClock, noAnswer: words.noAnswer }, () => api);
  const api = createApi({
    clock: systemClock,
    token,
    session: () => people.signedIn.value?.token,
    signIn: people.ask,
    fetch: (input, init) => fetch(input, init),
  });
  const devices = createDevicesDesk({
    clock: systemClock,
    api,
    signIn: people.ask,
    noAnswer: words.noAnswer,
  });
  const desk = createDesk({ clock: systemClock, api, words });
  const log = createLogDesk({ clock: systemClock, api });
  announce(desk);
  keepGunsOffButtons();
  render(<Page desk={desk} log={log} people={people} devices={devices} />, root);
  effect(() => {
    if (desk.link.value.kind === 'tokenNeeded') goToPairing(token, () => kept.set('token', ''));
  });
  // What was locked is looked at again, and what only they may see goes away with them.
  effect(() => {
    people.signedIn.value;
    void desk.examine();
  });
  keepTime(desk);
  followWhileSeen(desk, log);
}
