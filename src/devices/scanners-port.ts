import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Random } from '../random.ts';
import type { ScannerConfig } from '../scanner-config.ts';
import type { Candidate } from './candidate.ts';
import type { CodeRead } from './code-reading.ts';
import type { Listings } from './find-scanners.ts';
import type { GunMemory } from './gun-notes.ts';
import type { HealthCheck } from './health-check.ts';
import type { Whose } from './named.ts';
import type { Scan, ScannerIdentity, ScannerStatus, ScanVerdict } from './scan.ts';
import type { Transport } from './transport.ts';

export interface LaneGuns {
  /** The lane's id. */
  id: string;
  /** Left out: what is plugged in and certain to be a scanner. */
  scanners?: readonly ScannerConfig[] | undefined;
  /** Beside these, configured or found. */
  extra?: readonly ScannerConfig[];
}

export interface ScannersOptions {
  lanes: readonly LaneGuns[];
  /** Each whole code, at the moment its lane waits for one. What it throws is logged, and stops nothing. */
  onScan(scan: Scan): ScanVerdict;
  /** Whether a sale is on the lane. */
  isBusy?(lane: string): boolean;
  /** What tablets show of some gun has changed. What it throws is logged, and stops nothing. */
  onStatus(): void;
  /** Something came from a gun; a page that shows guns is out of date. */
  onActivity?(): void;
  /** What people decided on the technician's page. Default: kept until the till stops. */
  memory?: GunMemory;
}

export interface ScannersParts {
  clock: Clock;
  random: Random;
  log: Log;
  /** Takes the place of the real transport where it returns one. */
  transports?: (config: ScannerConfig, whose?: (gun: ScannerIdentity) => Whose) => Transport | undefined;
  /** Takes the place of the machine's own lists of devices. */
  listings?: Listings;
}

/**
 * Why a change of a gun was not made.
 * - `noSuchScanner`, `noSuchLane`
 * - `configured`: the configuration file says it
 * - `laneBusy`: a sale is on its lane
 * - `notUp`: it is not open
 * - `notSaved`: the disk did not take it, and nothing has changed
 */
export type GunRefusal = 'noSuchScanner' | 'noSuchLane' | 'configured' | 'laneBusy' | 'notUp' | 'notSaved';
export type GunResult = { ok: true } | { ok: false; why: GunRefusal };

/** A lane that waits for a gun to be bound to it by a scan, until then (epoch ms). */
export interface Binding {
  lane: string;
  until: number;
  /** Why the scan that came did not bind its gun: it may be scanned again. */
  problem?: GunRefusal;
}

/** All guns of the till. */
export interface Scanners {
  /** Begins to open them. Does not fail for a gun: see its status. Listeners have their address when it is done. */
  start(): Promise<void>;
  /** Closes them, within a second. */
  stop(): Promise<void>;
  statuses(): ScannerStatus[];
  /** What is plugged in, as far as it was looked at: guns, doubtful ones, and what is none. */
  candidates(): readonly Candidate[];
  /** Those of them that no gun of the till is: a person may have to decide about one that may be a gun. */
  free(): readonly Candidate[];
  /** The lane begins or ceases to wait for a scan. Only then do its guns' codes go through. */
  listen(lane: string, isListening: boolean): void;
  /** The next code of a lane's guns, which charges nobody; until the signal aborts or a sale begins there. */
  read(lane: string, signal: AbortSignal): Promise<CodeRead>;
  /** Gives a gun to a lane, or to none. Durable when it resolves; so are `rename` and `enable`. */
  bind(id: string, lane: string | undefined): Promise<GunResult>;
  /** The next gun that scans within a minute, and is bound by no file, is bound to the lane. */
  bindByScan(lane: string): GunResult;
  binding(): Binding | undefined;
  cancelBinding(): void;
  /** An empty name: the product's own again. */
  rename(id: string, name: string): Promise<GunResult>;
  enable(id: string, isEnabled: boolean): Promise<GunResult>;
  /** Uses a candidate that is not opened by itself, for a lane. */
  adopt(key: string, lane: string): Promise<GunResult>;
  /** Takes a gun off its lane for a minute: its scans are shown, and charge nobody. Never during a sale. */
  test(id: string): Promise<GunResult>;
  endTest(id: string): Promise<GunResult>;
  /** What is known of a gun's health, and what somebody has to try (UPOS: check health). */
  health(id: string): HealthCheck[] | undefined;
  /** Makes the gun sound, where it can. */
  sound(id: string, isGood: boolean): Promise<GunResult>;
}
