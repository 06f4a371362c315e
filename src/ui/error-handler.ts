import type { ErrorRequestHandler, Request } from 'express';
import { ZodError, type z } from 'zod';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { isDiskFault } from './disk-fault.ts';
import { isProblemStatus, sendProblem } from './problems.ts';

/** Turns whatever a handler threw into a problem for the caller. Express knows it by its four parameters. */
export function problemOfError(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof ZodError) {
      const detail = error.issues.map((issue) => describeIssue(issue, request)).join('; ');
      return sendProblem(response, { status: 400, code: 'badRequest', detail });
    }
    const { status, type, limit } = (error ?? {}) as { status?: unknown; type?: unknown; limit?: unknown };
    if (typeof status === 'number' && status >= 400 && status < 500) {
      const detail = unreadable(type, limit);
      const known = isProblemStatus(status) ? status : 400;
      return sendProblem(response, { status: known, code: 'badRequest', detail });
    }
    log.error('request failed', { path: request.path, error: errorText(error) });
    if (isDiskFault(error)) {
      const detail = 'The disk does not give or take what is needed. Look at it, then ask again.';
      return sendProblem(response, { status: 503, code: 'storeFault', detail });
    }
    return sendProblem(response, { status: 500, code: 'fault', detail: 'The till could not do that.' });
  };
}

/** Where, what was expected, and what kind of thing came: never the text itself, for a body may hold a payment code. */
function describeIssue(issue: z.core.$ZodIssue, request: Request): string {
  const inQuery = request.method === 'GET';
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => [...issue.path, key].join('.'));
    return names.map((name) => `${name}: there is no such ${inQuery ? 'parameter' : 'field'}`).join('; ');
  }
  const expected = issue.message
    .replace(/^Invalid input: |^Invalid option: |, received \w+$/g, '')
    .replace(/^Too (?:small|big): /, '')
    .replace(/^expected string\b/, 'expected a text');
  const value = issue.path.reduce<unknown>(
    (outer, key) => (outer as Record<PropertyKey, unknown> | undefined)?.[key],
    inQuery ? request.query : request.body,
  );
  return `${issue.path.join('.') || 'body'}: ${expected}; got ${kindOf(value)}`;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string')
    return value === '' ? 'an empty text' : `a text of ${value.length} characters`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** What Express could not make a request of, by the type of its error. */
function unreadable(type: unknown, limit: unknown): string {
  if (type === 'entity.too.large') return `The body is larger than ${Number(limit) / 1024} KB.`;
  if (type === 'entity.parse.failed') return 'body: expected JSON; what came cannot be read as such';
  return 'The request cannot be read.';
}
