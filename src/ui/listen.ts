import type { AddressInfo, Server as NetServer } from 'node:net';
import { systemCode, TillError } from '../errors.ts';

/** Where a server listens, and how another place is chosen. */
export interface Address {
  host: string;
  port: number;
  /** Such as `with --port`. */
  chosen: string;
}

/** Binds the address; throws `PORT_IN_USE` with what to do. Resolves with the port. */
export async function listen(server: NetServer, address: Address): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, address)));
    server.listen(address.port, address.host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function listenError(error: Error, { host, port, chosen }: Address): Error {
  const code = systemCode(error);
  if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return error;
  const reason =
    code === 'EADDRINUSE'
      ? 'another program uses it'
      : code === 'EACCES'
        ? 'the system does not allow it'
        : 'this machine has no such address';
  return new TillError({
    code: 'PORT_IN_USE',
    message: `Cannot listen on ${host}:${port}: ${reason}`,
    hint: `Stop the other program (it may be a till already running), or choose another port ${chosen}.`,
    cause: error,
  });
}
