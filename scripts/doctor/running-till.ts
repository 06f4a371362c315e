import type { ScannerStatus } from '../../src/devices/scan.ts';
import { tokenFor } from '../people/till-door.ts';

/** A till that answers at its address. */
export interface RunningTill {
  version: string;
  /** Its guns; nothing where it wants a token that we do not have. */
  guns?: ScannerStatus[];
}

export interface TillPlace {
  host: string;
  port: number;
  token?: string | undefined;
}

/** A till on this machine answers at once. */
const LIMIT_MS = 2000;

/** Asks who answers there. Nothing where nobody does, or no till. Never fails. */
export async function findTill({ host, port, token }: TillPlace): Promise<RunningTill | undefined> {
  const name =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`http://${name}:${port}${path}`, {
      headers: tokenFor(`http://${name}:${port}`, token),
      redirect: 'error',
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    return answer.json();
  };
  const health = (await ask('/healthz').catch(() => undefined)) as
    | { status?: unknown; version?: unknown }
    | undefined;
  if (typeof health?.version !== 'string' || typeof health.status !== 'string') return undefined;
  const view = (await ask('/api/v1/scanners').catch(() => undefined)) as { scanners?: unknown } | undefined;
  const { version } = health;
  return Array.isArray(view?.scanners) ? { version, guns: view.scanners as ScannerStatus[] } : { version };
}
