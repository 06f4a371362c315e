import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';

/**
 * - `shift`: somebody works here from now on
 * - `act`: somebody came for one thing that only they may do
 */
export type SessionKind = 'shift' | 'act';

export interface Session {
  person: string;
  /** The address it was opened from; it counts from there alone. */
  place: string;
  kind: SessionKind;
  /** On the monotonic clock: when it began, when a manager's power was last used, and when it ends at the latest. */
  since: number;
  usedAt: number;
  until: number;
}

const SHIFT_MS = 12 * 60 * 60_000;
/** The power of a fresh PIN ends when it was not used for so long … */
const POWER_IDLE_MS = 5 * 60_000;
/** … and at the latest so long after the PIN. */
const POWER_MS = 15 * 60_000;
const TOKEN_BYTES = 32;
/** A till has some dozens of people; a program that signs in for each sale must not fill the memory. */
const MOST = 1000;

/** Who has signed in, and from where. In memory alone: after a restart everybody signs in again. */
export class Sessions {
  readonly #clock: Clock;
  readonly #random: Random;
  /** By the token's hash, so that looking one up tells nothing of others. Oldest first. */
  readonly #open = new Map<string, Session>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Gives the token, and how long it is good for at most, ms. */
  begin({ person, place, kind }: Pick<Session, 'person' | 'place' | 'kind'>): {
    token: string;
    forMs: number;
  } {
    const now = this.#clock.monotonic();
    const forMs = kind === 'shift' ? SHIFT_MS : POWER_MS;
    const token = Buffer.from(this.#random.bytes(TOKEN_BYTES)).toString('base64url');
    for (const [key, session] of this.#open) {
      if (this.#isOver(session) || this.#open.size >= MOST) this.#open.delete(key);
    }
    this.#open.set(keyOf(token), { person, place, kind, since: now, usedAt: now, until: now + forMs });
    return { token, forMs };
  }

  /** The session of a token, while it is good and comes from where it was opened. */
  find(token: string, place: string): Session | undefined {
    const session = this.#open.get(keyOf(token));
    return session && !this.#isOver(session) && session.place === place ? session : undefined;
  }

  /** Whether the power of a fresh PIN is still in it; asking for it is using it. */
  usePower(session: Session): boolean {
    if (!this.#hasPower(session)) return false;
    session.usedAt = this.#clock.monotonic();
    return true;
  }

  end(token: string): void {
    this.#open.delete(keyOf(token));
  }

  /** Their PIN or role has changed, or they have left. */
  endOf(person: string): void {
    for (const [key, session] of this.#open) if (session.person === person) this.#open.delete(key);
  }

  /** The day was closed. */
  endAll(): void {
    this.#open.clear();
  }

  #hasPower({ since, usedAt }: Session): boolean {
    const now = this.#clock.monotonic();
    return now < usedAt + POWER_IDLE_MS && now < since + POWER_MS;
  }

  #isOver(session: Session): boolean {
    if (session.kind === 'act' && !this.#hasPower(session)) return true;
    return this.#clock.monotonic() >= session.until;
  }
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
