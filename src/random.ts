import { randomBytes } from 'node:crypto';

/** Randomness, as a part that can be replaced by a seeded one. */
export interface Random {
  bytes(count: number): Uint8Array;
  /** A number from 0 (included) to 1 (excluded), for jitter. */
  fraction(): number;
}

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  fraction: () => randomBytes(4).readUInt32BE() / 0x1_0000_0000,
};

/** Crockford's base 32: no I, L, O or U, so a number can be read aloud and typed back. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `length` random characters, five bits each. */
export function randomText(random: Random, length: number): string {
  return Array.from(random.bytes(length), (byte) => ALPHABET.charAt(byte & 31)).join('');
}
