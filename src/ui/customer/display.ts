import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../../clock.ts';
import { type LanguageTag, localeOf } from '../languages/tags.ts';
import type { CustomerMode, CustomerScreen } from '../messages.ts';
import { acceptScreen, shouldReload } from '../tablet/acceptance.ts';
import type { Keeper } from '../tablet/kept.ts';
import type { LinkState } from '../tablet/link-port.ts';
import { clockOffsetMs } from '../tablet/time-left.ts';
import { type Ending, endingOn, hasEnded, isEngaged, welcomeOf } from './shown.ts';
import type { CustomerWords } from './words.ts';

/** So long after the last sale, or the last touch, the screen speaks the shop's language again. */
const LANGUAGE_KEPT_MS = 60_000;

/** Words that could not be fetched are asked for again after so long. */
const WORDS_RETRY_MS = 2_000;
/** With the till there and no words still, the page is loaded anew: some browsers never fetch again what failed once. */
const SPEECHLESS_MS = 10_000;

/** The customer's page: what is shown now. It commands nothing; its one button is the language. */
export interface Display {
  link: Signal<LinkState>;
  /** What the till says now is what is shown. */
  connected: ReadonlySignal<boolean>;
  /** What is to be painted; nothing without a connection, for an old amount is a wrong one. */
  screen: ReadonlySignal<CustomerScreen | undefined>;
  language: ReadonlySignal<LanguageTag>;
  /** In that language; of the language before until they are there. */
  words: ReadonlySignal<CustomerWords | undefined>;
  /** How amounts are written. */
  locale: ReadonlySignal<string>;
  /** The till's time, epoch ms, a few times a second. */
  tillMs: ReadonlySignal<number>;
  /** Nobody would miss anything if the page were loaded anew. */
  isFree(): boolean;
  takeScreen(screen: CustomerScreen): void;
  choose(language: LanguageTag): void;
  /** Called a few times a second. */
  tick(): void;
}

export interface DisplayParts {
  clock: Clock;
  version: string;
  /** Spoken until the till has said which. */
  language: LanguageTag;
  loadWords(tag: LanguageTag): Promise<CustomerWords>;
  kept: Keeper<'reloadedFor'>;
  reload: () => void;
  onMode?: (mode: CustomerMode) => void;
}

export function createDisplay({ clock, version, loadWords, kept, reload, ...parts }: DisplayParts): Display {
  const link = signal<LinkState>({ kind: 'connecting' });
  const told = signal<CustomerScreen | undefined>(undefined);
  const chosen = signal<LanguageTag | undefined>(undefined);
  const words = signal<CustomerWords | undefined>(undefined);
  const pageMs = signal(clock.monotonic());
  const offsetMs = signal(0);
  const ending = signal<Ending | undefined>(undefined);
  let touchedMs = clock.monotonic();

  const connected = computed(() => link.value.kind === 'live');
  const isOver = computed(() => hasEnded(ending.value, pageMs.value));
  const screen = computed(() => {
    const now = told.value;
    if (!connected.value || !now) return undefined;
    return isOver.value ? welcomeOf(now) : now;
  });
  const language = computed(() => chosen.value ?? told.value?.language ?? parts.language);
  let wanted: LanguageTag | undefined;
  let failedMs: number | undefined;
  let speechlessSinceMs: number | undefined;

  /** The last one asked for wins; one that cannot be fetched leaves the words as they are, and is tried again. */
  function speak(tag: LanguageTag): void {
    const isResting = failedMs !== undefined && clock.monotonic() - failedMs < WORDS_RETRY_MS;
    if (wanted === tag || isResting) return;
    wanted = tag;
    loadWords(tag).then(
      (loaded) => {
        if (wanted === tag) words.value = loaded;
      },
      () => {
        failedMs = clock.monotonic();
        if (wanted === tag) wanted = undefined;
      },
    );
  }
  speak(language.value);

  return {
    link,
    connected,
    screen,
    language,
    words,
    locale: computed(() => localeOf(language.value, told.value?.locale ?? language.value)),
    tillMs: computed(() => pageMs.value + offsetMs.value),
    isFree: () => screen.value !== undefined && screen.value.mode === 'welcome',
    takeScreen(next) {
      const before = told.value;
      const acceptance = acceptScreen(before, next);
      if (acceptance === 'old') return;
      const nowMs = clock.monotonic();
      batch(() => {
        pageMs.value = nowMs;
        offsetMs.value = clockOffsetMs(next, nowMs);
        if (acceptance === 'same') return;
        ending.value = endingOn(ending.value, next, { isFirst: !before, pageMs: nowMs });
        if (before && (isEngaged(before.mode) || isEngaged(next.mode))) touchedMs = nowMs;
        told.value = next;
      });
      speak(language.value);
      if (acceptance === 'new' && before && before.mode !== next.mode) parts.onMode?.(next.mode);
      const page = { version, draftMinor: 0, reloadedFor: kept.get('reloadedFor') };
      if (next.mode !== 'welcome' || !shouldReload({ mode: 'idle', version: next.version }, page)) return;
      kept.set('reloadedFor', next.version);
      reload();
    },
    choose(tag) {
      touchedMs = clock.monotonic();
      chosen.value = tag;
      speak(tag);
    },
    tick() {
      pageMs.value = clock.monotonic();
      const mode = told.value?.mode;
      if (mode !== undefined && isEngaged(mode)) touchedMs = pageMs.value;
      if (pageMs.value - touchedMs >= LANGUAGE_KEPT_MS) chosen.value = undefined;
      speak(language.value);
      const isSpeechless = connected.value && words.value === undefined;
      speechlessSinceMs = isSpeechless ? (speechlessSinceMs ?? pageMs.value) : undefined;
      if (speechlessSinceMs === undefined || pageMs.value - speechlessSinceMs < SPEECHLESS_MS) return;
      speechlessSinceMs = pageMs.value;
      reload();
    },
  };
}
