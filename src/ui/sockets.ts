import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { placeOf } from './caller.ts';
import { COMMAND_NAMES, type CommandAck, type Commands } from './commands.ts';
import type { Connections } from './connections.ts';
import { commandFacts } from './event-log.ts';
import { type HandshakeParts, NotOpened, type Opening, openingOf, socketCaller } from './handshake.ts';
import { LANGUAGES, type LanguageTag } from './languages/tags.ts';
import { MOST_SOCKETS } from './limits.ts';
import type { CustomerScreen, TabletToTill, TillToTablet } from './messages.ts';
import { onceOver } from './once-over.ts';
import type { PaintedToTill } from './painted-messages.ts';
import type { QuietWarning } from './quiet-warnings.ts';
import type { Screens } from './screens.ts';
import { limitEvents, limitWire, SocketCount, type Wire } from './socket-limits.ts';
import { paintedRev, type UiWatch } from './ui-watch.ts';
import { wordedAck } from './worded-ack.ts';

export interface SocketsParts extends HandshakeParts {
  commands: Commands;
  screens: Screens;
  /** What a lane's customer sees at this moment. */
  customerScreen(lane: string): CustomerScreen | undefined;
  /** Told of who may be here. */
  connections: Pick<Connections, 'prove'>;
  clock: Clock;
  warn: QuietWarning;
  log: Log;
  bootId: string;
  /** Left out: what is painted is nobody's business. */
  watch?: Pick<UiWatch, 'painted'> | undefined;
}

export interface Sockets {
  /** Sends a lane's screen as of now to each of its pages, in the page's language. */
  show(lane: string): void;
  /** Connected pages by view. */
  counts(): Record<'cashier' | 'customer', number>;
  /** Ends each socket of that device or program. */
  shutOut(id: string): void;
  close(): Promise<void>;
}

/** The largest message a tablet has any reason to send is a scanned code of 512 characters. */
const LARGEST_MESSAGE_BYTES = 16 * 1024;

/** Screens down, commands up. A tablet belongs to the lane of its handshake and can touch no other. */
export function createSockets(http: HttpServer, parts: SocketsParts): Sockets {
  const { access, commands, screens, customerScreen, connections, clock, warn, log } = parts;
  const open = new SocketCount();
  const counts = { cashier: 0, customer: 0 };
  const io = new Server<TabletToTill & PaintedToTill, TillToTablet, Record<string, never>, Opening>(http, {
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    // A dead tablet, or a dead till, is noticed within ten seconds.
    pingInterval: 5000,
    pingTimeout: 5000,
    // Who opens a socket says at once which lane it is for.
    connectTimeout: 5000,
    // `cors` would not stop a foreign page's WebSocket; this does.
    allowRequest: (request, decide) => {
      const foreign = access.foreign(request);
      if (foreign) warn('socket refused', placeOf(request), { reason: foreign });
      decide(foreign, foreign === undefined);
    },
  });
  io.engine.on('connection', (wire: Wire) => limitWire(wire, placeOf(wire.request), { clock, warn }));
  io.use((socket, next) => {
    try {
      Object.assign(socket.data, openingOf(socket.request, socket.handshake.auth, parts));
      connections.prove(socket.request);
      next();
    } catch (error) {
      next(error instanceof NotOpened ? error : new NotOpened('fault', 'The till could not do that.'));
    }
  });
  io.on('connection', (socket) => {
    const { lane, view, language, visitor, token } = socket.data;
    const place = placeOf(socket.request);
    void socket.join(roomOf(visitor.id));
    if (visitor.kind === 'program' && visitor.expiresAt !== undefined) {
      const end = () => void socket.disconnect(true);
      socket.on('disconnect', onceOver(visitor.expiresAt, { clock, end }));
    }
    limitEvents(socket, place, { clock, warn });
    counts[view] += 1;
    socket.on('disconnect', () => {
      counts[view] -= 1;
    });
    socket.on('disconnect', open.add(socket, `${visitor.kind} ${visitor.id}`, MOST_SOCKETS[visitor.kind]));
    if (view === 'customer') {
      void socket.join(customersOf(lane));
      const screen = customerScreen(lane);
      if (screen) socket.emit('customer', screen);
      for (const name of COMMAND_NAMES) {
        socket.on(name, (_: unknown, ack: unknown) => refuseCustomer(ack));
      }
      return;
    }
    void socket.join(cashiersOf(lane, language));
    const screen = screens.current(lane, language);
    if (screen) socket.emit('screen', screen);
    socket.on('painted', (note: unknown) => {
      const rev = paintedRev(note, parts.bootId);
      if (rev !== undefined) parts.watch?.painted(lane, rev);
    });
    for (const name of COMMAND_NAMES) {
      // What comes over the wire has no type yet, and may come without the acknowledgement.
      const handle = (message: unknown, ack: unknown) => {
        const answer = (given: CommandAck) => {
          log.info('command', { command: name, ...commandFacts(lane, message, given) });
          if (typeof ack === 'function') ack(wordedAck(given, screens.words(language)));
        };
        const caller = socketCaller(access, socket.request, token);
        commands.run({ lane, caller }, name, message).then(answer, (error) => {
          log.error('command failed', { command: name, lane, error: errorText(error) });
          answer({ ok: false, error: { code: 'fault', message: 'The till could not do that.' } });
        });
      };
      socket.on(name, handle as TabletToTill[typeof name]);
    }
  });
  return {
    show: (lane) => {
      const { rooms } = io.sockets.adapter;
      for (const language of [undefined, ...LANGUAGES]) {
        const cashiers = cashiersOf(lane, language);
        const screen = rooms.has(cashiers) ? screens.current(lane, language) : undefined;
        if (screen) io.to(cashiers).emit('screen', screen);
      }
      const customers = customersOf(lane);
      if (!rooms.has(customers)) return;
      const shown = customerScreen(lane);
      if (shown) io.to(customers).emit('customer', shown);
    },
    counts: () => ({ ...counts }),
    shutOut: (id) => void io.in(roomOf(id)).disconnectSockets(true),
    close: () => io.close(),
  };
}

/** A lane's id holds no slash: no two rooms have one name. */
const cashiersOf = (lane: string, language?: LanguageTag) => `${language ?? 'shop'}/${lane}`;
const customersOf = (lane: string) => `customer/${lane}`;
const roomOf = (visitor: string) => `visitor/${visitor}`;

/** Whoever stands before the shop may look, and nothing else. */
function refuseCustomer(ack: unknown): void {
  if (typeof ack !== 'function') return;
  const error = { code: 'customerView', message: "The customer's screen takes no command." };
  (ack as (answer: CommandAck) => void)({ ok: false, error });
}
