import { expect, test } from 'vitest';
import { scaledClock } from '../../../src/clock.ts';
import { gatewayAt, signedAnswer, submitRequest } from '../../support/codepay.ts';
import { httpText, rawServer } from '../../support/raw-server.ts';
import { until } from '../../support/until.ts';

const options = { timeoutMs: 5_000 };
const submit = () => submitRequest('281234567890123456');

/** A server that answers well and keeps its connections. */
async function goodServer() {
  const body = await signedAnswer({ trans_status: 2, trans_no: '501' });
  return rawServer((socket) => socket.write(httpText(body)));
}

test('queries one after the other share a connection', async () => {
  const server = await goodServer();
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  for (let nth = 0; nth < 5; nth += 1)
    expect(await gateway.query('A', options)).toMatchObject({ kind: 'success' });
  expect(server.connections).toBe(1);
  await gateway.close();
});

test('a submit never goes over a connection that has carried a request', async () => {
  const server = await goodServer();
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  await gateway.query('A', options);
  expect(await gateway.submit(submit(), options)).toMatchObject({ kind: 'success' });
  expect(server.connections).toBe(2);
  expect(await gateway.query('A', options)).toMatchObject({ kind: 'success' });
  expect(server.connections).toBe(2);
  await gateway.close();
});

test('a submit takes the connection that was opened ahead', async () => {
  const server = await goodServer();
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  gateway.warm();
  await until(() => server.connections === 1, { what: 'a connection is opened ahead' });
  expect(await gateway.submit(submit(), options)).toMatchObject({ kind: 'success' });
  expect(server.connections).toBe(1);
  await gateway.close();
});

test('a connection opened ahead and closed by the server meanwhile is not used', async () => {
  const server = await goodServer();
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  gateway.warm();
  await until(() => server.sockets.size === 1, { what: 'a connection is opened ahead' });
  for (const socket of server.sockets) socket.end();
  await until(() => server.sockets.size === 0, { what: 'it is closed on both sides' });
  expect(await gateway.submit(submit(), options)).toMatchObject({ kind: 'success' });
  expect(server.connections).toBe(2);
  await gateway.close();
});

test('connections are let go when they grow old', async () => {
  const server = await goodServer();
  const clock = scaledClock(100);
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}`, clock });
  gateway.warm();
  await until(() => server.sockets.size === 1, { what: 'a connection is opened ahead' });
  const openedAt = clock.monotonic();
  await until(() => server.sockets.size === 0, { what: 'it is let go' });
  expect(clock.monotonic() - openedAt).toBeGreaterThan(15_000);
  await gateway.close();
});

test('only a few connections are opened ahead', async () => {
  const server = await goodServer();
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  for (let nth = 0; nth < 20; nth += 1) gateway.warm();
  await until(() => server.connections === 4, { what: 'four are open' });
  await gateway.query('A', options);
  expect(server.connections).toBe(4);
  await gateway.close();
  await until(() => server.sockets.size === 0, { what: 'closing the gateway closes them all' });
});

test('a busy shop does not heap up connections', async () => {
  const server = await goodServer();
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  for (let nth = 0; nth < 20; nth += 1) await gateway.submit(submit(), options);
  expect(server.connections).toBe(20);
  await until(() => server.sockets.size <= 8, { what: 'a few are left', timeoutMs: 1_000 });
  await gateway.close();
});

test('a query on a kept connection that breaks is asked once more on a fresh one', async () => {
  const body = await signedAnswer({ trans_status: 2 });
  const server = await rawServer((socket, _, nth) => {
    if (nth === 2) socket.resetAndDestroy();
    else socket.write(httpText(body));
  });
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  await gateway.query('A', options);
  expect(await gateway.query('A', options)).toMatchObject({ kind: 'success' });
  expect(server.requests).toHaveLength(3);
  expect(server.connections).toBe(2);
  await gateway.close();
});

test('a query on a fresh connection that breaks is not asked again by itself', async () => {
  const server = await rawServer((socket) => socket.resetAndDestroy());
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  expect(await gateway.query('A', options)).toMatchObject({ kind: 'unknown', reason: 'connectionLost' });
  expect(server.requests).toHaveLength(1);
});

test('opening ahead towards nobody is harmless', async () => {
  const gateway = gatewayAt({ url: 'http://127.0.0.1:1' });
  gateway.warm();
  expect(await gateway.submit(submit(), options)).toMatchObject({ kind: 'notSent' });
  await gateway.close();
  gateway.warm();
  expect(await gateway.submit(submit(), options)).toMatchObject({ kind: 'notSent' });
});
