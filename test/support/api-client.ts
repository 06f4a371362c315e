import { expect } from 'vitest';
import { runUi } from './running-ui.ts';

/** An answer of the REST interface. */
export interface Asked {
  status: number;
  type: string;
  body: Record<string, unknown> & {
    sale?: Record<string, unknown>;
    refund?: Record<string, unknown>;
    code?: string;
    detail?: string;
  };
}

/** An API of a till that is ready to sell. */
export async function api(options: Parameters<typeof runUi>[0] = {}) {
  const till = await runUi(options);
  const send = async (
    method: string,
    path: string,
    init: { body?: unknown; key?: string } = {},
  ): Promise<Asked> => {
    const response = await fetch(`${till.url}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(init.key === undefined ? {} : { 'idempotency-key': init.key }),
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, body: (await response.json()) as Asked['body'] };
  };
  return {
    till,
    get: (path: string) => send('GET', path),
    put: (path: string, body: unknown) => send('PUT', path, { body }),
    post: (path: string, body?: unknown, key?: string) =>
      send('POST', path, { body, ...(key === undefined ? {} : { key }) }),
  };
}

/** A refusal is a problem document with a sentence for a person. */
export function expectProblem(asked: Asked, status: number, code: string): void {
  expect(asked).toMatchObject({ status, body: { type: 'about:blank', status, code } });
  expect(asked.type).toContain('application/problem+json');
  expect(asked.body.detail, 'a sentence for a person').toMatch(/^\S.{8,}$/);
}
