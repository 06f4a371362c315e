import type { TabletToTill } from '../messages.ts';

/** What the page knows of its connection to the till; `link.ts` is the real one. */

/**
 * - `connecting`: never had a screen yet
 * - `live`: a screen came over this very connection
 * - `lost`: since that moment (the page's monotonic ms) what is shown is old
 * - `refused`: the till does not let this tablet in, and says why
 */
export type LinkState =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'lost'; sinceMs: number }
  | { kind: 'refused'; reason: string };

/** What became of a command. `unknown`: no answer came; it may have happened, so it is never sent again. */
export type Answer =
  | { kind: 'done' }
  | { kind: 'refused'; message: string; code?: string }
  | { kind: 'unknown' };

export type CommandName = keyof TabletToTill;
export type CommandBody<K extends CommandName> = Omit<Parameters<TabletToTill[K]>[0], 'commandId'>;

export interface Link {
  /** Sends a command once, and only while connected. */
  send<K extends CommandName>(name: K, body: CommandBody<K>): Promise<Answer>;
}
