/**
 * Whether an EMV customer-presented code (base64 of BER-TLV elements, EMVCo's "QR Code Specification for Payment Systems",
 * consumer-presented mode) has all its bytes: each element at its top says how long it is. Half a code that a gun lost the
 * rest of looks like a whole one otherwise.
 */
export function isWholeEmvCode(text: string): boolean {
  const digits = text.replace(/=+$/, '').length;
  // Four digits hold three bytes; a single one left over holds none.
  if (digits % 4 === 1) return false;
  const bytes = Buffer.from(text, 'base64');
  let at = 0;
  while (at < bytes.length) {
    const end = elementEnd(bytes, at);
    if (end === undefined || end > bytes.length) return false;
    at = end;
  }
  return true;
}

/** Where the element that begins at `from` ends; nothing where not even its head is whole. */
function elementEnd(bytes: Uint8Array, from: number): number | undefined {
  let at = from;
  // A tag goes on while its low five bits, and then each byte's highest, say so.
  let isLonger = ((bytes[at++] ?? 0) & 0x1f) === 0x1f;
  while (isLonger && at < bytes.length) isLonger = ((bytes[at++] ?? 0) & 0x80) !== 0;
  const first = bytes[at++];
  if (first === undefined) return undefined;
  if (first < 0x80) return at + first;
  const count = first & 0x7f;
  if (count === 0 || count > 2) return undefined;
  let length = 0;
  for (let i = 0; i < count; i += 1) {
    const byte = bytes[at++];
    if (byte === undefined) return undefined;
    length = length * 256 + byte;
  }
  return at + length;
}
