import { effect } from '@preact/signals';
import { render } from 'preact';
import { systemClock } from '../../clock.ts';
import { directionOf, languageOf } from '../languages/tags.ts';
import type { CustomerMode } from '../messages.ts';
import { keepTime } from '../tablet/keep-time.ts';
import { keeper } from '../tablet/kept.ts';
import { runAsKiosk } from '../tablet/kiosk-page.ts';
import { openLink } from '../tablet/link.ts';
import type { Cue } from '../tablet/modes.ts';
import { announcePainting } from '../tablet/painted.ts';
import { goToPairing } from '../tablet/pairing.ts';
import { createSound } from '../tablet/sound.ts';
import { takeToken } from '../tablet/token.ts';
import { laneOfCustomerPath } from './address.ts';
import { createDisplay } from './display.ts';
import { CustomerPage } from './views/page.tsx';
import { loadCustomerWords } from './words.ts';

/** The till's version at the time the page was built. */
declare const SCANTILL_VERSION: string;

const CUES: Partial<Record<CustomerMode, Cue>> = { paid: 'paid', notPaid: 'declined', ask: 'attention' };

const root = document.getElementById('root');
const inTab = keeper<'token' | 'reloadedFor'>(() => sessionStorage);
const token = takeToken(inTab);
const options = new URLSearchParams(location.search);
const theme = options.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
const sound = createSound({
  gain: () => (options.get('sound') === 'on' ? 0.5 : 0),
  onUnlock: () => undefined,
});

const reload = () => location.reload();

if (root) {
  const display = createDisplay({
    clock: systemClock,
    version: SCANTILL_VERSION,
    language: languageOf(navigator.language),
    loadWords: loadCustomerWords,
    kept: inTab,
    reload,
    onMode: (mode) => {
      const cue = CUES[mode];
      if (cue) sound(cue);
    },
  });
  effect(() => {
    const language = display.language.value;
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  });
  announcePainting({ ...display, titleOf: ({ shopName }) => shopName });
  render(<CustomerPage display={display} />, root);
  const kiosk = runAsKiosk({ clock: systemClock, isFree: display.isFree, reload, hasMenu: () => false });
  keepTime(display, kiosk);
  openLink({
    lane: laneOfCustomerPath(location.pathname),
    view: 'customer',
    ...(token === undefined ? {} : { token }),
    clock: systemClock,
    onStranger: () => goToPairing(token, () => inTab.set('token', '')),
    onCustomer: display.takeScreen,
    onState: (state) => {
      display.link.value = state;
    },
  });
}
