import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Visitor } from '../access/visitor.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Access } from './access.ts';
import { placeOf } from './caller.ts';
import { COMMAND_NAMES, type CommandAck, type Commands } from './commands.ts';
import type { Connections } from './connections.ts';
import { isLanguage, LANGUAGES, type LanguageTag } from './languages/tags.ts';
import { MOST_SOCKETS } from './limits.ts';
import type { CustomerScreen, TabletToTill, TillToTablet } from './messages.ts';
import type { QuietWarning } from './quiet-warnings.ts';
import type { Screens } from './screens.ts';
import { limitEvents, limitWire, SocketCount, type Wire } from './socket-limits.ts';
import { wordedAck } from './worded-ack.ts';

interface SocketData {
  lane: string;
  /** Left out: the shop's, whichever that is. */
  language?: LanguageTag;
  view: 'cashier' | 'customer';
  visitor: Visitor;
}

export interface SocketsParts {
  access: Access;
  commands: Commands;
  screens: Screens;
  /** What a lane's customer sees at this moment. */
  customerScreen(lane: string): CustomerScreen | undefined;
  lanes: readonly string[];
  /** Told of who may be here. */
  connections: Pick<Connections, 'prove'>;
  clock: Clock;
  warn: QuietWarning;
  log: Log;
}

export interface Sockets {
  /** Sends a lane's screen as of now to each of its pages, in the page's language. */
  show(lane: string): void;
  close(): Promise<void>;
}

/** The largest message a tablet has any reason to send is a scanned code of 512 characters. */
const LARGEST_MESSAGE_BYTES = 16 * 1024;

/** Screens down, commands up. A tablet belongs to the lane of its handshake and can touch no other. */
export function createSockets(http: HttpServer, parts: SocketsParts): Sockets {
  const { access, commands, screens, customerScreen, lanes, connections, clock, warn, log } = parts;
  const open = new SocketCount();
  const io = new Server<TabletToTill, TillToTablet, Record<string, never>, SocketData>(http, {
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
    const {
      lane,
      token,
      view = 'cashier',
      language,
    } = (socket.handshake.auth ?? {}) as Record<string, unknown>;
    const visitor = access.visitor(socket.request, typeof token === 'string' ? token : undefined);
    if (typeof lane !== 'string' || !lanes.includes(lane)) {
      next(new Error(`There is no lane "${shown(lane)}" on this till`));
    } else if (view !== 'cashier' && view !== 'customer') {
      next(new Error('The view of a lane is "cashier" or "customer"'));
    } else if (language !== undefined && !isLanguage(language)) {
      const asked = shown(language);
      next(new Error(`There is no language "${asked}" on this till. It speaks: ${LANGUAGES.join(', ')}`));
    } else if (visitor === undefined) {
      next(new Error('This tablet is not allowed here: a token is needed'));
    } else {
      socket.data.lane = lane;
      socket.data.view = view;
      socket.data.visitor = visitor;
      connections.prove(socket.request);
      if (language !== undefined) socket.data.language = language;
      next();
    }
  });
  io.on('connection', (socket) => {
    const { lane, view, language, visitor } = socket.data;
    const place = placeOf(socket.request);
    limitEvents(socket, place, { clock, warn });
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
    for (const name of COMMAND_NAMES) {
      // What comes over the wire has no type yet, and may come without the acknowledgement.
      const handle = (message: unknown, ack: unknown) => {
        const answer = (given: CommandAck) => {
          if (typeof ack === 'function') ack(wordedAck(given, screens.words(language)));
        };
        commands.run({ lane, place }, name, message).then(answer, (error) => {
          log.error('command failed', { command: name, error: errorText(error) });
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
    close: () => io.close(),
  };
}

/** What came in the place of a text is not shown: not all that JSON can say can be made a text of. */
const shown = (value: unknown) => (typeof value === 'string' ? value.slice(0, 40) : '');

/** A lane's id holds no slash: no two rooms have one name. */
const cashiersOf = (lane: string, language?: LanguageTag) => `${language ?? 'shop'}/${lane}`;
const customersOf = (lane: string) => `customer/${lane}`;

/** Whoever stands before the shop may look, and nothing else. */
function refuseCustomer(ack: unknown): void {
  if (typeof ack !== 'function') return;
  const error = { code: 'customerView', message: "The customer's screen takes no command." };
  (ack as (answer: CommandAck) => void)({ ok: false, error });
}
