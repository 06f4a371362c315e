import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../src/log.ts';
import { outboxFiles } from '../src/open-outgoing.ts';
import { handClock } from './support/hand-clock.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const DAY_MS = 24 * 60 * 60_000;
const eventOf = (seq: number) => ({
  seq,
  event: { id: `E${seq}`, type: 'sale.ended' as const, at: seq, data: {} },
});

test('events lie in a file for each day, and those of eight days ago go while the till runs', async () => {
  const folder = join(temporaryFolder(), 'outbox');
  const clock = handClock();
  const files = outboxFiles(folder, { clock, log: silentLog });
  onTestFinished(() => files.close());
  expect(await files.load()).toEqual([]);
  for (let seq = 1; seq <= 12; seq += 1) {
    await files.append(eventOf(seq));
    await clock.advance(DAY_MS);
  }
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  expect(names).toHaveLength(9);
  await clock.advance(5 * DAY_MS);
  const again = outboxFiles(folder, { clock, log: silentLog });
  onTestFinished(() => again.close());
  expect((await again.load()).map(({ seq }) => seq)).toEqual([10, 11, 12]);
});

test('how far receivers are is read as it was last written', async () => {
  const folder = join(temporaryFolder(), 'outbox');
  const files = outboxFiles(folder, { clock: handClock(), log: silentLog });
  await files.load();
  await Promise.all([files.writeCursors({ erp: 1 }), files.writeCursors({ erp: 2, phone: 1 })]);
  expect(await files.readCursors()).toEqual({ erp: 2, phone: 1 });
});
