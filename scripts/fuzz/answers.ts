import type { Input } from './inputs.ts';

/** What came back for an input. */
export interface Answer {
  /** HTTP status; 0 where the connection was cut. */
  status: number;
  type: string;
  body: string;
  tookMs: number;
}

export interface Promised {
  /** No answer comes later, ms. */
  slowestMs: number;
  /** Statuses of the route, where it is one. */
  documented?: readonly string[] | undefined;
}

/** What is wrong with an answer over HTTP, whatever was asked. Pure. */
export function wrongWith(
  input: Input,
  answer: Answer,
  { slowestMs, documented }: Promised,
): string | undefined {
  const { status, type, body, tookMs } = answer;
  if (tookMs > slowestMs) return `took ${Math.round(tookMs)} ms`;
  if (status === 0) return undefined;
  if (status >= 500 && status !== 503) return `was answered with ${status}`;
  // Said by Node's own server, before anybody of the till is asked.
  if (status === 417 && 'headers' in input && input.headers.expect !== undefined) return undefined;
  if (input.kind === 'webhook')
    return type.startsWith('text/plain') ? undefined : `a webhook's answer is ${type}`;
  const isJson = /^application\/(problem\+)?json\b/.test(type);
  if (isJson && body !== '' && parsed(body) === undefined) return 'the answer is not the JSON it says it is';
  if (status < 400) return undefined;
  if (input.kind !== 'http' || input.method === 'HEAD') return undefined;
  if (!input.path.startsWith('/api')) return undefined;
  const { code } = (parsed(body) ?? {}) as { code?: unknown };
  if (!type.startsWith('application/problem+json') || typeof code !== 'string')
    return `a refusal (${status}, ${type}) without a code`;
  if (documented && !documented.includes(String(status)))
    return `${status} (${code}) is not documented for it`;
  return undefined;
}

/** What is wrong with the acknowledgement of a command. Pure. */
export function wrongWithAck(ack: unknown): string | undefined {
  const { ok, error } = (ack ?? {}) as { ok?: unknown; error?: { code?: unknown; message?: unknown } };
  if (ok === true) return undefined;
  if (ok !== false || typeof error?.code !== 'string' || typeof error.message !== 'string')
    return `an acknowledgement that is none: ${JSON.stringify(ack)?.slice(0, 200)}`;
  return error.code === 'fault' ? `a fault of the till: ${error.message}` : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
