import { createServer, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { hostAndPort } from '../host-port.ts';
import { allowList } from '../scanner-config.ts';
import { lost, openFailed } from './findings.ts';
import { openPort } from './serial/port.ts';
import type { LineEntry } from './settings-finder.ts';
import { LINE_SETTINGS, type LineOpener } from './settings-listener.ts';
import { addressText, dial } from './tcp-socket.ts';

/** How the line of a gun is opened to listen to its settings. */
export function lineOpener(entry: LineEntry, clock: Clock): LineOpener {
  if (entry.transport === 'serial') return serialOpener(entry.path, clock);
  return 'listen' in entry ? listenOpener(entry) : connectOpener(entry.connect, clock);
}

function serialOpener(path: string, clock: Clock): LineOpener {
  return async ({ setting = LINE_SETTINGS[0], onBytes, onLost }, signal) => {
    try {
      const parts = {
        clock,
        onBytes,
        onOver: () => {},
        onLost: (detail: string) => onLost(lost(path, detail)),
      };
      const opened = await openPort(
        { path, baudRate: 9600, dataBits: 8, parity: 'none', ...setting },
        parts,
        signal,
      );
      return opened.ok ? { ok: true, line: opened.port } : opened;
    } catch (error) {
      return { ok: false, finding: openFailed(path, error) };
    }
  };
}

function connectOpener(place: string, clock: Clock): LineOpener {
  return async ({ onBytes, onLost }, signal) => {
    const parts = { name: place, clock, onBytes, onLost: (detail: string) => onLost(lost(place, detail)) };
    const dialled = await dial(place, parts, signal);
    return dialled.ok ? { ok: true, line: { close: dialled.close } } : dialled;
  };
}

/** Listens to the gun that speaks first: two at once would mix their bytes. */
function listenOpener({ listen, allow }: Extract<LineEntry, { listen: string }>): LineOpener {
  return ({ onBytes }) =>
    new Promise((resolve) => {
      const isAllowed = allow ? allowList(allow) : () => true;
      const sockets = new Set<Socket>();
      let speaker: Socket | undefined;
      const server = createServer((socket) => {
        socket.on('error', () => {});
        if (!isAllowed(socket.remoteAddress ?? '')) {
          socket.destroy();
          return;
        }
        sockets.add(socket);
        socket.on('close', () => {
          sockets.delete(socket);
          if (speaker === socket) speaker = undefined;
        });
        socket.on('data', (bytes) => {
          speaker ??= socket;
          if (speaker === socket) onBytes(bytes);
        });
      });
      server.maxConnections = 8;
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          for (const socket of sockets) socket.destroy();
        });
      server.once('error', (error) => resolve({ ok: false, finding: openFailed(listen, error) }));
      server.listen(hostAndPort(listen), () => {
        resolve({ ok: true, line: { address: addressText(server.address()), close } });
      });
    });
}
