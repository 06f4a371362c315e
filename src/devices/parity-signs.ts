/** How the top bit of each byte was set. `mark`: on all of them. */
export type ParitySign = 'even' | 'odd' | 'mark';

/** Bytes from which on equal parity is a sign: by chance it comes once in 128 times. */
const ENOUGH = 8;

/** 1 where a byte has an odd number of bits set. */
function isOdd(byte: number): boolean {
  let bits = byte ^ (byte >> 4);
  bits ^= bits >> 2;
  return ((bits ^ (bits >> 1)) & 1) === 1;
}

/**
 * Tells bytes of a line with seven data bits that was read with eight: the top bit is then the parity bit, and every
 * byte has the same parity. Nothing where no byte has its top bit set: such bytes read right either way.
 */
export function paritySign(bytes: Uint8Array, enough = ENOUGH): ParitySign | undefined {
  if (bytes.length < enough || !bytes.some((byte) => byte > 0x7f)) return undefined;
  if (bytes.every((byte) => byte > 0x7f)) return 'mark';
  return uniformParity(bytes, enough);
}

/** The parity that all bytes have in common. */
export function uniformParity(bytes: Uint8Array, enough = ENOUGH): 'even' | 'odd' | undefined {
  if (bytes.length < enough) return undefined;
  const [first = 0] = bytes;
  return bytes.every((byte) => isOdd(byte) === isOdd(first)) ? (isOdd(first) ? 'odd' : 'even') : undefined;
}
