import type { ScannerEntry } from '../scanner-config.ts';
import type { Finding, ScannerIdentity } from './scan.ts';

/**
 * A plugged-in device that may be a gun.
 * - `certain`: a scanner and nothing else, in a mode the till reads; may be opened without being asked about
 * - `doubtful`: may be one (ids it shares with other devices, a keyboard): only opened where somebody says so
 * - `wrongMode`: a scanner, in a mode that cannot be read; `finding` says what to set it to
 * - `other`: not a scanner, as far as can be told
 */
export type Certainty = 'certain' | 'doubtful' | 'wrongMode' | 'other';

/** How a found gun is opened. */
export type FoundEntry = Extract<ScannerEntry, { transport: 'hid' | 'serial' }>;

export interface Candidate {
  transport: 'hid' | 'serial';
  /**
   * Who it is, the same after each plug-in and start: its ids and serial number, and the USB socket it is plugged into
   * where the system tells. Two equal guns have two keys.
   */
  key: string;
  /** Its key in every other socket begins so; left out where its serial number is missing or another's too. */
  self?: string;
  /** Its product's name, or what the table of known devices calls it. */
  name: string;
  /** Where it is now: `/dev/hidraw0`, `/dev/serial/by-id/…`, `COM3`. */
  place: string;
  identity: ScannerIdentity;
  certainty: Certainty;
  /** What matched and what did not, a short sentence each. For `doctor` and the technician's page. */
  why: string[];
  /** What to write into the configuration to use it; left out where it cannot be used. */
  entry?: FoundEntry;
  finding?: Finding;
}

/** What is plugged in. */
export interface Found {
  /** The surest first. */
  candidates: Candidate[];
  /** What kept part of the machine from being looked at. */
  findings: Finding[];
}
