import type { Response } from 'express';

/** RFC 9457: what went wrong, for a program (`code`) and for a person (`detail`). */
export interface Problem {
  status: number;
  code: string;
  detail: string;
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not allowed',
  403: 'Not from here',
  404: 'Not found',
  409: 'Not now',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Cannot be done',
  500: 'Fault of the till',
  503: 'Not ready',
};

export function sendProblem(response: Response, { status, code, detail }: Problem): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: TITLES[status] ?? 'Error', status, code, detail }));
}
