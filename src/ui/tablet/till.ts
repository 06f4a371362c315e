import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../../clock.ts';
import type { Screen, SessionFacts } from '../messages.ts';
import { acceptScreen, draftOn, shouldReload } from './acceptance.ts';
import { amountText } from './amount-text.ts';
import type { Kept } from './kept.ts';
import { createKeyTakers, type KeyTakers } from './key-takers.ts';
import { type KeypadKey, press } from './keypad.ts';
import type { CommandBody, CommandName, Link, LinkState } from './link-port.ts';
import { type Asked, asksFirst, isFree, isResult, LOOKS, type Pressable, type Sound } from './modes.ts';
import type { Place } from './places.ts';
import { createRest, type Rest } from './rest.ts';
import { clockOffsetMs } from './time-left.ts';
import type { Words } from './words.ts';

/** The page's state and everything a person can do to it. Views read the signals and call the functions. */
export interface Till {
  words: Words;
  link: Signal<LinkState>;
  screen: ReadonlySignal<Screen | undefined>;
  /** What is shown is what the till says now; only then may anything be pressed. */
  connected: ReadonlySignal<boolean>;
  draftMinor: ReadonlySignal<number>;
  /** The keypad is shown: nothing is on the lane, or its result was put aside. */
  typing: ReadonlySignal<boolean>;
  /** The action that waits for its second tap. */
  asking: ReadonlySignal<Asked | undefined>;
  /** What came of the last tap, where it did not simply work. */
  remark: ReadonlySignal<string | undefined>;
  /** A tap is under way. */
  busy: ReadonlySignal<boolean>;
  /** Rises with each refused key. */
  refusals: ReadonlySignal<number>;
  muted: ReadonlySignal<boolean>;
  /** The till's time, epoch ms, a few times a second. */
  tillMs: ReadonlySignal<number>;
  /** When the connection was lost, on the till's clock. */
  lostAt: ReadonlySignal<number | undefined>;
  /** Where on the page somebody is. A lane that is not free any more brings everybody back to the till. */
  place: ReadonlySignal<Place>;
  /** Who has signed in on this page. */
  session: Signal<SessionFacts | undefined>;
  /** Somebody is wanted who may do what was asked; the PIN pad answers it. */
  wanted: ReadonlySignal<Wanted | undefined>;
  rest: Rest;
  /** Who takes the keys that are typed, where it is not the till itself. */
  keys: KeyTakers;
  goTo(place: Place): void;
  takeScreen(screen: Screen): void;
  press(key: KeypadKey): void;
  /** Puts back an amount that a gun in keyboard mode typed over. */
  restoreDraft(minor: number): void;
  charge(): void;
  act(action: Pressable): void;
  confirm(): void;
  goBack(): void;
  scan(saleId: string, text: string): void;
  dismissNotice(noticeId: string): void;
  toggleSound(): void;
  /** Called a few times a second, so that the time left is drawn. */
  tick(): void;
}

/** A question for a PIN, over the page. */
export interface Wanted {
  need: 'person' | 'manager';
  /** Once; nothing where nobody signs in. */
  answer(session: SessionFacts | undefined): void;
}

export interface TillParts {
  clock: Clock;
  words: Words;
  version: string;
  sound: (isMuted: () => boolean) => Sound;
  link: Link;
  kept: Kept;
  reload: () => void;
  token?: string | undefined;
}

export function createTill({ clock, words, version, link, kept, reload, ...parts }: TillParts): Till {
  const linkState = signal<LinkState>({ kind: 'connecting' });
  const screen = signal<Screen | undefined>(undefined);
  const draftMinor = signal(0);
  const putAside = signal<string | undefined>(undefined);
  const asking = signal<Asked | undefined>(undefined);
  const remark = signal<string | undefined>(undefined);
  const busy = signal(false);
  const refusals = signal(0);
  const place = signal<Place>('till');
  const session = signal<SessionFacts | undefined>(undefined);
  const wanted = signal<Wanted | undefined>(undefined);
  const muted = signal(kept.onTablet.get('muted') === 'yes');
  const offsetMs = signal(0);
  const pageMs = signal(clock.monotonic());

  const lostAt = computed(() => {
    const now = linkState.value;
    return now.kind === 'lost' ? now.sinceMs + offsetMs.value : undefined;
  });
  /** How often the lane went to another sale or state. */
  let moves = 0;
  const connected = computed(() => linkState.value.kind === 'live');
  const typing = computed(() => {
    const now = screen.value;
    return now !== undefined && (isFree(now.mode) || (isResult(now.mode) && now.saleId === putAside.value));
  });
  const sound = parts.sound(() => muted.value);

  const rest = createRest({
    token: parts.token,
    session: () => session.value,
    signIn: (need) => {
      wanted.value?.answer(undefined);
      return new Promise((resolve) => {
        wanted.value = {
          need,
          answer: (signedIn) => {
            wanted.value = undefined;
            if (signedIn) session.value = signedIn;
            resolve(signedIn);
          },
        };
      });
    },
  });

  function keepDraft(minor: number): void {
    draftMinor.value = minor;
    kept.inTab.set('draft', String(minor));
  }

  function takeScreen(next: Screen): void {
    const painted = screen.value;
    const acceptance = acceptScreen(painted, next);
    if (acceptance === 'old') return;
    batch(() => {
      offsetMs.value = clockOffsetMs(next, clock.monotonic());
      pageMs.value = clock.monotonic();
      if (acceptance === 'same') return;
      const moved = painted?.mode !== next.mode || painted.saleId !== next.saleId;
      keepDraft(draftOn(painted, next, painted ? draftMinor.value : readDraft(kept.inTab.get('draft'))));
      screen.value = next;
      if (asking.value && !next.actions.includes(asking.value)) asking.value = undefined;
      if (!moved) return;
      asking.value = undefined;
      remark.value = undefined;
      busy.value = false;
      moves += 1;
      if (!isFree(next.mode)) {
        place.value = 'till';
        wanted.value?.answer(undefined);
      }
      const { cue } = LOOKS[next.mode];
      if (painted && cue) sound(cue);
    });
    const page = { version, draftMinor: draftMinor.value, reloadedFor: kept.inTab.get('reloadedFor') };
    if (shouldReload(next, page)) {
      kept.inTab.set('reloadedFor', next.version);
      reload();
    }
  }

  async function command<K extends CommandName>(name: K, body: CommandBody<K>): Promise<void> {
    const move = moves;
    busy.value = true;
    const answer = await link.send(name, body);
    // Where the lane has moved on meanwhile, its new screen is the answer.
    if (move !== moves) return;
    busy.value = false;
    if (answer.kind === 'refused') remark.value = answer.message;
    if (answer.kind === 'unknown') remark.value = words.noAnswer;
  }

  /** Commands go out only for the screen that is known to be the till's. */
  function open(): Screen | undefined {
    if (!connected.value || busy.value) return undefined;
    remark.value = undefined;
    return screen.value;
  }

  function run(action: Pressable): void {
    const now = open();
    if (!now?.saleId || !now.actions.includes(action)) return;
    const { saleId } = now;
    asking.value = undefined;
    // The keypad is there at once: a result that was seen does not wait for the network.
    if (action === 'dismiss' && isResult(now.mode) && now.actions.includes('charge')) putAside.value = saleId;
    void command(action, { saleId });
  }

  return {
    words,
    link: linkState,
    screen,
    connected,
    draftMinor,
    typing,
    asking,
    remark,
    busy,
    refusals,
    muted,
    tillMs: computed(() => pageMs.value + offsetMs.value),
    lostAt,
    place,
    session,
    wanted,
    rest,
    keys: createKeyTakers(),
    goTo: (next) => {
      const now = screen.value;
      if (next === 'till' || (now && typing.value)) place.value = next;
    },
    takeScreen,
    press: (key) => {
      const now = screen.value;
      if (!now || !typing.value || !connected.value) return;
      const { minor, refused } = press(draftMinor.value, key, now.maxMinor);
      keepDraft(minor);
      const max = { minor: now.maxMinor, currency: now.currency.code, digits: now.currency.digits };
      remark.value = refused ? words.overLimit(amountText(max, now.locale)) : undefined;
      if (!refused) return;
      refusals.value += 1;
      sound('refused');
    },
    restoreDraft: (minor) => {
      if (!typing.value) return;
      keepDraft(minor);
      remark.value = undefined;
    },
    charge: () => {
      const amountMinor = draftMinor.value;
      const now = open();
      if (!now?.actions.includes('charge') || !typing.value || amountMinor <= 0) return;
      void command('charge', { amountMinor });
    },
    act: (action) => {
      if (!asksFirst(action)) run(action);
      else if (open()) asking.value = action;
    },
    confirm: () => {
      if (asking.value) run(asking.value);
    },
    goBack: () => {
      asking.value = undefined;
    },
    scan: (saleId, text) => {
      if (open()) void command('scan', { saleId, text });
    },
    dismissNotice: (noticeId) => {
      if (open()) void command('dismissNotice', { noticeId });
    },
    tick: () => {
      pageMs.value = clock.monotonic();
    },
    toggleSound: () => {
      muted.value = !muted.value;
      kept.onTablet.set('muted', muted.value ? 'yes' : 'no');
      sound('ready');
    },
  };
}

function readDraft(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}
