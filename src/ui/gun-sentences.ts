import type { GunRefusal } from '../devices/index.ts';
import type { ScanTrace } from '../devices/scan.ts';
import type { ScanRefusal } from '../payment/index.ts';
import { refusedScan } from './sentences.ts';

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

/** What became of a scan, in a sentence. */
export function scanText({ outcome, why }: Pick<ScanTrace, 'outcome' | 'why'>): string {
  switch (outcome) {
    case 'taken':
      return 'Taken: a payment began with it.';
    case 'refused':
      return isRefusal(why) ? `Refused: ${lowered(refusedScan(why).message)}.` : 'Refused.';
    case 'ignored':
      return IGNORED[why ?? ''] ?? 'Ignored: the lane was not waiting for a code.';
    case 'repeat':
      return 'The same code once more: counted as one scan.';
    case 'test':
      return 'Test scan: it arrived whole, and nobody was charged.';
    case 'bound':
      return 'It bound this scanner to its lane. Nobody was charged.';
    case 'malformed':
      return 'What came was no whole code, and was dropped.';
  }
}

function isRefusal(why: string | undefined): why is ScanRefusal {
  return why !== undefined && why in REFUSED;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
