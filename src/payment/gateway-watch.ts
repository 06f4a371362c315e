import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { CallBudget } from './budget.ts';
import type { Answer, Gateway, GatewayWarning, PreflightResult, UnknownReason } from './gateway.ts';

const PREFLIGHT_TIMEOUT_MS = 5000;
const CLOCK_WARN_MS = 2 * 60_000;
const CLOCK_STOP_MS = 10 * 60_000;
/** A clock that somebody sets wrong is found out so soon, without any sale. */
const CLOCK_LOOK_MS = 5000;
/** No clock drifts so far between two looks: it was set, or the machine slept. */
const CLOCK_JUMP_MS = 30_000;
/** Pauses between preflights while the gateway cannot be used: quick at first, for most outages are short. */
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000] as const;

/** Why new sales may not be sent. Open orders are asked about whatever it says. */
export type GatewayTrouble =
  | { kind: 'starting'; since: number }
  | { kind: 'unreachable'; since: number; detail: string; cure: string }
  | { kind: 'refused'; since: number; detail: string; cure: string }
  | { kind: 'untrusted'; since: number; detail: string; cure: string }
  | { kind: 'clockWrong'; since: number; skewMs: number };

export type GatewayState = { kind: 'ready'; since: number; warning?: GatewayWarning } | GatewayTrouble;

export interface GatewayWatchParts {
  gateway: Gateway;
  budget: CallBudget;
  clock: Clock;
  log: Log;
  onChange(state: GatewayState): void;
  /** The gateway can be used (again): ask about every open order before anyone sells. Must not reject. */
  catchUp(signal: AbortSignal): Promise<void>;
}

/** Answers that raise the question whether the gateway can be used at all. */
const DOUBTFUL: readonly UnknownReason[] = [
  'timeout',
  'connectionFailed',
  'connectionLost',
  'badHttpStatus',
  'notJson',
  'tooLarge',
  // Keys that were changed at either end: no answer to a sale could be believed any more, or none would be given.
  'unsigned',
  'badSignature',
  'unknownCode',
];

/** Knows whether the gateway can be used: by a preflight at start and after every doubt, and by the clock it shows. */
export class GatewayWatch {
  #state: GatewayState;
  #isChecking = false;
  #clockTimer: () => void = () => {};
  readonly #stop = new AbortController();
  readonly #parts: GatewayWatchParts;

  constructor(parts: GatewayWatchParts) {
    this.#parts = parts;
    this.#state = { kind: 'starting', since: parts.clock.now() };
  }

  get state(): GatewayState {
    return this.#state;
  }

  /** How far our clock is ahead of the gateway's, where it is off but not by enough to stop sales. */
  clockOffMs(): number | undefined {
    const skew = this.#parts.gateway.clockSkewMs();
    return skew === undefined || Math.abs(skew) <= CLOCK_WARN_MS ? undefined : skew;
  }

  /** The first preflight. Resolves once its outcome is known; where it failed, trying goes on by itself. */
  start(): Promise<void> {
    this.#lookAtClock();
    return this.#check();
  }

  stop(): void {
    this.#stop.abort(new Error('the till is stopping'));
    this.#clockTimer();
  }

  /** Every answer to every call is shown to the watch. */
  heard(answer: Answer): void {
    if (this.#isChecking || this.#stop.signal.aborted) return;
    const isSilent = answer.kind === 'unknown' || answer.kind === 'notSent';
    if ((isSilent && DOUBTFUL.includes(answer.reason)) || this.#isClockWrong()) void this.#check();
  }

  /** A machine that slept looks the same as one whose clock was set; the preflight tells them apart. */
  #lookAtClock(): void {
    const before = this.#parts.gateway.clockSkewMs();
    this.#clockTimer = this.#parts.clock.after(CLOCK_LOOK_MS, () => {
      const now = this.#parts.gateway.clockSkewMs();
      const hasJumped = before !== undefined && Math.abs((now ?? before) - before) > CLOCK_JUMP_MS;
      if (!this.#isChecking && (hasJumped || this.#isClockWrong())) void this.#check();
      this.#lookAtClock();
    });
  }

  #check(): Promise<void> {
    this.#isChecking = true;
    return new Promise((resolve) => {
      this.#checkUntilUsable(resolve)
        .catch((error) => {
          if (!this.#stop.signal.aborted) this.#parts.log.error('preflight failed', { error: String(error) });
        })
        .finally(() => {
          this.#isChecking = false;
          resolve();
        });
    });
  }

  async #checkUntilUsable(onFirst: () => void): Promise<void> {
    const { gateway, budget, clock } = this.#parts;
    const { signal } = this.#stop;
    for (let tries = 0; ; tries += 1) {
      await budget.take('background', signal);
      const result = await gateway.preflight({ timeoutMs: PREFLIGHT_TIMEOUT_MS, signal });
      signal.throwIfAborted();
      if (await this.#isUsable(result)) return;
      onFirst();
      await clock.sleep(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 15_000, signal);
    }
  }

  async #isUsable(result: PreflightResult): Promise<boolean> {
    const since = this.#parts.clock.now();
    // With a clock far off the gateway refuses every request: it is the clock that has to be mended first.
    if ((result.kind === 'ready' || result.kind === 'refused') && this.#isClockWrong()) {
      this.#set({ kind: 'clockWrong', since, skewMs: this.#parts.gateway.clockSkewMs() ?? 0 });
      return false;
    }
    if (result.kind !== 'ready') {
      this.#set({ ...result, since });
      return false;
    }
    if (this.#state.kind !== 'ready') await this.#parts.catchUp(this.#stop.signal);
    this.#set({ kind: 'ready', since, ...(result.warning === undefined ? {} : { warning: result.warning }) });
    return true;
  }

  #isClockWrong(): boolean {
    return Math.abs(this.#parts.gateway.clockSkewMs() ?? 0) > CLOCK_STOP_MS;
  }

  #set(state: GatewayState): void {
    const before = this.#state;
    // "Since" is when the trouble began, not when it was last confirmed.
    if (before.kind === state.kind) {
      this.#state = { ...state, since: before.since };
      return;
    }
    this.#state = state;
    const { detail, cure } = { detail: undefined, cure: undefined, ...state };
    this.#parts.log[state.kind === 'ready' ? 'info' : 'warn']('gateway', { state: state.kind, detail, cure });
    this.#parts.onChange(state);
  }
}
