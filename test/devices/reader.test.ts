import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Frame } from '../../src/devices/frame.ts';
import { createFramer } from '../../src/devices/framer.ts';
import { createHidAssembler } from '../../src/devices/hid/assembler.ts';
import { createReader } from '../../src/devices/reader.ts';
import { codeText, honeywellReports } from '../fixtures/hid-reports.ts';
import { handClock } from '../support/hand-clock.ts';
import { until } from '../support/until.ts';

const IDLE_MS = 100;

/** Two ends of a connection within this process: what is written at one is there before the other is read. */
async function pipe() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const near = connect((server.address() as { port: number }).port, '127.0.0.1');
  const [far] = await once(server, 'connection');
  onTestFinished(() => {
    near.destroy();
    server.close();
  });
  return { near, far };
}

test('what came while the program was busy is read before silence is believed', async () => {
  const { near, far } = await pipe();
  const [first, second] = honeywellReports(codeText(100));
  if (!first || !second) throw new Error('expected two reports');
  const frames: Frame[] = [];
  let dropped = 0;
  const events = {
    onFrame: (frame: Frame) => frames.push(frame),
    onMalformed: () => {
      dropped += 1;
    },
  };
  const reader = createReader({ decoder: createHidAssembler(), idleMs: IDLE_MS, clock: systemClock, events });
  near.on('data', (bytes) => reader.push(bytes));
  reader.push(first);
  far.write(second);
  // The program does nothing else for longer than the silence lasts.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, IDLE_MS + 50);
  await until(() => frames.length + dropped > 0, { what: 'the rest is read' });
  // It cannot be told whether the rest is of the same code, so both are dropped; taken for the end, half would be delivered.
  expect([frames, dropped]).toEqual([[], 1]);
});

test('a line that sends without end is not read until it has been silent, and no half of a code passes for a whole', async () => {
  const clock = handClock();
  const texts: string[] = [];
  let malformed = 0;
  const events = {
    onFrame: ({ text }: Frame) => texts.push(text),
    onMalformed: () => {
      malformed += 1;
    },
  };
  const decoder = createFramer({ terminator: 'cr', prefix: '', suffix: '' });
  const reader = createReader({ decoder, idleMs: IDLE_MS, clock, events });
  const send = (text: string) => reader.push(Buffer.from(text));
  const code = 'CODE-OF-A-GUN\r';
  send(code.repeat(100));
  expect(texts).toHaveLength(100);
  send(`${code.repeat(5000)}HALF-OF-`);
  for (let ms = 0; ms < 5000; ms += 500) {
    await clock.advance(500);
    send('REST\r');
  }
  expect([texts.length, malformed]).toEqual([100, 1]);
  await clock.advance(5000);
  send('\r');
  send(code);
  expect(texts.slice(100)).toEqual(['CODE-OF-A-GUN']);
});
