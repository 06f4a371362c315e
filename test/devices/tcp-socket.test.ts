import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { tell } from '../../src/devices/tcp-socket.ts';

/** A connection to somebody who takes nothing in. */
async function deafPeer() {
  const server = createServer({ pauseOnConnect: true }, (accepted) => {
    accepted.on('error', () => {});
    onTestFinished(() => void accepted.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  onTestFinished(() => void socket.destroy());
  return socket;
}

test('what a peer does not take in does not pile up', async () => {
  const socket = await deafPeer();
  const beep = Uint8Array.of(0x16, 0x07, 0x0d);
  for (let i = 0; i < 100_000; i++) tell(socket, beep);
  expect(socket.writableLength).toBeLessThan(1024);
});

test('a connection that is gone is told nothing, and does not mind', async () => {
  const socket = await deafPeer();
  socket.destroy();
  tell(socket, Uint8Array.of(0x06));
  expect(socket.writableLength).toBe(0);
});
