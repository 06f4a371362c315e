import type { Response } from 'express';
import { saidBack } from './scanned.ts';

/** RFC 9457: what went wrong, for a program (`code`) and for a person (`detail`). */
export interface Problem {
  status: ProblemStatus;
  code: string;
  detail: string;
  /** When it may be tried again: sent as `Retry-After`. */
  retryAfterSeconds?: number;
}

const TITLES = {
  400: 'Bad request',
  401: 'Not allowed',
  403: 'Not from here',
  404: 'Not found',
  409: 'Not now',
  412: 'Not as expected',
  413: 'Too large',
  415: 'Wrong content type',
  416: 'No such part',
  422: 'Cannot be done',
  429: 'Too often',
  500: 'Fault of the till',
  503: 'Not ready',
} as const;

/** Statuses of refusals. */
export type ProblemStatus = keyof typeof TITLES;

export function isProblemStatus(status: number): status is ProblemStatus {
  return status in TITLES;
}

export function sendProblem(response: Response, problem: Problem): void {
  const { status, code, detail, retryAfterSeconds } = problem;
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({ type: 'about:blank', title: TITLES[status], status, code, detail: saidBack(detail) }),
    );
}
