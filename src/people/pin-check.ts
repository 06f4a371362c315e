import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { factsOf, type Person, type PersonFacts } from './person.ts';
import { areMisses, type MissesDocument, NO_MISSES, waitMs, withMiss, withoutMisses } from './pin-delays.ts';
import type { PinHasher } from './pin-hash.ts';

/** A small document that is replaced as a whole; losing it loses no more than waits. */
export interface MissesFile {
  read(): Promise<MissesDocument | undefined>;
  write(document: MissesDocument): Promise<void>;
}

export interface PinCheckParts {
  misses: MissesFile;
  hasher: PinHasher;
  clock: Clock;
  log: Log;
  /** Somebody who works here now. */
  find(id: string): Person | undefined;
  /** A PIN was wrong; nobody where the id was, too. */
  onWrong(person: PersonFacts | undefined, place: string): Promise<unknown>;
}

/**
 * - `wrong`: no such person, or another PIN; the next try may be made after `waitMs`
 * - `wait`: too early after wrong ones; it was not looked at
 * - `busy`: too many PINs are being looked at
 * - `notSaved`: the disk does not take what has to be written down
 */
export type PinRefusal =
  | { ok: false; why: 'wrong' | 'wait'; waitMs: number }
  | { ok: false; why: 'busy' | 'notSaved' };

/** A PIN takes a tenth of a second; more than these wait too long, and somebody is guessing. */
const MOST_WAITING = 20;

/** Looks at PINs, and lets who guesses wait. */
export class PinCheck {
  readonly #parts: PinCheckParts;
  #misses: MissesDocument = NO_MISSES;

  constructor(parts: PinCheckParts) {
    this.#parts = parts;
  }

  async load(): Promise<void> {
    const { misses, log } = this.#parts;
    const kept = await misses.read().catch((error) => {
      log.warn('wrong PINs could not be read', { error: errorText(error) });
      return undefined;
    });
    if (areMisses(kept)) this.#misses = kept;
  }

  /** Counted as wrong before it is looked at, so that many at once are no way round the waits. */
  async prove({
    id,
    pin,
    place,
  }: {
    id: string;
    pin: string;
    place: string;
  }): Promise<{ ok: true; person: Person } | PinRefusal> {
    const { clock, hasher, find } = this.#parts;
    const person = find(id);
    // Whoever is not known has one name, so that made-up ones fill nothing.
    const who = person?.id ?? 'nobody';
    const wait = waitMs(this.#misses, { person: who, place, now: clock.now() });
    if (wait > 0) return { ok: false, why: 'wait', waitMs: wait };
    if (hasher.waiting >= MOST_WAITING) return { ok: false, why: 'busy' };
    this.#misses = withMiss(this.#misses, { person: who, place, now: clock.now() });
    const fits = await hasher.fits(pin, person?.pin);
    // Looked up again: it may have been changed meanwhile.
    const isRight = fits && person !== undefined && find(id) === person;
    if (isRight) this.#misses = withoutMisses(this.#misses, who, place);
    const isKept = await this.#parts.misses.write(this.#misses).then(
      () => true,
      () => false,
    );
    if (isRight) return { ok: true, person };
    // One that is not on the disk would be forgotten by a restart: who guesses must not learn from it.
    if (!isKept) return { ok: false, why: 'notSaved' };
    await this.#parts.onWrong(person && factsOf(person), place);
    return {
      ok: false,
      why: 'wrong',
      waitMs: waitMs(this.#misses, { person: who, place, now: clock.now() }),
    };
  }
}
