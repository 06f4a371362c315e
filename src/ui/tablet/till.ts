import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Clock } from '../../clock.ts';
import type { Screen, SessionFacts } from '../messages.ts';
import type { Kept } from './kept.ts';
import type { KeyTakers } from './key-takers.ts';
import type { KeypadKey } from './keypad.ts';
import type { Link, LinkState } from './link-port.ts';
import type { Asked, Heard, Pressable, Sound } from './modes.ts';
import type { Place } from './places.ts';
import type { Rest, SignIn } from './rest.ts';
import type { ThemeChoice } from './theme.ts';
import type { TimeLeft } from './time-left.ts';
import type { Words } from './words.ts';

/** The page's state and everything a person can do to it. Views read the signals and call the functions. */
export interface Till extends ThemeChoice {
  words: Words;
  link: Signal<LinkState>;
  screen: ReadonlySignal<Screen | undefined>;
  /** What is shown is what the till says now; only then may anything be pressed. */
  connected: ReadonlySignal<boolean>;
  draftMinor: ReadonlySignal<number>;
  /** What is noted to the next sale. */
  note: ReadonlySignal<string>;
  /** The keypad is shown: nothing is on the lane, or its result was put aside. */
  typing: ReadonlySignal<boolean>;
  /** The action that waits for its second tap. */
  asking: ReadonlySignal<Asked | undefined>;
  /** What came of the last tap, where it did not simply work. */
  remark: ReadonlySignal<string | undefined>;
  /** A tap is under way. */
  busy: ReadonlySignal<boolean>;
  /** The wallet is being asked, because somebody wanted it. */
  checking: ReadonlySignal<boolean>;
  /** Rises with each refused key. */
  refusals: ReadonlySignal<number>;
  muted: ReadonlySignal<boolean>;
  /** Per cent, 0 to 100. */
  volume: ReadonlySignal<number>;
  /** The browser keeps the page silent until it is touched. */
  soundLocked: ReadonlySignal<boolean>;
  /** The till's time, epoch ms, a few times a second. */
  tillMs: ReadonlySignal<number>;
  /** When the connection was lost, on the till's clock. */
  lostAt: ReadonlySignal<number | undefined>;
  /** The time until the result leaves by itself, where it does. */
  resultLeft: ReadonlySignal<TimeLeft | undefined>;
  /** Where on the page somebody is. A lane that is not free any more brings everybody back to the till. */
  place: ReadonlySignal<Place>;
  /** How often somebody went back to the till by themselves, not for a sale that came to the lane. */
  left: ReadonlySignal<number>;
  /** The number of the sale that Sales is to open: it takes it away. */
  wantedOrder: Signal<string | undefined>;
  /** Who has signed in on this page. */
  session: Signal<SessionFacts | undefined>;
  /** A manager who came for one thing. */
  power: ReadonlySignal<SessionFacts | undefined>;
  /** Somebody is wanted who may do what was asked; the PIN pad answers it. */
  wanted: ReadonlySignal<Wanted | undefined>;
  rest: Rest;
  /** Asks for a PIN. */
  signIn: SignIn;
  /** Whoever works here goes. */
  signOut(): void;
  /** The manager who came for one thing has gone. */
  dropPower(): void;
  /** Who takes the keys that are typed, where it is not the till itself. */
  keys: KeyTakers;
  goTo(place: Place): void;
  /** Opens a sale in Sales: by its number, or a refund's. Not while a sale is on the lane. */
  showOrder(number: string): void;
  takeScreen(screen: Screen): void;
  press(key: KeypadKey): void;
  /** Types that amount, whatever stood there. */
  pressQuick(minor: number): void;
  /** What a keyboard typed on a result: it goes, and the next sale begins with these. Nothing where it may not go. */
  pressNext(digits: KeypadKey[]): void;
  setNote(text: string): void;
  /** Puts back an amount that a gun in keyboard mode typed over. */
  restoreDraft(minor: number): void;
  charge(): void;
  act(action: Pressable): void;
  confirm(): void;
  goBack(): void;
  scan(saleId: string, text: string): void;
  /** Somebody is busy with the result: the time until it leaves begins anew. */
  holdResult(): void;
  /** Asks the wallet now, about the order on the screen. */
  checkNow(): void;
  /** Gives the customer more time, once; it may take a manager. */
  giveTime(): void;
  dismissNotice(noticeId: string): void;
  toggleSound(): void;
  setVolume(percent: number): void;
  /** Lets a cue be heard as loud as it is set. */
  tryCue(cue: Heard): void;
  /**
   * A part of the page could not be fetched: says so in `remark`. Where the till is there, its files are other ones by
   * now: then the page is loaded anew, once, as soon as nobody loses anything by it.
   */
  partMissing(): void;
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
  /** `gain` 0 to 1; `onUnlock`: from now on sounds are heard. */
  sound: (parts: { gain: () => number; onUnlock: () => void }) => Sound;
  link: Link;
  kept: Kept;
  reload: () => void;
  /** Whether somebody can see the page, with nothing over it. Default: always. */
  isVisible?: () => boolean;
  token?: string | undefined;
}
