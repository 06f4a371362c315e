import type { Finding, ScannerIdentity, ScannerStatus, ScanTrace } from '../devices/scan.ts';

/** The wire contract between the till and the technician's page, over REST. Both ends import this file. */

export type ShownScan = ScanTrace & {
  /** What became of it and why, in a sentence. */
  text: string;
};

/** What is known of a gun's health at one of the levels of UPOS, and what somebody has to try. */
export interface ShownHealth {
  level: 'internal' | 'external' | 'interactive';
  health: 'good' | 'bad' | 'unknown';
  says: string;
}

export type ShownScanner = Omit<ScannerStatus, 'lastScan'> & {
  lastScan?: ShownScan;
  /** Left out for a lane that has no gun. */
  health?: ShownHealth[];
};

/** Something that is plugged in, may be a gun, and is read by nobody. */
export interface ShownDevice {
  /** Names it when it is to be used. */
  key: string;
  name: string;
  place: string;
  identity: ScannerIdentity;
  /** `doubtful`: a person decides whether it is a gun. `wrongMode`: it has to be set to another mode first. */
  certainty: 'certain' | 'doubtful' | 'wrongMode';
  why: string[];
  finding?: Finding;
  /** Whether it can be read if somebody says so. */
  isUsable: boolean;
}

export interface TechnicianLane {
  id: string;
  name: string;
  /** Its guns are written in the configuration file. */
  isFixed: boolean;
  /** A sale is on it: its guns are left alone. */
  isBusy: boolean;
}

/** Everything the technician's page shows of the guns, whole. Never a delta: the one with the highest `rev` is right. */
export interface TechnicianView {
  /** Made anew by each start of the till. `rev` only compares within one. */
  bootId: string;
  rev: number;
  /** Epoch ms: `since`, `testUntil` and the like are on this clock. */
  serverTime: number;
  version: string;
  shopName: string;
  locale: string;
  timeZone: string;
  /** No money moves. */
  sandbox: boolean;
  lanes: TechnicianLane[];
  scanners: ShownScanner[];
  devices: ShownDevice[];
  /** The lane that waits for a gun to be bound to it by a scan, until then (epoch ms). */
  binding?: {
    lane: string;
    until: number;
    /** Why the last scan bound nothing, a sentence. */
    problem?: string;
  };
}

/** One line of the till's log. */
export interface LogLine {
  /** Counts from 1 since the till started. */
  n: number;
  /** UTC, ISO 8601. */
  time: string;
  level: string;
  message: string;
  fields: Record<string, unknown>;
}

export interface LogAnswer {
  bootId: string;
  lines: LogLine[];
}

/** What the doctor found about one thing. */
export interface ShownCheck {
  id: string;
  title: string;
  outcome: 'ok' | 'warn' | 'fail';
  detail: string;
  cure?: string;
}

export interface DoctorAnswer {
  checks: ShownCheck[];
}
