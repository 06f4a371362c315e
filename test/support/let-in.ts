import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttackedTill } from './attacked-till.ts';

/** Lets devices and programs in at an attacked till, as the machine itself does. */
export function lettingIn({ till, host, port, dataDir }: AttackedTill) {
  const local = <T>(path: string, body: object) =>
    told<T>(post(`${till.url}/api/v1${path}`, body, withKey(consoleKey())));
  const read = (name: string) => JSON.parse(readFileSync(join(dataDir, name), 'utf8'));
  const consoleKey = (): string => read('console.json').key;
  return {
    consoleKey,
    devices: (): { id: string; name: string; tokenHash: string }[] => read('devices.json').devices,
    /** Its token, as the browser keeps it; it came over the network. */
    tablet: async (
      name: string,
      { role = 'cashier', lanes = ['2'] }: { role?: string; lanes?: string[] | 'all' } = {},
    ) => {
      const { code } = await local<{ code: string }>('/pairing/codes', { name, role, lanes });
      const answer = await post(`http://${host}:${port}/api/v1/pairing`, { code });
      return /scantill=([\w-]{43});/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
    },
    program: async (name: string, scopes: string[]): Promise<string> =>
      (await local<{ token: string }>('/programs', { name, scopes })).token,
    shutOut: (id: string) =>
      fetch(`${till.url}/api/v1/devices/${id}`, { method: 'DELETE', headers: withKey(consoleKey()) }),
    manager: async (pin: string): Promise<string> =>
      (await local<{ person: { id: string } }>('/people', { name: 'Ada', role: 'manager', pin })).person.id,
  };
}

const withKey = (key: string) => ({ 'scantill-console': key });

/** A request with a body, as any program makes it. */
export function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** What was answered. */
export async function told<T>(answer: Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T;
}
