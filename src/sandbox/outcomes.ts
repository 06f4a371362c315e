/** What the sandbox can be made to do with a payment, chosen by the code that is scanned. */

const TABLE = [
  ['00', 'paid', true, 'paid at once'],
  ['01', 'password', true, 'the customer enters a password, then it is paid'],
  ['02', 'never', true, 'the customer never pays'],
  ['03', 'declined', true, 'declined at once'],
  ['04', 'refused', true, 'the customer refuses on the phone'],
  ['05', 'no-answer', true, 'charged, but the answer never comes'],
  ['06', 'lost', true, 'the request never reaches the gateway'],
  ['07', 'race', true, 'pays between the last query and the cancel'],
  ['08', 'cancel-fails', true, 'never pays, and the first two cancels fail'],
  ['09', 'forged', true, 'the answer is signed with a foreign key'],
  ['10', 'wrong-amount', true, 'paid, with another amount than asked'],
  ['11', 'cancel-keeps', true, 'pays as the cancel comes, which is accepted and brings nothing back'],
  ['12', 'unknown-code', true, 'an error of unknown meaning, though charged'],
  ['13', 'no-record', true, 'no record (E04111) for twenty seconds, then paid'],
  ['14', 'notified', true, 'paid after a password, and the gateway notifies'],
  ['15', 'notified-twice', true, 'paid after a password, and the gateway notifies twice'],
  ['16', 'notified-late', true, 'paid after a password, and the gateway notifies a minute later'],
  ['17', 'notified-forged', true, 'never pays, and a forged notification says it did'],
  ['18', 'down', true, 'paid, and from then on the gateway is down for a minute'],
  ['19', 'discount', true, 'paid, less a discount of the wallet'],
  ['20', 'skew', true, "paid, and from then on the gateway's clock is 12 minutes off for a minute"],
  ['21', 'slow', true, 'paid, with a slow answer'],
  ['22', 'refund-fails', true, 'paid, and every refund of it fails: the wallet is closed'],
  ['23', 'refund-odd', true, "paid, and a query of a refund answers with the sale's number"],
  ['24', 'refund-lost', true, 'paid, and its first refund is taken without an answer, and denied once'],
] as const;

export type OutcomeId = (typeof TABLE)[number][1];

export interface Outcome {
  id: OutcomeId;
  /** The two digits that choose it. */
  digits: string;
  /** Whether this sandbox can play it. */
  available: boolean;
  /** One line for a person. */
  description: string;
}

export const OUTCOMES: readonly Outcome[] = TABLE.map(([digits, id, available, description]) => ({
  id,
  digits,
  available,
  description,
}));

/** The two digits that choose the outcome. */
export function digitsOf(outcome: OutcomeId): string {
  return OUTCOMES.find((row) => row.id === outcome)?.digits ?? '00';
}

/**
 * Private tag, inside template 64 of template 62 of an EMV customer-presented code, that holds the two digits as
 * ASCII. Class "private": no scheme's own tag can be taken for it.
 */
export const EMV_OUTCOME_TAG = 0xdf53;

/**
 * The outcome a scanned code asks for: an EMV code by the tag inside, any other by its last two digits. Whatever
 * asks for nothing known is `paid`. It may be one that is not `available`: what then happens is the caller's choice.
 */
export function outcomeOf(code: string): OutcomeId {
  const digits = code.startsWith('hQVDUFY') ? emvDigits(code) : code.slice(-2);
  return OUTCOMES.find((row) => row.digits === digits)?.id ?? 'paid';
}

function emvDigits(code: string): string | undefined {
  let value: Uint8Array | undefined = Buffer.from(code, 'base64');
  for (const tag of [0x62, 0x64, EMV_OUTCOME_TAG]) value = value && findTag(value, tag);
  return value && Buffer.from(value).toString('latin1');
}

/** The value of the first `tag` at the top level of BER-TLV bytes; nothing where they are cut short or malformed. */
function findTag(bytes: Uint8Array, tag: number): Uint8Array | undefined {
  let at = 0;
  while (at < bytes.length) {
    let found = bytes[at++] ?? 0;
    if ((found & 0x1f) === 0x1f) found = (found << 8) | (bytes[at++] ?? 0);
    let length = bytes[at++] ?? 0;
    if (length === 0x81) length = bytes[at++] ?? 0;
    else if (length > 0x7f) return undefined;
    if (at + length > bytes.length) return undefined;
    if (found === tag) return bytes.subarray(at, at + length);
    at += length;
  }
  return undefined;
}
