import type { Frame } from './frame.ts';
import type { Finding, ScannerTransport } from './scan.ts';

/** What an open connection tells its owner. */
export interface ConnectionEvents {
  onFrame(frame: Frame): void;
  /** It ended by itself, at most once and never after `close`. The transport has cleaned up. */
  onLost(finding: Finding): void;
}

/** An open gun. */
export interface Connection {
  /** The product's own name, where the device tells it. */
  name?: string;
  /** What it turned out to be, where the transport had to look first. */
  transport?: ScannerTransport;
  /** `host:port` it listens at. */
  address?: string;
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
