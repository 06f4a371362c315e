import { basename } from 'node:path';
import { gunMaker } from './hid/makers.ts';
import { type KnownScanner, knownScanner, sharedChip } from './known-scanners.ts';

/** What a plugged-in device says of itself. */
export interface Traits {
  /** Four hexadecimal digits. */
  vendorId: string;
  productId: string;
  manufacturer?: string | undefined;
  product?: string | undefined;
  /** Its link in `/dev/serial/by-id`. */
  byId?: string | undefined;
}

/** How much speaks for a device being a gun. Higher is surer; see `CERTAIN`. */
export interface Fingerprint {
  score: number;
  /** What the table knows of its ids. */
  known?: KnownScanner;
  /** Its ids are in many kinds of devices: nothing else counts then. */
  isShared: boolean;
  /** What matched, and what did not, a sentence each. */
  why: string[];
}

/**
 * A device of so much is a gun without asking: its ids by a source that must know, or somebody's list together with its
 * name, or its maker's id, its name and a by-id name as guns of this maker have been seen to have.
 */
export const CERTAIN = 3;

const SURE_IDS = 3;
const LISTED_IDS = 2;
const MAKER = 1;
const NAME = 1;
const LINK = 1;

/** What a device's strings say that is a gun. A maker of other things too, as Honeywell, counts with its vendor id alone. */
const GUN_NAME =
  /bar ?code|scanner|symbol tech|zebra|metrologic|hand held products|datalogic|psc scanning|newland|opticon|opto ?electronics|intermec|\bcino\b/i;

/** Names in `/dev/serial/by-id` as udev made them for guns in serial mode; the captured ones are in the tests' fixtures. */
const GUN_LINKS: readonly RegExp[] = [
  /^usb-Symbol_Technologies\S*Bar_Code_Scanner/,
  /^usb-Datalogic_\S*Barcode_Scanner/,
  /^usb-Newland_Auto-ID_NLS\S*USBVCP/,
  /^usb-NewLand_Usb2Uart/,
];

/** Compares a device with what is known of guns. Pure. */
export function fingerprint({ vendorId, productId, manufacturer, product, byId }: Traits): Fingerprint {
  const ids = `${vendorId}:${productId}`.toLowerCase();
  const chip = sharedChip(vendorId, productId);
  if (chip !== undefined) {
    const why = `Its ids ${ids} are those of ${chip}, which is in printers, scales and modems too.`;
    return { score: 0, isShared: true, why: [why] };
  }
  const why: string[] = [];
  let score = 0;
  const known = knownScanner(vendorId, productId);
  const maker = gunMaker(Number.parseInt(vendorId, 16));
  if (known) {
    score += known.isSure ? SURE_IDS : LISTED_IDS;
    why.push(`Its ids ${ids} are those of: ${known.name} (${known.source}).`);
  } else if (maker) {
    score += MAKER;
    why.push(
      `Its vendor id ${vendorId.toLowerCase()} is that of ${maker.name}, who makes guns; the product is not in the table.`,
    );
  } else {
    why.push(`Its ids ${ids} are not in the table of known guns.`);
  }
  const name = [manufacturer, product].filter(Boolean).join(' ');
  const isNamed = GUN_NAME.test(name) || (maker && name.toLowerCase().includes(maker.name.toLowerCase()));
  if (isNamed) {
    score += NAME;
    why.push(`It calls itself "${name}".`);
  } else if (name !== '') {
    why.push(`Its name "${name}" does not say that it is a gun.`);
  }
  const link = byId === undefined ? '' : basename(byId);
  if (GUN_LINKS.some((pattern) => pattern.test(link))) {
    score += LINK;
    why.push(`Its by-id name is of the kind that guns have: ${link}.`);
  }
  return { score, isShared: false, why, ...(known && { known }) };
}
