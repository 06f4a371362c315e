import { io, type Socket } from 'socket.io-client';
import type { Clock } from '../../clock.ts';
import type { Ack, CustomerScreen, Handshake, Screen, TabletToTill, TillToTablet } from '../messages.ts';
import type { PaintedNote, PaintedToTill } from '../painted-messages.ts';
import type { CommandName, Link, LinkState } from './link-port.ts';
import { isStranger } from './pairing.ts';

/** How long a tap waits for its answer. */
const ANSWER_MS = 5_000;
/** The till pings every 5 s and waits 5 s: silence longer than both means the line is dead, whatever the socket says. */
const SILENCE_MS = 12_000;
/** A till that turned us away may have been set right meanwhile. */
const REFUSED_RETRY_MS = 10_000;

interface LinkParts extends Handshake {
  clock: Clock;
  /** The cashier's; or the customer's, where that view was asked for. */
  onScreen?: (screen: Screen) => void;
  onCustomer?: (screen: CustomerScreen) => void;
  onState: (state: LinkState) => void;
  /** The till does not know this tablet, or does not show it this page: nothing more is tried. */
  onStranger: () => void;
}

/** A link that also says what was painted. */
export interface PaintingLink extends Link {
  /** For whoever measures: sent while connected, and lost where it cannot be sent at once. */
  painted(note: PaintedNote): void;
}

/** The page's connection to the till: comes back by itself, and always begins with a whole fresh screen. */
export function openLink({
  clock,
  onScreen,
  onCustomer,
  onState,
  onStranger,
  ...auth
}: LinkParts): PaintingLink {
  const socket: Socket<TillToTablet, TabletToTill & PaintedToTill> = io({
    transports: ['websocket'],
    auth,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
  });
  let hadScreen = false;
  let heardAt = clock.monotonic();
  const heard = () => {
    heardAt = clock.monotonic();
  };

  socket.io.on('ping', heard);
  const arrives = (take: () => void) => {
    heard();
    hadScreen = true;
    take();
    onState({ kind: 'live' });
  };
  socket.on('screen', (screen) => arrives(() => onScreen?.(screen)));
  socket.on('customer', (screen) => arrives(() => onCustomer?.(screen)));
  socket.on('disconnect', (reason) => {
    if (hadScreen) onState({ kind: 'lost', sinceMs: clock.monotonic() });
    // Only where the till itself hung up does the library not come back by its own.
    if (reason === 'io server disconnect') clock.after(1_000, () => socket.connect());
  });
  socket.on('connect_error', (error) => {
    // `active` means the library keeps trying: then the network is at fault. Otherwise the till said no.
    if (socket.active) return;
    if (isStranger((error as { data?: { code?: unknown } }).data?.code)) return onStranger();
    onState({ kind: 'refused', reason: error.message });
    clock.after(REFUSED_RETRY_MS, () => socket.connect());
  });

  const wake = () => {
    if (document.hidden || !socket.connected || clock.monotonic() - heardAt < SILENCE_MS) return;
    socket.disconnect();
    socket.connect();
  };
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('pageshow', wake);

  return {
    painted: (note) => {
      if (socket.connected) socket.volatile.emit('painted', note);
    },
    async send(name, body) {
      if (!socket.connected) return { kind: 'unknown' };
      // The library's types cannot follow a command name that is itself a variable.
      const emitter = socket.timeout(ANSWER_MS) as unknown as Emitter;
      try {
        const ack = await emitter.emitWithAck(name, { ...body, commandId: newCommandId() });
        return ack.ok ? { kind: 'done' } : { kind: 'refused', ...ack.error };
      } catch {
        return { kind: 'unknown' };
      }
    },
  };
}

interface Emitter {
  emitWithAck(name: CommandName, body: object): Promise<Ack>;
}

/** 128 random bits. `crypto.randomUUID` is missing on pages that come over plain HTTP. */
function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
