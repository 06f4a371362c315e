/** What leaves the devices folder: one whole code, as read. */
export interface Scan {
  scannerId: string;
  /** The lane the gun is bound to. */
  lane: string;
  /** The code's text, without terminator, STX/ETX or AIM identifier. Card data: never logged, never stored. */
  text: string;
  /** AIM symbology identifier where the gun sends one, such as `]Q1`. */
  aim?: string;
  /** When its first byte came, on the monotonic clock (ms). A scan belongs to the sale that was ready then. */
  firstByteAt: number;
  /** When its last byte came, on the monotonic clock (ms). */
  lastByteAt: number;
}

export type ScannerTransport = 'serial' | 'hid' | 'tcp' | 'simulated';

/**
 * - `starting`: not tried yet
 * - `up`: open, codes will come
 * - `down`: gone or refused; tried again by itself
 * - `absent`: none was found by itself, and none is configured
 */
export type ScannerState = 'starting' | 'up' | 'down' | 'absent';

/** Something a technician should know, with its cure. */
export interface Finding {
  /** Stable, such as `LIBRARY_MISSING`, `PERMISSION_DENIED`, `NOT_FOUND`, `LOST`, `TWO_CANDIDATES`. */
  code: string;
  /** A whole sentence. */
  message: string;
  /** What to do about it, in whole sentences. */
  cure: string;
}

export interface ScannerStatus {
  id: string;
  lane: string;
  transport: ScannerTransport;
  /** What a person calls it: the product's own name, or its path. */
  name: string;
  state: ScannerState;
  /** Epoch milliseconds of the last change of `state`. */
  since: number;
  finding?: Finding;
  /** For a listening TCP gun: `host:port` it can be reached at. Shown to loopback only. */
  address?: string;
}
