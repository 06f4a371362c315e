import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import type { TcpScannerConfig } from '../scanner-config.ts';
import { lost } from './findings.ts';
import { createGunLine } from './gun-line.ts';
import { quietLine } from './opening-quiet.ts';
import { listenForGuns } from './tcp-listener.ts';
import { dial, tell } from './tcp-socket.ts';
import type { ConnectionEvents, OpenResult, Transport } from './transport.ts';

/** A gun, or a serial server with one, that speaks TCP: it comes to us (`listen`) or we go to it (`connect`). */
export function tcpTransport(config: TcpScannerConfig, clock: Clock): Transport {
  if ('listen' in config) {
    const name = `TCP listener ${config.listen}`;
    const open = (events: ConnectionEvents) => listenForGuns(config, { name, clock, events });
    return { kind: 'tcp', name, immediate: true, open };
  }
  const name = `TCP ${config.connect}`;
  return { kind: 'tcp', name, open: (events, signal) => goTo(config, { name, clock, events }, signal) };
}

async function goTo(
  config: Extract<TcpScannerConfig, { connect: string }>,
  { name, clock, events }: { name: string; clock: Clock; events: ConnectionEvents },
  signal: AbortSignal,
): Promise<OpenResult> {
  let socket: Socket | undefined;
  const write = (bytes: Uint8Array) => socket && tell(socket, bytes);
  const line = createGunLine(config, { clock, events, write });
  const opening = quietLine(clock, { push: line.push, onLost: events.onLost });
  const onLost = (detail: string) => {
    line.end();
    opening.onLost(lost(name, detail));
  };
  const dialled = await dial(config.connect, { name, clock, onBytes: opening.onBytes, onLost }, signal);
  if (!dialled.ok) return dialled;
  socket = dialled.socket;
  const finding = await opening.begin(signal);
  if (finding) return { ok: false, finding };
  return {
    ok: true,
    connection: {
      mode: 'network',
      identity: { path: config.connect },
      ...(line.sound && { sound: line.sound }),
      ...(line.trigger && { trigger: line.trigger }),
      close() {
        line.end();
        return dialled.close();
      },
    },
  };
}
