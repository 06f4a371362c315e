import type { ErrorRequestHandler } from 'express';
import { ZodError } from 'zod';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { sendProblem } from './problems.ts';

/** Turns whatever a handler threw into a problem for the caller. Express knows it by its four parameters. */
export function problemOfError(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof ZodError) {
      const detail = error.issues
        .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
        .join('; ');
      return sendProblem(response, { status: 400, code: 'badRequest', detail });
    }
    const status: unknown = (error as { status?: unknown } | undefined)?.status;
    if (typeof status === 'number' && status >= 400 && status < 500) {
      const detail = status === 413 ? 'The body is larger than the till takes' : 'The request cannot be read';
      return sendProblem(response, { status, code: 'badRequest', detail });
    }
    log.error('request failed', { path: request.path, error: errorText(error) });
    return sendProblem(response, { status: 500, code: 'fault', detail: 'The till could not do that.' });
  };
}
