import type { IncomingMessage } from 'node:http';
import type { Server as NetServer, Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { isLoopbackAddress } from '../loopback.ts';
import { TokenBuckets } from '../token-bucket.ts';
import { CONNECTION_RATE, type Limits, MOST_LOCAL_CONNECTIONS } from './limits.ts';
import type { QuietWarning } from './quiet-warnings.ts';

export interface ConnectionsParts {
  limits: Limits;
  clock: Clock;
  warn: QuietWarning;
}

interface Guest {
  socket: Socket;
  address: string;
  /** Somebody who may be here has asked through it. */
  isProven: boolean;
}

/**
 * Who is connected. Where all places are taken, a newcomer gets that of the oldest connection nobody has proved anything
 * through, and is turned away where there is none: no flood of strangers takes a tablet's place, and none keeps a tablet
 * out that comes back. The till's own machine has places of its own.
 */
export class Connections {
  readonly #parts: ConnectionsParts;
  readonly #rates: TokenBuckets;
  /** By the client's address and port, oldest first. */
  readonly #far = new Map<string, Guest>();
  readonly #local = new Map<string, Guest>();
  readonly #perAddress = new Map<string, number>();

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
    this.#rates = new TokenBuckets(() => CONNECTION_RATE, parts.clock);
  }

  /** From now on the server's connections count. */
  watch(server: NetServer): void {
    server.on('connection', (socket: Socket) => this.#came(socket));
  }

  /** Whoever asks through this connection may be here. */
  prove(request: IncomingMessage): void {
    const guest = this.#guestOf(request);
    if (guest) guest.isProven = true;
  }

  isProven(request: IncomingMessage): boolean {
    return this.#guestOf(request)?.isProven ?? false;
  }

  /** Open now, by where they come from. */
  get open(): { local: number; far: number } {
    return { local: this.#local.size, far: this.#far.size };
  }

  #guestOf({ socket }: IncomingMessage): Guest | undefined {
    const key = keyOf(socket);
    return this.#far.get(key) ?? this.#local.get(key);
  }

  #came(socket: Socket): void {
    const { remoteAddress } = socket;
    // Gone again before it was looked at.
    if (remoteAddress === undefined) return void socket.destroy();
    const address = remoteAddress.replace(/^::ffff:/, '');
    const isLocal = isLoopbackAddress(address);
    const pool = isLocal ? this.#local : this.#far;
    const why = isLocal ? this.#fullLocally() : this.#refusal(address);
    if (why !== undefined) {
      this.#parts.warn('connections turned away', `${address} ${why}`, { address, why });
      return void socket.destroy();
    }
    const key = keyOf(socket);
    pool.set(key, { socket, address, isProven: false });
    this.#count(address, 1);
    socket.once('close', () => {
      if (pool.get(key)?.socket !== socket) return;
      pool.delete(key);
      this.#count(address, -1);
    });
  }

  #fullLocally(): string | undefined {
    const isFull = this.#local.size >= MOST_LOCAL_CONNECTIONS && !this.#makeRoom(this.#local);
    return isFull ? 'all places are taken' : undefined;
  }

  #refusal(address: string): string | undefined {
    const { connections, connectionsPerAddress } = this.#parts.limits;
    if (this.#rates.take(address) > 0) return 'too many new ones at once';
    if ((this.#perAddress.get(address) ?? 0) >= connectionsPerAddress && !this.#makeRoom(this.#far, address))
      return 'too many of one address';
    if (this.#far.size >= connections && !this.#makeRoom(this.#far)) return 'all places are taken';
    return undefined;
  }

  /** Ends the oldest that has proved nothing: one of that address, where one is named. */
  #makeRoom(pool: Map<string, Guest>, address?: string): boolean {
    for (const [key, guest] of pool) {
      if (guest.isProven || (address !== undefined && guest.address !== address)) continue;
      pool.delete(key);
      this.#count(guest.address, -1);
      guest.socket.destroy();
      return true;
    }
    return false;
  }

  #count(address: string, by: 1 | -1): void {
    const count = (this.#perAddress.get(address) ?? 0) + by;
    if (count === 0) this.#perAddress.delete(address);
    else this.#perAddress.set(address, count);
  }
}

/** The same for a connection and for what TLS makes of it. */
function keyOf({ remoteAddress, remotePort, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localPort}`;
}
