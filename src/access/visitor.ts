import type { Role, Scope } from './acts.ts';

/** The lanes somebody is bound to. */
export type Lanes = 'all' | readonly string[];

/** What a device can be paired as. A program is let in by a token of its own instead. */
export type DeviceRole = Exclude<Role, 'program'>;

/**
 * Who a request comes from, as far as the connection itself and what it carries prove.
 * - `local`: on the till's own machine, through no proxy
 * - `device`: a tablet or a browser that was paired
 * - `program`: something that shows a token with scopes
 */
export type Visitor = LocalVisitor | DeviceVisitor | ProgramVisitor;

interface LocalVisitor {
  kind: 'local';
  id: 'local';
  name: string;
  lanes: 'all';
}

interface DeviceVisitor {
  kind: 'device';
  id: string;
  name: string;
  role: DeviceRole;
  lanes: Lanes;
}

interface ProgramVisitor {
  kind: 'program';
  id: string;
  name: string;
  lanes: Lanes;
  scopes: readonly Scope[];
  /** A page shows the token: somebody is at its screen, and people give their PINs. */
  atScreen?: true;
  /** Epoch ms at which its token opens nothing more. */
  expiresAt?: number;
}

export const LOCAL: Visitor = { kind: 'local', id: 'local', name: 'This machine', lanes: 'all' };

/** Whether that lane is one of them. */
export const isWithin = (lanes: Lanes, lane: string): boolean => lanes === 'all' || lanes.includes(lane);
