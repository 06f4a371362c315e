/** Codes for the guest's sales: made up, as the sandbox has them, and paid at once. */

import { systemRandom } from '../../../src/random.ts';
import { type CodeKind, makeCode } from '../../../src/sandbox/codes.ts';

export const codeOf = (wallet: CodeKind): string => makeCode({ wallet, outcome: 'paid' }, systemRandom);

/** Characters of the EMV code: three full HID POS reports, which one firmware never ends. */
const LONG = 168;
/** A private tag that no wallet uses and every reader passes over. */
const FILLER_TAG = 0xc1;

/** An EMV code of 168 characters. */
export function longCode(): string {
  const payload = Buffer.from(codeOf('emv'), 'base64');
  const missing = (LONG / 4) * 3 - payload.length - 2;
  const filler = Buffer.alloc(missing, 0x5a);
  return Buffer.concat([payload, Buffer.from([FILLER_TAG, missing]), filler]).toString('base64');
}
