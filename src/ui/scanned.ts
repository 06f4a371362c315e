import { createHash } from 'node:crypto';

/** As long as payment codes are; the log's own net has the same measure. Numbers of our sales, and of practice, begin with S and P. */
const CODE = /(?<!\b[SP]\d*)\d{15,}|hQVDUF[A-Za-z0-9+/=]*/g;
/** Codes of wallets that nobody has a rule for: long, of digits and letters in both cases. Our own numbers have capitals alone. */
const OTHER_CODE = /(?=[A-Za-z0-9+=]*\d)(?=[A-Za-z0-9+=]*[a-z])(?=[A-Za-z0-9+=]*[A-Z])[A-Za-z0-9+=]{16,}/g;

/**
 * A sentence that says back what was asked, for its one reader: what may be a payment code in it is masked, for that
 * reader's own log may be read by others.
 */
export function saidBack(sentence: string): string {
  const mask = (text: string) => `${text.slice(0, 2)}…${text.slice(-4)}`;
  return sentence.replace(CODE, mask).replace(OTHER_CODE, mask);
}

/** A key of a program's own choice as it is kept: only ever compared, so that one that may be a payment code needs not be it. */
export function keptKey(key: string): string {
  const isCode = key.search(CODE) >= 0;
  return isCode ? `sha256:${createHash('sha256').update(key).digest('hex')}` : key;
}
