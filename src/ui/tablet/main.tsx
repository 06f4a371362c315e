import { effect } from '@preact/signals';
import { render } from 'preact';
import { systemClock } from '../../clock.ts';
import { directionOf } from '../languages/tags.ts';
import type { Screen } from '../messages.ts';
import { createTill } from './create-till.ts';
import { keepTime } from './keep-time.ts';
import { type Kept, keeper } from './kept.ts';
import { keepFocusOffButtons, listenToKeys } from './keys.ts';
import { runAsKiosk } from './kiosk-page.ts';
import { fetchLanes, laneOfPath, settledLane } from './lanes.ts';
import { openLink } from './link.ts';
import { followsShop, pageLanguage } from './page-language.ts';
import { announcePainting } from './painted.ts';
import { goToPairing } from './pairing.ts';
import { fitOverKeyboard } from './screen-keyboard.ts';
import { showTheme } from './show-theme.ts';
import { createSound } from './sound.ts';
import type { Till } from './till.ts';
import { takeToken } from './token.ts';
import { LaneChoiceView } from './views/lane-choice.tsx';
import { Splash } from './views/splash.tsx';
import { TillPage } from './views/till-page.tsx';
import { loadWords } from './words.ts';

/** The till's version at the time the page was built. */
declare const SCANTILL_VERSION: string;

const LANES_RETRY_MS = 2_000;

const root = document.getElementById('root');
const kept: Kept = { inTab: keeper(() => sessionStorage), onTablet: keeper(() => localStorage) };
const token = takeToken(kept.inTab);
const pairing = () => goToPairing(token, () => kept.inTab.set('token', ''));
const spoken = pageLanguage(kept, navigator.language);
const { language, chosen } = spoken;
document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);
const wordsOnTheWay = loadWords(language);

async function openLane(lane: string): Promise<void> {
  if (!root) return;
  // The till answers while the words are still on their way; what it says waits for them.
  const heard: (() => void)[] = [];
  let hear = (take: () => void): void => void heard.push(take);
  const link = openLink({
    lane,
    ...(chosen === undefined ? {} : { language: chosen }),
    ...(token === undefined ? {} : { token }),
    clock: systemClock,
    onStranger: pairing,
    onScreen: (screen) => hear(() => takeScreen(screen)),
    onState: (state) =>
      hear(() => {
        till.link.value = state;
      }),
  });
  const words = await wordsOnTheWay;
  const till = createTill({
    clock: systemClock,
    words,
    version: SCANTILL_VERSION,
    sound: createSound,
    link,
    kept,
    reload: () => location.reload(),
    isVisible: () => document.visibilityState === 'visible' && !document.querySelector('dialog[open]'),
    token,
  });
  effect(() => showTheme(till.theme.value));
  fitOverKeyboard();
  listenToKeys(till, systemClock);
  keepFocusOffButtons();
  announcePainting({
    ...till,
    titleOf: ({ laneName, shopName }) => `${laneName} · ${shopName}`,
    onPainted: ({ bootId, rev }) => link.painted({ bootId, rev }),
  });
  render(<TillPage till={till} />, root);
  const kiosk = runAsKiosk({
    clock: systemClock,
    isFree: () => till.connected.value && till.screen.value?.mode === 'idle' && isAtRest(till),
    reload: () => location.reload(),
    home: { isAway: () => till.place.value !== 'till', goHome: () => till.goTo('till') },
    hasMenu: (target) => target.closest('button') === null,
  });
  keepTime(till, kiosk);
  const takeScreen = (screen: Screen): void => {
    // A sale that runs is not torn away; at the first screen there is nothing yet that could be.
    const mayComeAgain = till.screen.value === undefined || (screen.mode === 'idle' && isAtRest(till));
    if (mayComeAgain && followsShop(spoken, screen.language, kept)) location.reload();
    else till.takeScreen(screen);
  };
  hear = (take) => take();
  for (const take of heard) take();
}

/** Nothing is typed, and nobody is on another page. */
function isAtRest({ draftMinor, place }: Till): boolean {
  return draftMinor.value === 0 && place.value === 'till';
}

async function chooseLane(): Promise<void> {
  if (!root) return;
  const words = await wordsOnTheWay;
  let lanes: Awaited<ReturnType<typeof fetchLanes>>;
  try {
    lanes = await fetchLanes(token);
  } catch {
    render(<Splash text={words.unreachable} />, root);
    systemClock.after(LANES_RETRY_MS, () => void chooseLane());
    return;
  }
  if (lanes === 'refused') {
    pairing();
    return;
  }
  const lane = settledLane(lanes, kept.onTablet.get('lane'));
  if (lane !== undefined) {
    void openLane(lane);
    return;
  }
  const onChoose = (chosen: string) => {
    kept.onTablet.set('lane', chosen);
    void openLane(chosen);
  };
  render(<LaneChoiceView lanes={lanes} words={words} onChoose={onChoose} />, root);
}

const named = laneOfPath(location.pathname);
if (named === undefined) void chooseLane();
else void openLane(named);
