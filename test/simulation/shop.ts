import type { Clock } from '../../src/clock.ts';
import { systemCode } from '../../src/errors.ts';
import type { Payments } from '../../src/payment/payments.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Life } from './timeline.ts';

export interface ShopParts {
  /** The world's. */
  clock: Clock;
  random: SeededRandom;
  createTill(life: Life): Payments;
  /** The power was cut. */
  onCut(): void;
  /** A new process begins. */
  onStart(): void;
  /** It has loaded its books, and takes commands. */
  onServing(): void;
  /** Something that must not happen did. */
  fail(what: string): void;
  /** Whether things may fail now. */
  isFailing(): boolean;
}

/** The till's processes, one after the other: started, cut off, ended in the evening. */
export interface Shop {
  /** The one that has loaded its books and serves. */
  till(): Payments | undefined;
  crashes(): number;
  start(): void;
  crash(): void;
  /** Ends it in good order, and starts it anew some seconds later. */
  restart(): Promise<void>;
  /** Ends it in good order; resolves when it has ended, or was cut off over it. */
  stop(): Promise<void>;
  /** The world ends here. */
  end(): void;
}

/** It stops in good order within this, or something hangs. */
const STOP_MS = 60_000;

export function createShop(parts: ShopParts): Shop {
  const { clock, random } = parts;
  let current: { life: Life; till: Payments; isServing: boolean } | undefined;
  let crashes = 0;
  let isClosing = false;

  const start = () => {
    // One that was to be started after a power cut, and was started by hand meanwhile.
    if (current || isClosing) return;
    const life: Life = { isAlive: true };
    parts.onStart();
    const process = { life, till: parts.createTill(life), isServing: false };
    current = process;
    process.till.start().then(
      () => {
        process.isServing = true;
        if (life.isAlive) parts.onServing();
      },
      (error: unknown) => {
        // A disk that fails at the start: the process ends with its error, and is started again.
        if (!parts.isFailing()) parts.fail(`the till does not start: ${error}`);
        if (life.isAlive) crash();
      },
    );
  };

  const crash = () => {
    if (!current) return;
    current.life.isAlive = false;
    current = undefined;
    crashes += 1;
    parts.onCut();
    clock.after(random.chance(0.9) ? random.between(500, 10_000) : random.between(60_000, 900_000), start);
  };

  const stop = async () => {
    const process = current;
    if (!process) return;
    isClosing = true;
    let isEnded = false;
    const over = clock.after(STOP_MS, () => {
      if (!isEnded && process.life.isAlive) parts.fail('the till does not stop');
    });
    const ended = process.till.stop().catch((error: unknown) => {
      // What the disk will not close was synced before.
      if (systemCode(error) === undefined) parts.fail(`the till stops badly: ${error}`);
    });
    await ended;
    isEnded = true;
    over();
    process.life.isAlive = false;
    if (current === process) current = undefined;
  };

  return {
    till: () => (current?.isServing ? current.till : undefined),
    crashes: () => crashes,
    start: () => {
      isClosing = false;
      start();
    },
    crash,
    restart: async () => {
      if (!current?.isServing) return;
      clock.after(random.between(1_000, 60_000), () => {
        isClosing = false;
        start();
      });
      await stop();
    },
    stop,
    end: () => {
      if (current) current.life.isAlive = false;
    },
  };
}
