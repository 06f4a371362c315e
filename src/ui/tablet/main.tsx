import { render } from 'preact';
import { systemClock } from '../../clock.ts';
import { keptOnTablet, takeToken } from './kept.ts';
import { keepFocusOffButtons, listenToKeys } from './keys.ts';
import { fetchLanes, laneOfPath, settledLane } from './lanes.ts';
import { type Link, openLink } from './link.ts';
import { announcePainting } from './painted.ts';
import { createSound } from './sound.ts';
import { createTill } from './till.ts';
import { LaneChoiceView } from './views/lane-choice.tsx';
import { Splash } from './views/splash.tsx';
import { TillPage } from './views/till-page.tsx';
import { en as words } from './words.ts';

/** The till's version at the time the page was built. */
declare const SCANTILL_VERSION: string;

const LANES_RETRY_MS = 2_000;

const root = document.getElementById('root');
const token = takeToken();

function openLane(lane: string): void {
  if (!root) return;
  const link: Link = { send: (name, body) => socket.send(name, body) };
  const till = createTill({
    clock: systemClock,
    words,
    version: SCANTILL_VERSION,
    sound: createSound,
    link,
    reload: () => location.reload(),
  });
  listenToKeys(till);
  keepFocusOffButtons();
  announcePainting(till);
  render(<TillPage till={till} />, root);
  const socket = openLink({
    lane,
    ...(token === undefined ? {} : { token }),
    clock: systemClock,
    onScreen: till.takeScreen,
    onState: (state) => {
      till.link.value = state;
    },
  });
}

async function chooseLane(): Promise<void> {
  if (!root) return;
  let lanes: Awaited<ReturnType<typeof fetchLanes>>;
  try {
    lanes = await fetchLanes(token);
  } catch {
    render(<Splash text={words.unreachable} />, root);
    systemClock.after(LANES_RETRY_MS, () => void chooseLane());
    return;
  }
  if (lanes === 'refused') {
    render(<Splash text={words.refused} />, root);
    return;
  }
  const lane = settledLane(lanes, keptOnTablet.get('lane'));
  if (lane !== undefined) {
    openLane(lane);
    return;
  }
  const onChoose = (chosen: string) => {
    keptOnTablet.set('lane', chosen);
    openLane(chosen);
  };
  render(<LaneChoiceView lanes={lanes} words={words} onChoose={onChoose} />, root);
}

const named = laneOfPath(location.pathname);
if (named === undefined) void chooseLane();
else openLane(named);
