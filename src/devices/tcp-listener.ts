import { createServer, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import { hostAndPort } from '../host-port.ts';
import { allowList, type TcpScannerConfig } from '../scanner-config.ts';
import { lost, notAllowed, openFailed, tooMany } from './findings.ts';
import { createGunLine, type GunLine } from './gun-line.ts';
import { soundOf, triggerOf } from './line-commands.ts';
import { type Guest, MOST_GUESTS, whoMakesRoom } from './tcp-guests.ts';
import { addressText, KEEP_ALIVE_MS, tell } from './tcp-socket.ts';
import type { Connection, ConnectionEvents, OpenResult } from './transport.ts';

type ListenConfig = Extract<TcpScannerConfig, { listen: string }>;

/** Silence, ms, after which a connection is probed whose address connects anew: a gun that lost power denies the old one. */
const PROBE_MS = 1000;
/** Strangers' addresses that are told; more of them say nothing new. */
const MOST_STRANGERS = 4;

interface GunGuest extends Guest {
  socket: Socket;
  line: GunLine;
}

/** Waits for guns to connect. Each connection has a framer of its own, so that two guns cannot mix their bytes. */
export function listenForGuns(
  config: ListenConfig,
  { name, clock, events }: { name: string; clock: Clock; events: ConnectionEvents },
): Promise<OpenResult> {
  const guests = new Set<GunGuest>();
  const strangers = new Set<string>();
  const isAllowed = config.allow ? allowList(config.allow) : () => true;
  let isCrowdTold = false;
  let speaker: GunGuest | undefined;

  const server = createServer(
    { keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS, noDelay: true },
    welcome,
  );

  function welcome(socket: Socket): void {
    // A reset by the gun; `close` follows.
    socket.on('error', () => {});
    const address = socket.remoteAddress;
    if (address === undefined || !isAllowed(address)) {
      socket.destroy();
      if (address !== undefined) turnAway(address);
      return;
    }
    // Several guns may share one address (a serial server), so that a new connection does not simply replace the old.
    for (const guest of guests) {
      if (guest.socket.remoteAddress === address) guest.socket.setKeepAlive(true, PROBE_MS);
    }
    if (guests.size >= MOST_GUESTS) {
      const leaving = whoMakesRoom([...guests], clock.monotonic());
      if (leaving === undefined) {
        socket.destroy();
        if (!isCrowdTold) events.onFinding?.(tooMany(name, MOST_GUESTS));
        isCrowdTold = true;
        return;
      }
      leave(leaving);
    }
    join(socket);
  }

  function turnAway(address: string): void {
    if (strangers.has(address) || strangers.size >= MOST_STRANGERS) return;
    strangers.add(address);
    events.onFinding?.(notAllowed(name, [...strangers]));
  }

  function join(socket: Socket): void {
    const line = createGunLine(config, {
      clock,
      events: {
        ...events,
        onFrame(frame) {
          guest.lastCodeAt = frame.lastByteAt;
          speaker = guest;
          events.onFrame(frame);
        },
      },
      write: (bytes) => tell(socket, bytes),
    });
    const guest: GunGuest = { socket, line, since: clock.monotonic() };
    guests.add(guest);
    socket.on('data', line.push);
    socket.on('close', () => leave(guest));
  }

  function leave(guest: GunGuest): void {
    guests.delete(guest);
    if (speaker === guest) speaker = undefined;
    guest.line.end();
    guest.socket.destroy();
  }

  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const guest of guests) leave(guest);
    });

  /** The gun that sent the last code; all of them where none did or it has gone. */
  const listeners = () => (speaker ? [speaker] : [...guests]);
  const canSound = soundOf(config.commands, 'refused') !== undefined;
  const canTrigger = triggerOf(config.commands, true) !== undefined;
  const connection = (): Connection => ({
    mode: 'network',
    identity: { path: config.listen },
    address: addressText(server.address()),
    ...(canSound && {
      sound: (sound) => {
        for (const { line } of listeners()) line.sound?.(sound);
      },
    }),
    ...(canTrigger && {
      trigger: (on) => {
        for (const { line } of guests) line.trigger?.(on);
      },
    }),
    close,
  });

  return new Promise((resolve) => {
    server.once('error', (error) =>
      resolve({ ok: false, finding: openFailed(name, error, { transport: 'tcp' }) }),
    );
    try {
      server.listen(hostAndPort(config.listen), () => {
        server.removeAllListeners('error');
        server.on('error', (error) => void close().then(() => events.onLost(lost(name, errorText(error)))));
        resolve({ ok: true, connection: connection() });
      });
    } catch (error) {
      resolve({ ok: false, finding: openFailed(name, error, { transport: 'tcp' }) });
    }
  });
}
