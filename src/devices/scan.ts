/** What leaves the devices folder: one whole code, as read. */
export interface Scan {
  scannerId: string;
  /** The lane the gun is bound to. */
  lane: string;
  /** The code's text, without terminator, STX/ETX, prefix, suffix or AIM identifier. Card data: never logged, never stored. */
  text: string;
  /** AIM symbology identifier where the gun sends one, such as `]Q1`. */
  aim?: string;
  /** When its first byte came, on the monotonic clock (ms). A scan belongs to the sale that was ready then. */
  firstByteAt: number;
  /** When its last byte came, on the monotonic clock (ms). */
  lastByteAt: number;
}

/**
 * What became of a scan that was handed over. The gun sounds accordingly.
 * - `taken`: a payment was begun with it
 * - `refused`: it is not a code that can be paid with, or was used already
 * - `ignored`: nobody waited for it
 */
export interface ScanVerdict {
  verdict: 'taken' | 'refused' | 'ignored';
  /** The reason where it was not taken, such as `codeUsed`. */
  why?: string;
}

export type ScannerTransport = 'serial' | 'hid' | 'tcp' | 'simulated';

/** How a gun speaks. */
export type ScannerMode = 'hidPos' | 'keyboard' | 'serial' | 'network' | 'simulated';

/**
 * - `starting`: not tried yet
 * - `up`: open, codes will come
 * - `down`: gone or refused; tried again by itself
 * - `absent`: none was found by itself, and none is configured
 * - `disabled`: a person switched it off
 */
export type ScannerState = 'starting' | 'up' | 'down' | 'absent' | 'disabled';

/** Stable names of what is found about guns; each has its cure in the technician's tables. */
export type FindingCode =
  | 'DOUBTFUL'
  | 'GUN_SILENT'
  | 'IN_USE'
  | 'KEYBOARD_MODE_UNSUPPORTED'
  | 'KEYBOARD_NOT_NAMED'
  | 'KEYS_REACH_CONSOLE'
  | 'LIBRARY_MISSING'
  | 'LINE_UNREADABLE'
  | 'LOST'
  | 'NOT_ALLOWED'
  | 'NOT_BOUND'
  | 'NOT_FOUND'
  | 'NOT_REDIRECTED'
  | 'NOT_TOLD_APART'
  | 'OPEN_FAILED'
  | 'PERMISSION_DENIED'
  | 'REDIRECT_REFUSED'
  | 'TOO_MANY_CONNECTIONS'
  | 'TWO_CANDIDATES'
  | 'WRONG_MODE';

/** Something a technician should know, with its cure. */
export interface Finding {
  code: FindingCode;
  /** A whole sentence. */
  message: string;
  /** What to do about it, in whole sentences. */
  cure: string;
}

/** What a gun says of itself, as far as the system tells. */
export interface ScannerIdentity {
  /** What was opened: `/dev/hidraw0`, `/dev/ttyACM0`, `COM3`. */
  path?: string;
  /** Four hexadecimal digits, lower case. */
  vendorId?: string;
  productId?: string;
  serialNumber?: string;
  manufacturer?: string;
  product?: string;
  /** Where it is plugged in, such as `1-1.2`: tells equal guns apart. */
  usbPort?: string;
}

/** Counts since the till started (UPOS: device statistics). */
export interface ScannerCounters {
  /** Codes that began a payment. */
  taken: number;
  /** Codes that could not be paid with. */
  refused: number;
  /** Codes nobody waited for: outside a sale, gun switched off or bound to no lane. */
  ignored: number;
  /** The same code again within two seconds. */
  repeats: number;
  /** What came and was no whole code: spoilt, cut off, too long, not readable. */
  malformed: number;
  /** Bytes that came. */
  bytes: number;
  /** Times the gun was lost. */
  lost: number;
}

/** A gun's last scan as it came, without anything that would tell the code. */
export interface ScanTrace {
  /** Epoch ms of its last byte. */
  at: number;
  /** What became of it; `test`: in a test scan, and nobody was charged; `bound`: it bound the gun to a lane; `read`: a page waited for it. */
  outcome: ScanVerdict['verdict'] | 'repeat' | 'test' | 'bound' | 'read' | 'malformed';
  why?: string;
  aim?: string;
  /** The code, masked, such as `28******1234`. */
  mask: string;
  /** Characters of the code. */
  length: number;
  /**
   * What came, in pieces: ms since its first byte, and its bytes in hexadecimal, those of the code's own characters as `..`,
   * apart from what the mask shows.
   */
  pieces: { atMs: number; hex: string }[];
}

export interface ScannerStatus {
  id: string;
  /** The lane it scans for; none: it waits to be bound to one. */
  lane?: string;
  transport: ScannerTransport;
  mode?: ScannerMode;
  /** What a person calls it: the name it was given, the product's own, or its path. */
  name: string;
  state: ScannerState;
  /** Epoch milliseconds of the last change of `state`. */
  since: number;
  /** Why it is not up; or, while it is up, what should be known of it all the same. */
  finding?: Finding;
  /** For a listening TCP gun: `host:port` it can be reached at. Shown to loopback only. */
  address?: string;
  identity?: ScannerIdentity;
  /** Whether lane and name are written in the configuration file, so that no page can change them. */
  isConfigured: boolean;
  /** It is open, and can be made to sound. */
  canSound?: true;
  counters: ScannerCounters;
  lastScan?: ScanTrace;
  /** Until when (epoch ms) it is off its lane for a test scan. */
  testUntil?: number;
}
