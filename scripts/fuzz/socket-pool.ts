import { io, type Socket } from 'socket.io-client';
import type { Screen } from '../../src/ui/messages.ts';
import type { SeededRandom } from '../../test/simulation/seeded-random.ts';
import { FUZZED_LANES } from './shapes.ts';

export interface SocketMessage {
  event: string;
  args: readonly unknown[];
  withAck: boolean;
  /** A command with one message: the till says something to it. */
  isAnswered: boolean;
}

/** `silent`: none came in time · `lost`: there is no connection, or it went meanwhile · `unasked`: none was asked for. */
export type Acked = { kind: 'acked'; ack: unknown } | { kind: 'silent' | 'lost' | 'unasked' };

export interface SocketPool {
  send(message: SocketMessage, random: SeededRandom): Promise<Acked>;
  /** Connections that were lost so far. */
  lost(): number;
  close(): void;
}

/** Where no acknowledgement is due, one is waited for only so long. */
const NO_ACK_MS = 20;

/** Tablets and customers' screens of the fuzzed lanes, that come back when they are cut off. */
export function openSocketPool(
  url: string,
  { size, slowestMs }: { size: number; slowestMs: number },
  onScreen: (screen: Screen) => void,
): SocketPool {
  let lost = 0;
  const sockets: Socket[] = Array.from({ length: size }, (_, i) => {
    const view = i % 6 === 5 ? 'customer' : 'cashier';
    const socket = io(url, {
      transports: ['websocket'],
      auth: { lane: FUZZED_LANES[i % FUZZED_LANES.length], view },
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
    });
    socket.on('screen', onScreen);
    socket.on('disconnect', (why) => {
      lost += 1;
      // The library comes back by itself but where the till has said goodbye.
      if (why === 'io server disconnect') setTimeout(() => socket.connect(), 50);
    });
    return socket;
  });
  return {
    send: async ({ event, args, withAck, isAnswered }, random) => {
      const connected = sockets.filter((socket) => socket.connected);
      const socket = connected[random.between(0, connected.length - 1)];
      if (!socket) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { kind: 'lost' };
      }
      if (!withAck) {
        socket.emit(event, ...args);
        return { kind: 'unasked' };
      }
      return new Promise((resolve) => {
        const gone = () => resolve({ kind: 'lost' });
        socket.once('disconnect', gone);
        socket
          .timeout(isAnswered ? slowestMs : NO_ACK_MS)
          .emit(event, ...args, (error: unknown, ack: unknown) => {
            socket.off('disconnect', gone);
            resolve(error ? { kind: 'silent' } : { kind: 'acked', ack });
          });
      });
    },
    lost: () => lost,
    close: () => {
      for (const socket of sockets) socket.removeAllListeners('disconnect').disconnect();
    },
  };
}
