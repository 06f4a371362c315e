import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type PortState, portCheck, portState } from '../../src/doctor/ports.ts';

const QUESTION = { purpose: 'the page', setting: 'server.port', host: '127.0.0.1', port: 8080 };
const nobody = async () => undefined;

test.each<[PortState, string]>([
  [{ kind: 'free' }, 'ok'],
  [{ kind: 'taken', holder: 'Scantill 1.2.3' }, 'ok'],
  [{ kind: 'taken' }, 'fail'],
  [{ kind: 'forbidden' }, 'fail'],
  [{ kind: 'noSuchAddress' }, 'fail'],
  [{ kind: 'failed', code: 'EAFNOSUPPORT' }, 'fail'],
])('a port that is %j: %s', (state, outcome) => {
  const check = portCheck(QUESTION, state);
  expect(check).toMatchObject({ outcome });
  expect(check.cure === undefined).toBe(outcome === 'ok');
});

test('a port is told free, and left free', async () => {
  const question = { ...QUESTION, port: 0 };
  expect(await portState(question, nobody)).toEqual({ kind: 'free' });
});

test('a port in use is told, with who has it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const question = { ...QUESTION, port };
  expect(await portState(question, nobody)).toEqual({ kind: 'taken', holder: undefined });
  expect(await portState(question, async () => 'Scantill 1')).toEqual({
    kind: 'taken',
    holder: 'Scantill 1',
  });
});

test('an address of another machine is told', async () => {
  expect(await portState({ ...QUESTION, host: '192.0.2.7', port: 0 }, nobody)).toEqual({
    kind: 'noSuchAddress',
  });
});
