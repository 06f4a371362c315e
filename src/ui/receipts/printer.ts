import { connect, type Socket } from 'node:net';
import type { Clock } from '../../clock.ts';
import { systemCode } from '../../errors.ts';
import { hostAndPort } from '../../host-port.ts';
import {
  ASK_STATUS,
  ASK_WHEN_DONE,
  isDone,
  isDoneByte,
  isStatusByte,
  type PrinterTrouble,
  troubleOf,
} from './printer-status.ts';

/**
 * What became of a paper.
 * - `printed`: the printer has taken all of it; where it tells of itself, it said so
 * - `unreachable`, `refused`, and its own troubles: no byte of the paper left · `unknown`: some did, and nobody knows
 */
export type PrintResult = 'printed' | 'unreachable' | 'refused' | PrinterTrouble | 'unknown';

/** A printer on the network. */
export interface Printer {
  /** `onLeaving` runs right before the first byte of the paper leaves; where it rejects, none does, and neither resolves. */
  print(place: string, bytes: Uint8Array, onLeaving: () => Promise<void>): Promise<PrintResult>;
}

/** All of it together stays below what a page waits for an answer. */
const CONNECT_MS = 3_000;
const STATUS_MS = 700;
const PRINT_MS = 8_000;

/** Sends papers to ESC/POS printers over TCP (such as port 9100), each on a connection of its own. */
export function networkPrinter(clock: Clock): Printer {
  return {
    async print(place, bytes, onLeaving) {
      const { host, port } = hostAndPort(place);
      const socket = connect({ host, port });
      // Every wait below ends with the socket; its errors are told there.
      socket.on('error', () => {});
      try {
        const failed = await connected(socket, clock);
        if (failed) return failed;
        const heard = listenTo(socket);
        socket.write(ASK_STATUS);
        const [cause, paper] = await heard.next(2, { clock, ms: STATUS_MS, fits: isStatusByte });
        // One that says nothing of itself is common, and prints all the same.
        const talks = cause !== undefined && paper !== undefined;
        const trouble = talks ? troubleOf(cause, paper) : undefined;
        if (trouble) return trouble;
        if (socket.destroyed) return 'refused';
        await onLeaving();
        return (await sent(socket, bytes, { clock, heard: talks ? heard : undefined }))
          ? 'printed'
          : 'unknown';
      } finally {
        socket.destroy();
      }
    },
  };
}

function connected(socket: Socket, clock: Clock): Promise<PrintResult | undefined> {
  return new Promise((resolve) => {
    const callOff = clock.after(CONNECT_MS, () => resolve('unreachable'));
    const end = (result: PrintResult | undefined) => {
      callOff();
      resolve(result);
    };
    socket.once('connect', () => end(undefined));
    socket.once('error', (error) => end(systemCode(error) === 'ECONNREFUSED' ? 'refused' : 'unreachable'));
  });
}

interface Heard {
  /** So many answers, or fewer where the time is over or the line is. */
  next(count: number, of: { clock: Clock; ms: number; fits: (byte: number) => boolean }): Promise<number[]>;
}

function listenTo(socket: Socket): Heard {
  const bytes: number[] = [];
  socket.on('data', (chunk) => bytes.push(...chunk));
  return {
    next: (count, { clock, ms, fits }) =>
      new Promise((resolve) => {
        const fitting = () => bytes.filter(fits);
        const look = () => {
          if (fitting().length >= count) end();
        };
        const end = () => {
          callOff();
          socket.off('data', look).off('close', end);
          resolve(fitting().slice(0, count));
          bytes.length = 0;
        };
        const callOff = clock.after(ms, end);
        socket.on('data', look).on('close', end);
        if (socket.destroyed) end();
        else look();
      }),
  };
}

/** Whether the printer has it all, as far as can be told: by its own word, or by an orderly end of the line. */
async function sent(
  socket: Socket,
  bytes: Uint8Array,
  { clock, heard }: { clock: Clock; heard: Heard | undefined },
): Promise<boolean> {
  if (heard) {
    socket.write(bytes);
    socket.write(ASK_WHEN_DONE);
    const [answer] = await heard.next(1, { clock, ms: PRINT_MS, fits: isDoneByte });
    return answer !== undefined && isDone(answer);
  }
  return new Promise((resolve) => {
    const callOff = clock.after(PRINT_MS, () => resolve(false));
    const end = (isTaken: boolean) => {
      callOff();
      resolve(isTaken);
    };
    socket.once('error', () => end(false));
    // Without an error before it, the printer's end of the line has taken every byte.
    socket.once('close', () => end(true));
    socket.end(bytes);
    socket.resume();
  });
}
