import type { Scan } from '../../src/devices/scan.ts';
import { seededRandom } from '../../test/simulation/seeded-random.ts';

/** Characters of the shortest and the longest code that wallets show. */
const LENGTHS = { shortest: 12, longest: 512 };
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Digits that say which gun read it, and the how manieth code of that gun it is. */
const NAME = { gun: 1, number: 7 };

/** A made-up code, always the same for the same gun and number, and like no other. */
export function codeOf(gun: number, number: number): string {
  const random = seededRandom(gun * 10_000_000 + number);
  const rest =
    LENGTHS.shortest + Math.floor(random.fraction() ** 4 * (LENGTHS.longest - LENGTHS.shortest)) - nameLength;
  const signs = random.fraction() < 0.5 ? '0123456789' : SIGNS;
  const filling = Array.from({ length: rest }, () =>
    signs.charAt(Math.floor(random.fraction() * signs.length)),
  );
  return `${gun}${String(number).padStart(NAME.number, '0')}${filling.join('')}`;
}

const nameLength = NAME.gun + NAME.number;

/**
 * - `whole`: all of it was sent, and the cable stayed: it has to arrive
 * - `inFlight`: the cable was pulled with its last byte: it may arrive
 * - `half`: the cable was pulled before its last byte: it must not arrive
 */
export type Sent = 'whole' | 'inFlight' | 'half';

export interface Account {
  sent: Record<Sent, number>;
  arrived: Record<Sent, number>;
  violations: string[];
}

/** What each gun sent, held against what arrived. It keeps no codes: they are made again. */
export class Ledger {
  readonly account: Account = {
    sent: { whole: 0, inFlight: 0, half: 0 },
    arrived: { whole: 0, inFlight: 0, half: 0 },
    violations: [],
  };
  /** By gun: what was sent since the last that arrived. */
  readonly #waiting: Map<number, Sent>[];
  readonly #lanes: readonly string[];

  constructor(lanes: readonly string[]) {
    this.#lanes = lanes;
    this.#waiting = lanes.map(() => new Map());
  }

  /** Before the first byte leaves. */
  sending(gun: number, { number, as }: { number: number; as: Sent }): void {
    this.account.sent[as] += 1;
    this.#waiting[gun]?.set(number, as);
  }

  /** Whether it has to arrive, and has not. */
  isDue(gun: number, number: number): boolean {
    return this.#waiting[gun]?.get(number) === 'whole';
  }

  arrived({ text, lane }: Scan): void {
    const gun = Number(text.slice(0, NAME.gun));
    const number = Number(text.slice(NAME.gun, nameLength));
    const as = this.#waiting[gun]?.get(number);
    const name = `gun ${gun}, code ${number}`;
    if (!(Number.isInteger(number) && text === codeOf(gun, number))) {
      this.#blame(`something of ${text.length} characters arrived on lane ${lane} that was never sent`);
    } else if (as === undefined) {
      this.#blame(`${name} arrived twice, or after it was given up`);
    } else {
      if (as === 'half') this.#blame(`${name} arrived, and only half of it was sent`);
      if (lane !== this.#lanes[gun]) this.#blame(`${name} arrived on lane ${lane}`);
      this.account.arrived[as] += 1;
      // Codes of one gun come in their order: what was sent before it can come no more.
      for (const [earlier, what] of this.#waiting[gun] ?? []) {
        if (earlier < number) this.#giveUp(gun, { number: earlier, as: what });
      }
      this.#waiting[gun]?.delete(number);
    }
  }

  /** The run is over. */
  close(): void {
    for (const [gun, codes] of this.#waiting.entries()) {
      for (const [number, as] of codes) this.#giveUp(gun, { number, as });
    }
  }

  #giveUp(gun: number, { number, as }: { number: number; as: Sent }): void {
    this.#waiting[gun]?.delete(number);
    if (as === 'whole') this.#blame(`gun ${gun}, code ${number} was sent whole and never arrived`);
  }

  #blame(what: string): void {
    this.account.violations.push(what);
  }
}
