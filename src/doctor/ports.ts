import { createServer } from 'node:net';
import { systemCode } from '../errors.ts';
import type { Check } from './check.ts';

/** What came of an attempt to listen at a place; who has it, where it is taken. */
export type PortState =
  | { kind: 'free' }
  /** `holder`: the version of the till that answers there, or nothing where no till does. */
  | { kind: 'taken'; holder?: string | undefined }
  | { kind: 'forbidden' }
  | { kind: 'noSuchAddress' }
  | { kind: 'failed'; code: string };

export interface PortQuestion {
  /** What it is for, such as `the page`. */
  purpose: string;
  /** The setting, such as `server.port`. */
  setting: string;
  host: string;
  port: number;
}

/** Listens there for a moment. `holderOf` asks who has it where it is taken. */
export async function portState(
  { host, port }: PortQuestion,
  holderOf: () => Promise<string | undefined>,
): Promise<PortState> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error) => resolve(systemCode(error) ?? 'unknown'));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
  switch (code) {
    case undefined:
      return { kind: 'free' };
    case 'EADDRINUSE':
      return { kind: 'taken', holder: await holderOf() };
    case 'EACCES':
      return { kind: 'forbidden' };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { kind: 'noSuchAddress' };
    default:
      return { kind: 'failed', code };
  }
}

/** Whether the till can listen where it shall, or does already. */
export function portCheck({ purpose, setting, host, port }: PortQuestion, state: PortState): Check {
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const base = { id: `port ${setting}`, title: `Port for ${purpose}` };
  switch (state.kind) {
    case 'free':
      return { ...base, outcome: 'ok', detail: `${place} is free: no till runs there.` };
    case 'taken':
      if (state.holder !== undefined) {
        return {
          ...base,
          outcome: 'ok',
          detail: `${place} is held by the till that runs (${state.holder}).`,
        };
      }
      return {
        ...base,
        outcome: 'fail',
        detail: `${place} is held by another program.`,
        cure: `Find it (Linux: sudo ss -ltnp 'sport = :${port}') and end it, or set ${setting} to another port.`,
      };
    case 'forbidden':
      return {
        ...base,
        outcome: 'fail',
        detail: `The system lets this user not listen at ${place}.`,
        cure: `Set ${setting} to a port above 1023.`,
      };
    case 'noSuchAddress':
      return {
        ...base,
        outcome: 'fail',
        detail: `${host} is no address of this machine.`,
        cure: 'Write one of its own addresses, 127.0.0.1 for this machine alone, or 0.0.0.0 for all of them.',
      };
    case 'failed':
      return {
        ...base,
        outcome: 'fail',
        detail: `The till cannot listen at ${place} (${state.code}).`,
        cure: `Set ${setting} to another place.`,
      };
  }
}
