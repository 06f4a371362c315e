import type { GunRefusal, Malformed } from '../devices/index.ts';
import type { ScanTrace } from '../devices/scan.ts';
import type { ScanRefusal } from '../payment/index.ts';
import { COUNTER_WORDS } from './languages/counter-words.ts';

/** What the till says to a technician about guns. */

const REFUSED_CHANGES: Record<GunRefusal, string> = {
  noSuchScanner: 'There is no such scanner here now.',
  noSuchLane: 'There is no such lane.',
  configured: 'That is written in the configuration file. Change it there, and restart the till.',
  laneBusy: 'A sale is on this lane. Try again when it is over.',
  notUp: 'The scanner is not connected.',
  notSaved: 'It could not be saved, and nothing has changed. Look at the disk, then try again.',
};

export const refusedChange = (why: GunRefusal): string => REFUSED_CHANGES[why];

/** Why a gate let a code not through, by its own word for it. */
const IGNORED: Readonly<Record<string, string>> = {
  closed: 'Ignored: no sale was waiting for a code.',
  early: 'Ignored: it began before the sale waited for a code.',
  stale: 'Ignored: it came too late to belong to this sale.',
  unbound: 'Ignored: this scanner is bound to no lane.',
  failed: 'Ignored: a fault of the till. The log has it.',
};

/** Complete by type; the words are those the cashier reads. */
const REFUSED: Readonly<Record<ScanRefusal, true>> = {
  productBarcode: true,
  webAddress: true,
  merchantCode: true,
  fragment: true,
  unreadable: true,
  codeUsed: true,
  notReady: true,
};

/** Why what came is no whole code, and what to look at. */
const MALFORMED: Readonly<Record<Malformed, string>> = {
  spoilt:
    'Something was inside that no code has. Is "terminator" the scanner’s own? On a serial line: are baud rate, data bits and parity?',
  tooLong:
    'It was longer than any code. On a serial line: are baud rate, data bits and parity those of the scanner?',
  cutOff: 'It broke off in the middle. Scan again; check the cable if it happens often.',
  noTerminator:
    'Nothing came that ends a code. Set the scanner to send CR behind each code, or write "terminator": "none" for it.',
  noPrefix: 'It came without the prefix that the configuration names.',
  noSuffix: 'It came without the suffix that the configuration names.',
  empty: 'There was nothing in what the scanner puts around a code.',
  parityBit: 'It came with parity bits. Write "dataBits": 7 and the scanner’s parity into the configuration.',
};

/** What became of a scan, in a sentence. */
export function scanText({ outcome, why }: Pick<ScanTrace, 'outcome' | 'why'>): string {
  switch (outcome) {
    case 'taken':
      return 'Taken: a payment began with it.';
    case 'refused':
      return isRefusal(why) ? `Refused: ${lowered(COUNTER_WORDS.en.refusedScan[why].message)}.` : 'Refused.';
    case 'ignored':
      return IGNORED[why ?? ''] ?? 'Ignored: the lane was not waiting for a code.';
    case 'repeat':
      return 'The same code once more: counted as one scan.';
    case 'test':
      return 'Test scan: it arrived whole, and nobody was charged.';
    case 'bound':
      return 'It bound this scanner to its lane. Nobody was charged.';
    case 'read':
      return 'Read for a search. Nobody was charged.';
    case 'malformed':
      return `Dropped: what came was no whole code.${isMalformed(why) ? ` ${MALFORMED[why]}` : ''}`;
  }
}

function isMalformed(why: string | undefined): why is Malformed {
  return why !== undefined && why in MALFORMED;
}

function isRefusal(why: string | undefined): why is ScanRefusal {
  return why !== undefined && why in REFUSED;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
