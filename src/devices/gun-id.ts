import { createHash } from 'node:crypto';

/** Keys whose parts are told apart by where they stand, whatever is between them. */
const PLAIN_KEY = /^(hid|serial) [0-9a-f]{4}:[0-9a-f]{4}:[A-Za-z0-9]+$/;
/** As long as an id of the configuration. */
const MOST = 32;

/** An id that can stand in an address, made from a gun's key: readable, and different for different keys. */
export function gunId(key: string): string {
  const readable = key.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  if (PLAIN_KEY.test(key) && readable.length <= MOST) return readable;
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `${readable.slice(0, MOST - 1 - mark.length)}-${mark}`;
}
