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
  const bytes = Buffer.alloc(1024, 0x06);
  // More than the system itself keeps of what a peer does not take in.
  for (let i = 0; i < 40_000; i++) tell(socket, bytes);
  expect(socket.writableLength).toBeLessThan(4096);
});

test('a connection that is gone is told nothing, and does not mind', async () => {
  const socket = await deafPeer();
  socket.destroy();
  tell(socket, Uint8Array.of(0x06));
  expect(socket.writableLength).toBe(0);
});
