import { batch, computed, signal } from '@preact/signals';
import type { Screen } from '../messages.ts';
import { acceptScreen } from './acceptance.ts';
import { amountText } from './amount-text.ts';
import { createDraft, holdsCode } from './draft.ts';
import { createKeyTakers } from './key-takers.ts';
import type { KeypadKey } from './keypad.ts';
import type { CommandBody, CommandName, LinkState } from './link-port.ts';
import { createLoudness } from './loudness.ts';
import {
  type Asked,
  asksFirst,
  goesOnByEnter,
  isFree,
  isResult,
  LOOKS,
  mayTakeBack,
  type Pressable,
} from './modes.ts';
import { createOrderQuestions } from './order-questions.ts';
import { createPageAge } from './page-age.ts';
import { createPlaces } from './places.ts';
import { createRest } from './rest.ts';
import { createResultEnd, leavesByItself } from './result-end.ts';
import { createTheme } from './theme.ts';
import type { Till, TillParts } from './till.ts';
import { clockOffsetMs } from './time-left.ts';
import { createWho, leaving, whoIsWanted } from './who.ts';

/** From the landing of a finger to its click. */
const FIRST_TOUCH_MS = 800;

export function createTill({ clock, words, version, link, kept, reload, ...parts }: TillParts): Till {
  const linkState = signal<LinkState>({ kind: 'connecting' });
  const screen = signal<Screen | undefined>(undefined);
  const draft = createDraft(kept);
  const loudness = createLoudness(kept);
  const age = createPageAge({ version, kept, reload });
  const soundLocked = signal(true);
  const putAside = signal<string | undefined>(undefined);
  const asking = signal<Asked | undefined>(undefined);
  const remark = signal<string | undefined>(undefined);
  const busy = signal(false);
  const checking = signal(false);
  const refusals = signal(0);
  const places = createPlaces(screen);
  const { place } = places;
  const who = createWho();
  const { session, power, wanted, signIn, signedIn } = who;
  const offsetMs = signal(0);
  const pageMs = signal(clock.monotonic());
  const tillMs = computed(() => pageMs.value + offsetMs.value);
  const ending = createResultEnd();
  let unlockedMs = Number.NEGATIVE_INFINITY;
  /** How often the lane went to another sale or state. */
  let moves = 0;

  const connected = computed(() => linkState.value.kind === 'live');
  const typing = computed(() => {
    const now = screen.value;
    return now !== undefined && (isFree(now.mode) || (isResult(now.mode) && now.saleId === putAside.value));
  });
  const sound = parts.sound({
    gain: () => loudness.gain.value,
    onUnlock: () => {
      if (soundLocked.value) unlockedMs = clock.monotonic();
      soundLocked.value = false;
    },
  });

  const rest = createRest({ token: parts.token, session: () => power.value ?? session.value, signIn });

  function takeScreen(next: Screen): void {
    const painted = screen.value;
    const acceptance = acceptScreen(painted, next);
    if (acceptance === 'old') return;
    batch(() => {
      offsetMs.value = clockOffsetMs(next, clock.monotonic());
      pageMs.value = clock.monotonic();
      if (acceptance === 'same') return;
      const moved = painted?.mode !== next.mode || painted.saleId !== next.saleId;
      draft.follow(painted, next);
      screen.value = next;
      if (asking.value && !mayRun(asking.value, next)) asking.value = undefined;
      if (!moved) return;
      asking.value = undefined;
      remark.value = undefined;
      busy.value = false;
      ending.restart();
      moves += 1;
      if (!isFree(next.mode)) {
        place.value = 'till';
        wanted.value?.answer(undefined);
      }
      const { cue } = LOOKS[next.mode];
      if (painted && cue) sound(cue);
    });
    age.follow(next, draft.minor.value);
  }

  async function command<K extends CommandName>(name: K, body: CommandBody<K>): Promise<void> {
    const move = moves;
    busy.value = true;
    const answer = await link.send(name, body);
    // Where the lane has moved on meanwhile, its new screen is the answer.
    if (move !== moves) return;
    busy.value = false;
    if (answer.kind === 'unknown') remark.value = words.noAnswer;
    if (answer.kind !== 'refused') return;
    remark.value = answer.message;
    const need = whoIsWanted(answer.code);
    const isIn = need && (await signIn(need));
    // It was given for this tap alone.
    power.value = undefined;
    // The same tap, once more and in a name: nothing was done the first time.
    if (isIn && move === moves && open()) void command(name, { ...body, session: isIn.token });
  }

  /** Commands go out only for the screen that is known to be the till's. */
  function open(): Screen | undefined {
    if (!connected.value || busy.value) return undefined;
    remark.value = undefined;
    return screen.value;
  }

  const inName = (): { session?: string } => {
    const token = signedIn(tillMs.value)?.token;
    return token === undefined ? {} : { session: token };
  };

  function mayRun(action: Pressable, now: Screen): boolean {
    return now.actions.includes(action) || (action === 'giveBack' && mayTakeBack(now));
  }

  function run(action: Pressable): void {
    const now = open();
    if (!now?.saleId || !mayRun(action, now)) return;
    const { saleId } = now;
    asking.value = undefined;
    // The keypad is there at once: a result that was seen does not wait for the network.
    if (action === 'dismiss' && isResult(now.mode) && now.actions.includes('charge')) putAside.value = saleId;
    void command(action, action === 'giveBack' ? { saleId, ...inName() } : { saleId });
  }

  function press(key: KeypadKey): void {
    const now = screen.value;
    if (!now || !typing.value || !connected.value) return;
    const taken = draft.press(key, now.maxMinor);
    const max = { minor: now.maxMinor, currency: now.currency.code, digits: now.currency.digits };
    remark.value = taken ? undefined : words.overLimit(amountText(max, now.locale));
    if (taken) return;
    refusals.value += 1;
    sound('refused');
  }

  async function charge(): Promise<void> {
    const amountMinor = draft.minor.value;
    const reference = draft.note.value.trim();
    const now = open();
    if (!now?.actions.includes('charge') || !typing.value || amountMinor <= 0) return;
    if (holdsCode(reference)) {
      remark.value = words.codeInNote;
      return;
    }
    if (now.signIn && !signedIn(tillMs.value)) {
      const move = moves;
      const isIn = await signIn('person');
      if (!isIn || move !== moves || draft.minor.value !== amountMinor || !open()) return;
    }
    void command('charge', { amountMinor, ...(reference === '' ? {} : { reference }), ...inName() });
  }

  const leave = leaving(rest, who);
  const questions = createOrderQuestions({
    rest,
    words,
    dropPower: leave.dropPower,
    orderNo: () => open()?.order?.orderNo,
    moves: () => moves,
    checking,
    remark,
  });

  /** A plain result leaves once it could be seen for as long as the shop wants. */
  function countResult(): void {
    const now = screen.value;
    const isSeen =
      now !== undefined &&
      leavesByItself(now) &&
      connected.value &&
      !typing.value &&
      place.value === 'till' &&
      asking.value === undefined &&
      remark.value === undefined &&
      (parts.isVisible?.() ?? true);
    if (ending.count(pageMs.value, isSeen, now?.resultSeconds ?? 0)) run('dismiss');
  }

  return {
    words,
    link: linkState,
    screen,
    connected,
    draftMinor: draft.minor,
    note: draft.note,
    typing,
    asking,
    remark,
    busy,
    checking,
    refusals,
    muted: loudness.muted,
    volume: loudness.volume,
    soundLocked,
    tillMs,
    lostAt: computed(() => {
      const now = linkState.value;
      return now.kind === 'lost' ? now.sinceMs + offsetMs.value : undefined;
    }),
    resultLeft: computed(() => ending.left(pageMs.value, screen.value?.resultSeconds ?? 0)),
    ...places,
    session,
    power,
    wanted,
    rest,
    signIn,
    ...leave,
    keys: createKeyTakers(),
    ...createTheme(kept),
    takeScreen,
    press,
    pressQuick: (minor) => {
      const now = screen.value;
      if (!now || !typing.value || !connected.value || minor > now.maxMinor) return;
      draft.set(minor);
      remark.value = undefined;
    },
    pressNext: (digits) => {
      const now = screen.value;
      if (!now || typing.value || !goesOnByEnter(now) || !now.actions.includes('charge')) return;
      run('dismiss');
      for (const digit of digits) press(digit);
    },
    setNote: draft.setNote,
    restoreDraft: (minor) => {
      if (!typing.value) return;
      draft.set(minor);
      remark.value = undefined;
    },
    charge: () => void charge(),
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
    holdResult: ending.restart,
    checkNow: () => void questions.check(),
    giveTime: () => void questions.giveTime(),
    dismissNotice: (noticeId) => {
      if (open()) void command('dismissNotice', { noticeId });
    },
    tick: () => {
      pageMs.value = clock.monotonic();
      countResult();
    },
    toggleSound: () => {
      // A touch on the crossed-out loudspeaker that itself unlocked the sounds wants to hear, not to mute.
      const hasUnlocked = clock.monotonic() - unlockedMs < FIRST_TOUCH_MS;
      if (!hasUnlocked || loudness.muted.value) loudness.toggle();
      sound('ready');
    },
    setVolume: loudness.setVolume,
    tryCue: sound,
    partMissing: () => {
      const now = screen.value;
      const isOld = now !== undefined && connected.value && age.lacksPart(now, draft.minor.value);
      remark.value = isOld ? words.pageIsOld : words.notFetched;
    },
  };
}
