/** One whole code as it came out of a decoder. Card data. */
export interface Frame {
  text: string;
  /** AIM symbology identifier, such as `]Q1`. */
  aim?: string;
  /** Monotonic ms. */
  firstByteAt: number;
  /** Monotonic ms. */
  lastByteAt: number;
}

/**
 * Why what came is no whole code.
 * - `spoilt`: something is inside that no code has
 * - `tooLong`: longer than any code, or noise without end
 * - `cutOff`: the line went, or another code began, in the middle of it
 * - `noTerminator`: it stopped without what ends a code
 * - `noPrefix`, `noSuffix`: without what the gun was said to put around it
 * - `empty`: nothing but what the gun puts around a code
 * - `parityBit`: of seven data bits, read as eight
 */
export type Malformed =
  | 'spoilt'
  | 'tooLong'
  | 'cutOff'
  | 'noTerminator'
  | 'noPrefix'
  | 'noSuffix'
  | 'empty'
  | 'parityBit';

/** Bytes or reports in, whole codes out. Keeps time only as it is told; pure otherwise. */
export interface Decoder {
  /** `at` is when these bytes came, monotonic ms. */
  push(bytes: Uint8Array, at: number): Frame[];
  /** Whether silence may end what has come so far: then `flush` is due after the reader's `idleMs`. */
  waiting(): boolean;
  /** Ends what has come so far: a whole code is returned, half a one is dropped. */
  flush(): Frame | undefined;
  /** Codes that were begun and dropped since the last call: spoilt, cut off or too long. */
  dropped?(): number;
  /** Why the last of them was. */
  why?(): Malformed | undefined;
}

const AIM = /^\][A-Za-z][0-9A-Za-z]/;

/** Splits an AIM symbology identifier off the front of a text. */
export function splitAim(text: string): { text: string; aim?: string } {
  const aim = AIM.exec(text)?.[0];
  return aim === undefined ? { text } : { text: text.slice(aim.length), aim };
}

/** What a decoder tells of the codes it dropped. */
export interface DropTally extends Required<Pick<Decoder, 'dropped' | 'why'>> {
  add(reason: Malformed): void;
}

export function createDropTally(): DropTally {
  let drops = 0;
  let last: Malformed | undefined;
  return {
    add(reason) {
      drops += 1;
      last = reason;
    },
    dropped() {
      const since = drops;
      drops = 0;
      return since;
    },
    why: () => last,
  };
}
