import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Random, randomText } from '../random.ts';
import { GuessDelays } from './guess-delays.ts';
import { type CodeHalves, newCode, readCode, shownCode } from './pairing-code.ts';
import type { DeviceRole, Lanes } from './visitor.ts';

/** What a code lets in. */
export interface PairingWish {
  name: string;
  role: DeviceRole;
  lanes: Lanes;
  /** Who lets it in. */
  by: { id: string; name: string };
}

/** A code as it is told to who made it. */
export interface MadeCode {
  id: string;
  /** As it is shown and typed. */
  code: string;
  /** Epoch ms. */
  until: number;
}

/**
 * - `open`: nobody came yet
 * - `used`: `device` came in with it
 * - `over`: its time has passed, or it was withdrawn
 * - `guessed`: shut after wrong guesses
 */
export type CodeState = { state: 'open' | 'over' | 'guessed' } | { state: 'used'; device: string };

/** `wait`: too early after wrong ones, it was not looked at. */
export type CodeRefusal = { why: 'wrongCode' | 'wait'; waitMs: number } | { why: 'codeUsed' | 'codeOver' };

/** Begun: who asked has to `end` it with the device's id, or with nothing where none came of it. */
export interface Redeeming {
  wish: PairingWish;
  end(device: string | undefined): void;
}

interface Kept {
  id: string;
  halves: CodeHalves;
  wish: PairingWish;
  /** On the monotonic clock, ms. */
  until: number;
  wrong: number;
  isTaken: boolean;
  isWithdrawn: boolean;
  device?: string;
}

const LIFE_MS = 10 * 60_000;
/** That one was used, or is over, is told so long. */
const TOLD_MS = 60 * 60_000;
const MOST_WRONG = 5;
const MOST_CODES = 50;

/** Codes that let one device in each, within ten minutes. In memory alone: after a restart another is made. */
export class PairingCodes {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #delays = new GuessDelays();
  /** By the half that finds. Oldest first. */
  readonly #codes = new Map<string, Kept>();

  constructor({ clock, random }: { clock: Clock; random: Random }) {
    this.#clock = clock;
    this.#random = random;
  }

  make(wish: PairingWish): MadeCode {
    const now = this.#clock.monotonic();
    for (const [key, kept] of this.#codes)
      if (kept.until + TOLD_MS < now || this.#codes.size >= MOST_CODES) this.#codes.delete(key);
    let halves = newCode(this.#random);
    while (this.#codes.has(halves.finds)) halves = newCode(this.#random);
    const id = randomText(this.#random, 10).toLowerCase();
    const fresh = { isTaken: false, isWithdrawn: false, wrong: 0, until: now + LIFE_MS };
    this.#codes.set(halves.finds, { id, halves, wish, ...fresh });
    return { id, code: shownCode(halves), until: this.#clock.now() + LIFE_MS };
  }

  state(id: string): CodeState | undefined {
    const kept = this.#byId(id);
    if (!kept) return undefined;
    if (kept.device !== undefined) return { state: 'used', device: kept.device };
    if (kept.wrong >= MOST_WRONG) return { state: 'guessed' };
    return { state: this.#isOver(kept) ? 'over' : 'open' };
  }

  withdraw(id: string): void {
    const kept = this.#byId(id);
    if (kept) kept.isWithdrawn = true;
  }

  /** `place`: the address that the guess comes from. */
  redeem(text: string, place: string): ({ ok: true } & Redeeming) | ({ ok: false } & CodeRefusal) {
    const now = this.#clock.monotonic();
    const waitMs = this.#delays.waitMs(place, now);
    if (waitMs > 0) return { ok: false, why: 'wait', waitMs };
    this.#delays.guessed(place, now);
    const given = readCode(text);
    const kept = given && this.#codes.get(given.finds);
    if (!given || !kept || !this.#proves(kept, given)) {
      return { ok: false, why: 'wrongCode', waitMs: this.#delays.waitMs(place, now) };
    }
    if (kept.isTaken) return { ok: false, why: 'codeUsed' };
    if (this.#isOver(kept)) return { ok: false, why: 'codeOver' };
    kept.isTaken = true;
    this.#delays.forget(place);
    return {
      ok: true,
      wish: kept.wish,
      end: (device) => {
        if (device === undefined) kept.isTaken = false;
        else kept.device = device;
      },
    };
  }

  /** A code that was guessed at is proved by nothing any more. */
  #proves(kept: Kept, given: CodeHalves): boolean {
    if (kept.wrong >= MOST_WRONG) return false;
    const isSame = timingSafeEqual(Buffer.from(given.proves), Buffer.from(kept.halves.proves));
    if (!isSame) kept.wrong += 1;
    return isSame;
  }

  #isOver({ until, isWithdrawn }: Kept): boolean {
    return isWithdrawn || this.#clock.monotonic() >= until;
  }

  #byId(id: string): Kept | undefined {
    return [...this.#codes.values()].find((kept) => kept.id === id);
  }
}
