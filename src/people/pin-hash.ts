import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Random } from '../random.ts';
import type { PinHash } from './person.ts';

/**
 * 32 MB and about 0.1 s of one core for each try. Who steals the file still tries all PINs of four digits in a quarter
 * of an hour: the file is for the till's own user alone.
 */
const COSTS = { cost: 2 ** 15, blockSize: 8, parallelization: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;
/** At most so many at a time: guessing must leave processor and memory to sales. */
const AT_ONCE = 2;

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** Makes and checks what is kept of PINs, off the event loop, two at a time. */
export class PinHasher {
  readonly #random: Random;
  readonly #costs: typeof COSTS;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** `costs`: other than the till's own in tests alone. */
  constructor(random: Random, costs = COSTS) {
    this.#random = random;
    this.#costs = costs;
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async make(pin: string): Promise<PinHash> {
    const salt = this.#random.bytes(SALT_BYTES);
    const hash = await this.#derive(pin, salt, this.#costs);
    return { salt: Buffer.from(salt).toString('base64'), hash: hash.toString('base64'), ...this.#costs };
  }

  /** Takes as long for nobody's PIN (`undefined`) as for somebody's. */
  async fits(pin: string, kept: PinHash | undefined): Promise<boolean> {
    const { salt, hash, ...costs } = kept ?? { salt: '', hash: '', ...this.#costs };
    const made = await this.#derive(pin, Buffer.from(salt, 'base64'), costs);
    const wanted = Buffer.from(hash, 'base64');
    return wanted.length === made.length && timingSafeEqual(made, wanted);
  }

  async #derive(pin: string, salt: Uint8Array, costs: typeof COSTS): Promise<Buffer> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      const maxmem = 256 * costs.cost * costs.blockSize;
      return await derive(pin, salt, HASH_BYTES, { ...costs, maxmem });
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
