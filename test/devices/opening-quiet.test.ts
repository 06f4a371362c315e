import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPty } from '../../scripts/scanner-simulator/pty.ts';
import { systemClock } from '../../src/clock.ts';
import { startQuiet } from '../../src/devices/opening-quiet.ts';
import { serialTransport } from '../../src/devices/serial/serial-transport.ts';
import { tcpTransport } from '../../src/devices/tcp-transport.ts';
import type { Transport } from '../../src/devices/transport.ts';
import { handClock } from '../support/hand-clock.ts';
import { serialConfig, tcpConnectConfig } from '../support/scanner-configs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const CODE = '281234567890123456';
/** The end of a longer code whose begin went before anybody listened; by itself it looks like a whole one. */
const REST = '134567890123456782';

test('a gun that is silent is read after the quiet, one that speaks when it has paused so long', async () => {
  const clock = handClock();
  const quiet = startQuiet(clock, 100);
  let isOver = false;
  void quiet
    .over(new AbortController().signal, () => false)
    .then(() => {
      isOver = true;
    });
  await clock.advance(99);
  quiet.heard();
  await clock.advance(99);
  expect(isOver).toBe(false);
  await clock.advance(1);
  expect(isOver).toBe(true);
});

test('a gun that never pauses is read after ten times as long', async () => {
  const clock = handClock();
  const quiet = startQuiet(clock, 100);
  let isOver = false;
  void quiet
    .over(new AbortController().signal, () => false)
    .then(() => {
      isOver = true;
    });
  for (let spent = 0; spent < 1000; spent += 50) {
    expect(isOver).toBe(false);
    quiet.heard();
    await clock.advance(50);
  }
  expect(isOver).toBe(true);
});

test('nobody waits for the quiet of a gun that is lost, or of a till that stops', async () => {
  const clock = handClock();
  await startQuiet(clock, 100).over(new AbortController().signal, () => true);
  await startQuiet(clock, 100).over(AbortSignal.abort(), () => false);
  expect(clock.monotonic()).toBe(0);
});

/** Opens it, and gives the codes that came. */
async function read(transport: Transport): Promise<string[]> {
  const codes: string[] = [];
  const events = { onFrame: ({ text }: { text: string }) => codes.push(text), onLost: () => {} };
  const opened = await transport.open(events, new AbortController().signal);
  if (!opened.ok) throw new Error(opened.finding.message);
  onTestFinished(() => opened.connection.close());
  return codes;
}

test('what a serial server kept while nobody was connected, and the rest of a code, is nobody’s scan', async () => {
  let gun: Socket | undefined;
  const server = createServer((socket) => {
    gun = socket;
    socket.write(`${CODE}\r${REST}\r`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    gun?.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const codes = await read(tcpTransport(tcpConnectConfig(`127.0.0.1:${port}`), systemClock));
  gun?.write(`${CODE}\r`);
  await until(() => codes.length > 0, { what: 'the scan comes' });
  expect(codes).toEqual([CODE]);
});

test('the rest of a code that was under way while its port was opened is no scan', async () => {
  let isHeard = false;
  const gun = await openPty({
    link: join(temporaryFolder(), 'gun'),
    onOpen: (isOpen) => {
      if (!isOpen) return;
      gun.write(Buffer.from(`${REST}\r`));
      isHeard = true;
    },
  });
  onTestFinished(() => gun.close());
  // Slow enough for the terminal's holder to notice the opening well within the quiet.
  const clock = {
    ...systemClock,
    sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms * 3, signal),
  };
  const codes = await read(serialTransport(serialConfig(gun.path()), clock));
  expect(isHeard).toBe(true);
  gun.write(Buffer.from(`${CODE}\r`));
  await until(() => codes.length > 0, { what: 'the scan comes' });
  expect(codes).toEqual([CODE]);
});

test('a gun that goes while it is being opened is not open, and its loss is told once', async () => {
  const server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const losses: unknown[] = [];
  const events = { onFrame: () => {}, onLost: (finding: unknown) => losses.push(finding) };
  const transport = tcpTransport(tcpConnectConfig(`127.0.0.1:${port}`), systemClock);
  const opened = await transport.open(events, new AbortController().signal);
  expect(opened).toMatchObject({ ok: false, finding: { code: 'LOST' } });
  expect(losses).toEqual([]);
});
