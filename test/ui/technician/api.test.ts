import { expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { createApi } from '../../../src/ui/technician/api.ts';
import { handClock } from '../../support/hand-clock.ts';
import { runUi } from '../../support/running-ui.ts';

const pageOf = (origin: string, token?: string) => createApi({ clock: systemClock, token, fetch, origin });

test('what the till answers, refuses and asks for is told apart', async () => {
  const { url } = await runUi({ token: 'sixteen-letters-' });
  const api = pageOf(url);
  expect(await api.get('/lanes', 5000)).toEqual({
    kind: 'ok',
    body: { lanes: [{ id: '1', name: 'Lane 1' }] },
  });
  expect(await api.post('/scanners/none/test')).toEqual({
    kind: 'refused',
    status: 404,
    code: 'noSuchScanner',
    message: 'There is no such scanner here now.',
  });
  const far: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers: { ...(init?.headers as object), 'x-forwarded-for': '10.0.0.9' } });
  const ask = (token?: string) =>
    createApi({ clock: systemClock, token, fetch: far, origin: url }).get('/scanners', 5000);
  expect(await ask()).toEqual({ kind: 'tokenNeeded' });
  expect(await ask('another-token-16')).toEqual({ kind: 'tokenNeeded' });
  expect((await ask('sixteen-letters-')).kind).toBe('ok');
});

test('a till that is not there, or answers too late, is unreachable', async () => {
  expect(await pageOf('http://127.0.0.1:9').get('/scanners', 5000)).toEqual({ kind: 'unreachable' });
  const clock = handClock();
  const silent: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const late = createApi({ clock, token: undefined, fetch: silent }).get('/scanners', 5000);
  await clock.advance(5000);
  expect(await late).toEqual({ kind: 'unreachable' });
  const calledOff = new AbortController();
  const asked = createApi({ clock, token: undefined, fetch: silent }).get(
    '/scanners',
    5000,
    calledOff.signal,
  );
  calledOff.abort();
  expect(await asked).toEqual({ kind: 'unreachable' });
});
