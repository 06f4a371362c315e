import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import type { TcpScannerConfig } from '../scanner-config.ts';
import { lost } from './findings.ts';
import { createGunLine } from './gun-line.ts';
import { LINE_QUIET_MS, type OpeningQuiet, startQuiet } from './opening-quiet.ts';
import type { Finding } from './scan.ts';
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
  let quiet: OpeningQuiet | undefined;
  let isRead = false;
  let loss: Finding | undefined;
  const write = (bytes: Uint8Array) => socket && tell(socket, bytes);
  const line = createGunLine(config, { clock, events, write });
  const onBytes = (bytes: Uint8Array) => (isRead ? line.push(bytes) : quiet?.heard());
  const onLost = (detail: string) => {
    line.end();
    loss = lost(name, detail);
    if (isRead) events.onLost(loss);
  };
  const dialled = await dial(config.connect, { name, clock, onBytes, onLost }, signal);
  if (!dialled.ok) return dialled;
  socket = dialled.socket;
  quiet = startQuiet(clock, LINE_QUIET_MS);
  await quiet.over(signal, () => loss !== undefined);
  if (loss) return { ok: false, finding: loss };
  isRead = true;
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
