import type { Role, Scope } from '../access/acts.ts';
import type { DeviceRole } from '../access/visitor.ts';

/** Lanes as they are told. */
export type WireLanes = 'all' | string[];

/**
 * Who the till takes a page for.
 * - `nobody`: it was never paired, or `why` it is not any more
 */
export type WireVisitor =
  | { kind: 'local' }
  | { kind: 'device'; name: string; role: DeviceRole; lanes: WireLanes; home: string }
  | { kind: 'program'; name: string; lanes: WireLanes; scopes: Scope[] }
  | { kind: 'nobody'; why: 'notPaired' | 'revoked' | 'expired' | 'tokenUnknown' };

/** Something that was let in; times are epoch ms. */
export interface WireDevice {
  id: string;
  name: string;
  role: Role;
  lanes: WireLanes;
  /** Of a program. */
  scopes: Scope[];
  createdAt: number;
  createdBy: string;
  /** Exact to a day. */
  lastSeenAt?: number | undefined;
  expiresAt?: number | undefined;
  revokedAt?: number | undefined;
}

export interface WireDevices {
  devices: WireDevice[];
}

/** A code that lets one device in. */
export interface WireCode {
  id: string;
  /** As it is shown and typed: `7K3M-Q0ZP`. */
  code: string;
  /** Epoch ms. */
  until: number;
  /** Where tablets reach the till's `/pair`, the likeliest first; none where it listens on its own machine alone. */
  addresses: string[];
  /** The first address with the code behind `#`, as squares on a grid of `size`. */
  qr?: { text: string; size: number; path: string } | undefined;
}

/** What became of a code. `guessed`: shut after wrong guesses. */
export interface WireCodeState {
  state: 'open' | 'used' | 'over' | 'guessed';
  device?: WireDevice | undefined;
}

/** A program was let in: its token is nowhere but here. */
export interface WireProgram {
  device: WireDevice;
  token: string;
}

/** A tablet was let in. */
export interface WirePaired {
  device: WireDevice;
  /** The page it goes on to. */
  home: string;
}
