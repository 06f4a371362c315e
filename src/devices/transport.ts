import type { Frame, Malformed } from './frame.ts';
import type { Finding, ScannerIdentity, ScannerMode, ScannerTransport } from './scan.ts';

/** What an open connection tells its owner. */
export interface ConnectionEvents {
  onFrame(frame: Frame): void;
  /** What came, before anything is made of it: a chunk of a line, or one HID report. `at`: monotonic ms. Card data. */
  onBytes?(bytes: Uint8Array, at: number): void;
  /** Something came that is no whole code, and was dropped. */
  onMalformed?(why?: Malformed): void;
  /** Something should be known of it although it is open: takes the place of the connection's `finding`. */
  onFinding?(finding: Finding): void;
  /** It ended by itself, at most once and never after `close`. The transport has cleaned up. */
  onLost(finding: Finding): void;
}

/** What is told at the gun. */
export type GunSound = 'good' | 'refused';

/** An open gun. */
export interface Connection {
  /** The product's own name, where the device tells it. */
  name?: string;
  /** What it turned out to be, where the transport had to look first. */
  transport?: ScannerTransport;
  mode?: ScannerMode;
  identity?: ScannerIdentity;
  /** `host:port` it listens at. */
  address?: string;
  /** What should be known of it although it is open. */
  finding?: Finding;
  /** Makes the gun sound. Left out where it cannot. Never fails, and waits for nothing. */
  sound?(sound: GunSound): void;
  /** Asks the gun to read, or to stop. Left out where it cannot. */
  trigger?(on: boolean): void;
  /** Ends it: nothing is delivered any more. Never fails; a second call does nothing. */
  close(): Promise<void>;
}

export type OpenResult = { ok: true; connection: Connection } | { ok: false; finding: Finding };

/** The port to a kind of gun. Each call of `open` is one attempt, with everything made anew. */
export interface Transport {
  readonly kind: ScannerTransport;
  /** What a person calls the place it looks at, such as `/dev/ttyACM0`. */
  readonly name: string;
  /** Its first attempt ends at once, so that a start may wait for it. */
  readonly immediate?: boolean;
  /** Does not fail: what went wrong is a finding. When the signal aborts it soon ends, and leaves nothing open. */
  open(events: ConnectionEvents, signal: AbortSignal): Promise<OpenResult>;
}
