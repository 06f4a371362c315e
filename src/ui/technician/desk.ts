import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../../clock.ts';
import type { DoctorAnswer, ShownCheck, TechnicianView } from '../technician-messages.ts';
import { type Api, type Lock, lockOf, type Reply } from './api.ts';
import type { Words } from './words.ts';

/**
 * - `connecting`: never had a view yet
 * - `live`: what is shown is what the till says now
 * - `lost`: since then, on the till's clock
 * - `tokenNeeded`: the till does not know this browser: it has to be paired
 */
export type LinkState = { kind: 'connecting' | 'live' | 'tokenNeeded' } | { kind: 'lost'; sinceMs: number };

/** What came of the last press, where it did not simply work; `about` says at which gun or device. */
export interface Remark {
  about: string;
  text: string;
}

/** The page's state and everything a technician can do to it. */
export interface Desk {
  words: Words;
  view: ReadonlySignal<TechnicianView | undefined>;
  link: ReadonlySignal<LinkState>;
  remark: ReadonlySignal<Remark | undefined>;
  /** What a press under way is about. */
  busy: ReadonlySignal<string | undefined>;
  /** The till's time, epoch ms, about twice a second. */
  tillMs: ReadonlySignal<number>;
  /** What the doctor found; `running`, that there is `none`, or what stands between. */
  checks: ReadonlySignal<ShownCheck[] | 'running' | 'none' | Lock>;
  /** Asks the till to do something to a gun, lane or device. True where it did. */
  act(about: string, path: string, body?: object): Promise<boolean>;
  examine(): Promise<void>;
  /** Follows the till until the signal aborts. */
  follow(signal: AbortSignal): Promise<void>;
  /** Looks at once: the page was asleep, or its network was. */
  wake(): void;
  tick(): void;
}

export interface DeskParts {
  clock: Clock;
  api: Api;
  words: Words;
}

/** The till holds an answer back so long while nothing changes, s. */
const WAIT_S = 20;
/** An answer that comes later than that does not come. */
const LATE_MS = (WAIT_S + 8) * 1000;
const RETRY_MS = 1000;
/** A till that wants a token may be told another setting. */
const REFUSED_RETRY_MS = 10_000;
const DOCTOR_MS = 60_000;

export function createDesk({ clock, api, words }: DeskParts): Desk {
  const view = signal<TechnicianView | undefined>(undefined);
  const link: Signal<LinkState> = signal({ kind: 'connecting' });
  const remark = signal<Remark | undefined>(undefined);
  const busy = signal<string | undefined>(undefined);
  const checks = signal<ShownCheck[] | 'running' | 'none' | Lock>('running');
  const offsetMs = signal(0);
  const pageMs = signal(clock.monotonic());
  let looking = new AbortController();

  function take(next: TechnicianView): void {
    offsetMs.value = next.serverTime - clock.monotonic();
    pageMs.value = clock.monotonic();
    const shown = view.value;
    const isOld = shown?.bootId === next.bootId && shown.rev > next.rev;
    if (!isOld) view.value = next;
    link.value = { kind: 'live' };
  }

  /** Shows what the answer says; returns how long to rest before the next question, ms. */
  function learn(reply: Reply<TechnicianView>): number {
    switch (reply.kind) {
      case 'ok':
        take(reply.body);
        return 0;
      case 'tokenNeeded':
        link.value = { kind: 'tokenNeeded' };
        return REFUSED_RETRY_MS;
      case 'refused':
      case 'unreachable':
        if (link.value.kind === 'live')
          link.value = { kind: 'lost', sinceMs: clock.monotonic() + offsetMs.value };
        return RETRY_MS;
    }
  }

  /** What is shown may be old: nobody has looked for a while. */
  function doubt(): void {
    if (link.value.kind === 'live') link.value = { kind: 'connecting' };
  }

  async function follow(signal: AbortSignal): Promise<void> {
    doubt();
    while (!signal.aborted) {
      // Of its own: another following may begin before this one has noticed its end.
      const mine = new AbortController();
      looking = mine;
      const end = () => mine.abort();
      signal.addEventListener('abort', end);
      const shown = view.value;
      // Whether the till is there again must be known at once, not when something changes.
      const isLive = link.value.kind === 'live';
      const known = shown && isLive ? `?bootId=${shown.bootId}&rev=${shown.rev}&waitSeconds=${WAIT_S}` : '';
      const reply = await api.get<TechnicianView>(
        `/scanners${known}`,
        known ? LATE_MS : RETRY_MS * 5,
        mine.signal,
      );
      if (signal.aborted) return;
      const wasWoken = mine.signal.aborted;
      const restMs = wasWoken && reply.kind === 'unreachable' ? 0 : learn(reply);
      if (wasWoken) doubt();
      if (restMs > 0) await clock.sleep(restMs, mine.signal).catch(() => {});
      signal.removeEventListener('abort', end);
    }
  }

  return {
    words,
    view,
    link,
    remark,
    busy,
    checks,
    tillMs: computed(() => pageMs.value + offsetMs.value),
    async act(about, path, body) {
      if (busy.value !== undefined) return false;
      busy.value = about;
      remark.value = undefined;
      const reply = await api.post(path, body);
      busy.value = undefined;
      if (reply.kind === 'refused') remark.value = { about, text: reply.message };
      if (reply.kind === 'unreachable') remark.value = { about, text: words.noAnswer };
      if (reply.kind === 'tokenNeeded') link.value = { kind: 'tokenNeeded' };
      return reply.kind === 'ok';
    },
    async examine() {
      checks.value = 'running';
      const reply = await api.get<DoctorAnswer>('/doctor', DOCTOR_MS);
      if (reply.kind === 'ok') checks.value = reply.body.checks;
      else checks.value = lockOf(reply) ?? 'none';
    },
    follow,
    wake: () => looking.abort(),
    tick: () => {
      pageMs.value = clock.monotonic();
    },
  };
}
