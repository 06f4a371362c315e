import { expect, test } from 'vitest';
import type { OutgoingEvent } from '../../src/outgoing/event.ts';
import { Outbox, type OutboxFiles, type Queued } from '../../src/outgoing/outbox.ts';

/** A disk that outlives the outbox. */
function filesOf(): OutboxFiles & { lines: Queued[]; fail?: boolean } {
  let cursors: Record<string, number> = {};
  const files: OutboxFiles & { lines: Queued[]; fail?: boolean } = {
    lines: [],
    load: async () => [...files.lines],
    append: async (queued) => {
      if (files.fail) throw new Error('ENOSPC');
      files.lines.push(queued);
    },
    readCursors: async () => ({ ...cursors }),
    writeCursors: async (value) => {
      cursors = { ...value };
    },
    close: async () => {},
  };
  return files;
}

const eventOf = (id: string, more: Partial<OutgoingEvent> = {}): OutgoingEvent => ({
  id,
  type: 'sale.ended',
  at: 1,
  lane: '1',
  data: {},
  ...more,
});
const ERP = { id: 'erp' };
const idsFor = (outbox: Outbox, receiver: string) => outbox.next(receiver)?.event.id;

async function open(files: OutboxFiles, receivers: ConstructorParameters<typeof Outbox>[1] = [ERP]) {
  const outbox = new Outbox(files, receivers);
  await outbox.load();
  return outbox;
}

test('events wait for each receiver in their order, and each is taken once', async () => {
  const outbox = await open(filesOf());
  for (const id of ['A', 'B', 'A']) await outbox.put(eventOf(id));
  expect(outbox.waiting('erp')).toBe(2);
  expect(outbox.next('erp')).toMatchObject({ seq: 1, event: { id: 'A' } });
  await outbox.told('erp', 1);
  expect(outbox.next('erp')).toMatchObject({ seq: 2, event: { id: 'B' } });
  await outbox.told('erp', 2);
  expect(outbox.next('erp')).toBeUndefined();
});

test('a restart goes on where each receiver was, and knows what it took before', async () => {
  const files = filesOf();
  const before = await open(files, [ERP, { id: 'slow' }]);
  for (const id of ['A', 'B', 'C']) await before.put(eventOf(id));
  await before.told('erp', 1);
  const after = await open(files, [ERP, { id: 'slow' }]);
  expect([idsFor(after, 'erp'), idsFor(after, 'slow')]).toEqual(['B', 'A']);
  await after.put(eventOf('B'));
  expect(after.waiting('slow')).toBe(3);
  await after.put(eventOf('D'));
  expect(files.lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});

test('a receiver that is new hears nothing of before', async () => {
  const files = filesOf();
  await (await open(files)).put(eventOf('A'));
  const outbox = await open(files, [ERP, { id: 'new' }]);
  expect([outbox.waiting('erp'), outbox.waiting('new')]).toEqual([1, 0]);
  await outbox.put(eventOf('B'));
  expect(idsFor(outbox, 'new')).toBe('B');
});

test('an outbox that is new says so, and what happened before it is told to nobody', async () => {
  const files = filesOf();
  const first = new Outbox(files, [ERP]);
  expect(await first.load()).toBe(false);
  first.skip('OLD');
  await first.put(eventOf('OLD'));
  await first.put(eventOf('NEW'));
  expect([first.waiting('erp'), idsFor(first, 'erp')]).toEqual([1, 'NEW']);
  expect(await new Outbox(files, [ERP]).load()).toBe(true);
});

test('a receiver gets what it wants: by type, and of its lanes and of none', async () => {
  const outbox = await open(filesOf(), [
    { id: 'two', lanes: ['2'] },
    { id: 'alerts', events: ['alert.raised'] },
  ]);
  await outbox.put(eventOf('A'));
  await outbox.put(eventOf('B', { lane: '2' }));
  const { lane: _, ...laneless } = eventOf('C', { type: 'alert.raised' });
  await outbox.put(laneless);
  expect([outbox.waiting('two'), outbox.waiting('alerts')]).toEqual([2, 1]);
  expect([idsFor(outbox, 'two'), idsFor(outbox, 'alerts')]).toEqual(['B', 'C']);
});

test('what the disk does not take is told all the same', async () => {
  const files = filesOf();
  const outbox = await open(files);
  files.fail = true;
  await expect(outbox.put(eventOf('A'))).rejects.toThrow('ENOSPC');
  expect(idsFor(outbox, 'erp')).toBe('A');
});

test('a receiver that is away for long fills no memory: the oldest goes, and that is said', async () => {
  const outbox = await open(filesOf());
  let dropped: string[] = [];
  for (let n = 0; n <= 20_000; n += 1) dropped = await outbox.put(eventOf(`E${n}`));
  expect(dropped).toEqual(['erp']);
  expect(outbox.waiting('erp')).toBe(20_000);
  expect(idsFor(outbox, 'erp')).toBe('E1');
});

test('a busy week is more than one call takes, and is read all the same', async () => {
  const files = filesOf();
  for (let seq = 1; seq <= 250_000; seq += 1) files.lines.push({ seq, event: eventOf(`E${seq}`) });
  await files.writeCursors({ erp: 249_999 });
  const outbox = await open(files);
  expect(idsFor(outbox, 'erp')).toBe('E250000');
  expect([outbox.has('E250000'), outbox.has('E1')], 'what is known does not grow without end').toEqual([
    true,
    false,
  ]);
});

test('a line that is no event is passed over', async () => {
  const files = filesOf();
  files.lines.push(null as never, 7 as never, {} as never, { seq: 3, event: eventOf('A') });
  await files.writeCursors({ erp: 2 });
  expect(idsFor(await open(files), 'erp')).toBe('A');
});
