import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connected network gun at `host:port`. */
export async function tcpGun(address: string): Promise<Socket> {
  const colon = address.lastIndexOf(':');
  const socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)) });
  socket.setNoDelay(true);
  await once(socket, 'connect');
  return socket;
}
