import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { Router } from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Act } from '../../src/access/acts.ts';
import { systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { problemOfError } from '../../src/ui/error-handler.ts';
import type { Guard } from '../../src/ui/guard.ts';
import { sendProblem } from '../../src/ui/problems.ts';
import { type Route, type RouteSpec, registerRoutes, route } from '../../src/ui/route.ts';
import { replyFault } from '../support/reply-check.ts';
import { until } from '../support/until.ts';

/** Serves routes before a guard that refuses what is asked of it; tells what it was asked. */
async function serve(routes: Route[], { refuses = false } = {}) {
  const asked: string[] = [];
  const gate = (name: string): ReturnType<Guard['may']> => {
    return (_request, response, next) => {
      asked.push(name);
      if (refuses) sendProblem(response, { status: 403, code: 'managerNeeded', detail: 'A manager has to.' });
      else next();
    };
  };
  const guard = { may: (act: Act) => gate(act), known: () => gate('known') } as unknown as Guard;
  const router = Router();
  registerRoutes(router, routes, { guard, clock: systemClock });
  const server = createServer(express().use(express.json(), router, problemOfError(silentLog)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const params = z.object({ lane: z.string() });
const spec = {
  method: 'post',
  path: '/lanes/:lane/wave',
  act: 'sell',
  summary: 'Wave',
  params,
  body: z.strictObject({ times: z.int().max(3), slowly: z.boolean().default(false) }),
  answers: { 201: { description: 'Waved', schema: z.strictObject({ waved: z.string() }) } },
} as const satisfies RouteSpec;

test('the act is asked for first, then whether there is such a thing, then whether the request fits; then it is done', async () => {
  const done: unknown[] = [];
  const wave = route(
    spec,
    ({ params: { lane }, body }) => {
      done.push(body);
      return { status: 201, body: { waved: `${body.times} times on ${lane}` } };
    },
    ({ lane }) =>
      lane === '1' ? undefined : { status: 404, code: 'noSuchLane', detail: 'There is no such lane.' },
  );
  const refused = await serve([wave], { refuses: true });
  expect((await post(`${refused.url}/lanes/9/wave`, {})).status).toBe(403);
  expect(refused.asked).toEqual(['sell']);
  const { url } = await serve([wave]);
  expect((await post(`${url}/lanes/9/wave`, { times: 'x' })).status).toBe(404);
  const wrong = await post(`${url}/lanes/1/wave`, { times: 7, more: 1 });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ code: 'badRequest', detail: expect.stringContaining('times') });
  expect(done).toEqual([]);
  const good = await post(`${url}/lanes/1/wave`, { times: 2 });
  expect([good.status, await good.json()]).toEqual([201, { waved: '2 times on 1' }]);
  expect(done).toEqual([{ times: 2, slowly: false }]);
});

test('a route that asks by itself is asked for whoever is known', async () => {
  const own = route({ ...spec, asksItself: true }, () => ({ status: 201, body: { waved: 'yes' } }));
  const { url, asked } = await serve([own]);
  await post(`${url}/lanes/1/wave`, { times: 1 });
  expect(asked).toEqual(['known']);
});

test('an answer goes out with its headers and as its own type; one without a body has none', async () => {
  const look = { method: 'get', act: 'look', summary: 'Look' } as const;
  const table = route(
    {
      ...look,
      path: '/table.csv',
      answers: { 200: { description: 'A table', schema: z.string(), type: 'text/csv; charset=utf-8' } },
    },
    () => ({ status: 200, headers: { 'Content-Disposition': 'attachment' }, body: 'a;b' }),
  );
  const over = route({ ...look, path: '/over', answers: { 204: { description: 'Over' } } }, () => ({
    status: 204,
  }));
  const { url } = await serve([table, over]);
  const csv = await fetch(`${url}/table.csv`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect([csv.headers.get('content-disposition'), await csv.text()]).toEqual(['attachment', 'a;b']);
  const empty = await fetch(`${url}/over`);
  expect([empty.status, await empty.text()]).toEqual([204, '']);
});

test('who waits and goes away is known to be gone', async () => {
  let state = 'not asked';
  const wait = route(
    { method: 'get', path: '/wait', act: 'look', summary: 'Wait', answers: { 204: { description: 'Over' } } },
    async ({ gone }) => {
      state = 'waits';
      await new Promise((resolve) => gone.addEventListener('abort', resolve));
      state = 'gone';
      return { status: 204 };
    },
  );
  const { url } = await serve([wait]);
  const leaving = new AbortController();
  const asked = fetch(`${url}/wait`, { signal: leaving.signal });
  await until(() => state === 'waits', { what: 'it waits' });
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await until(() => state === 'gone', { what: 'it is known to be gone' });
});

test('an answer that is not what its spec says is found, and so is a refusal that the spec does not have', () => {
  const fault = (status: number, body: unknown) => replyFault(spec, { status, body });
  expect(fault(201, { waved: 'yes', more: undefined })).toBeUndefined();
  expect(fault(201, { waved: 'yes', more: 1 })).toContain('more');
  expect(fault(201, {})).toContain('waved');
  expect(fault(200, { waved: 'yes' })).toContain('no such answer');
  expect(replyFault(spec, { status: 409, code: 'laneBusy', detail: '' })).toContain('no refusal laneBusy');
  expect(replyFault(spec, { status: 403, code: 'personNeeded', detail: '' })).toBeUndefined();
});
