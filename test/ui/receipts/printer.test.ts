import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { escPosOf } from '../../../src/ui/receipts/escpos.ts';
import { networkPrinter } from '../../../src/ui/receipts/printer.ts';
import { testPaper } from '../../../src/ui/receipts/test-paper.ts';
import { decodePrint, type FakePrinterOptions, fakePrinter, WELL } from '../../support/fake-printer.ts';
import { handClock } from '../../support/hand-clock.ts';
import { paperSetting } from '../../support/papers.ts';
import { until } from '../../support/until.ts';

const encoded = escPosOf(testPaper(paperSetting(), 0));
const BYTES = encoded.ok ? encoded.bytes : new Uint8Array();

/** What comes of a paper at such a printer, and how often its first byte was about to leave. */
async function print(options: FakePrinterOptions, clock = systemClock) {
  const { place, jobs } = await fakePrinter(options);
  let leaving = 0;
  const result = await networkPrinter(clock).print(place, BYTES, async () => {
    leaving += 1;
  });
  return { result, leaving, jobs };
}

test('a printer that is well prints the paper, whole and once', async () => {
  const { result, leaving, jobs } = await print(WELL);
  expect([result, leaving, jobs.length]).toEqual(['printed', 1, 1]);
  const { lines, isCut, qr } = decodePrint(jobs[0] ?? Buffer.alloc(0));
  expect(lines.map((line) => line.trim())).toEqual(
    expect.arrayContaining(['Corner Shop', 'Printer test', 'This printer is ready for receipts.']),
  );
  expect([isCut, qr]).toEqual([true, 'SCANTILL']);
});

test.each<[string, [number, number], string]>([
  ['its cover open', [0x16, 0x12], 'coverOpen'],
  ['no paper', [0x32, 0x12], 'noPaper'],
  ['an empty roll', [0x12, 0x72], 'noPaper'],
  ['a fault', [0x52, 0x12], 'fault'],
])('a printer with %s is given nothing', async (_, status, result) => {
  expect(await print({ status })).toMatchObject({ result, leaving: 0 });
});

test('paper that is nearly at its end still prints', async () => {
  expect(await print({ status: [0x12, 0x1e], done: 0x03 })).toMatchObject({ result: 'printed' });
});

test('nobody knows what is on the paper where the line broke, or the paper ended on the way', async () => {
  expect(await print({ ...WELL, breaksOff: true })).toMatchObject({ result: 'unknown', leaving: 1 });
  expect(await print({ ...WELL, done: 0x0c })).toMatchObject({ result: 'unknown', leaving: 1 });
});

test('nobody knows where a printer that answered before says nothing any more', async () => {
  const clock = handClock();
  const { place } = await fakePrinter({ status: [0x12, 0x12] });
  let left = false;
  const result = networkPrinter(clock).print(place, BYTES, async () => {
    left = true;
  });
  await until(() => left, { what: 'the paper leaves' });
  await clock.advance(8_000);
  expect(await result).toBe('unknown');
});

test('a printer that never says anything of itself prints all the same', async () => {
  const { result, jobs } = await print({});
  expect([result, decodePrint(jobs[0] ?? Buffer.alloc(0)).isCut]).toEqual(['printed', true]);
});

test('where nobody listens, and where the name is no machine, nothing was printed', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  const send = (place: string) =>
    networkPrinter(systemClock).print(place, BYTES, () => Promise.reject(new Error('it must not leave')));
  expect(await send(`127.0.0.1:${port}`)).toBe('refused');
  expect(await send('no-such-printer.invalid:9100')).toBe('unreachable');
});

test('a paper that could not be written down does not leave', async () => {
  const { place, jobs } = await fakePrinter();
  const failing = () => Promise.reject(new Error('the disk is full'));
  await expect(networkPrinter(systemClock).print(place, BYTES, failing)).rejects.toThrow('the disk is full');
  expect(jobs.every((job) => job.length === 0)).toBe(true);
});
