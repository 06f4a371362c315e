import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder, lockHolder, type Self } from '../../../src/payment/store/folder-lock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Far above any real process id, so that the system tells nothing of them. */
const FIRST = 900_000_001;
const till = (pid: number, alive: readonly number[] = []): Self => ({
  pid,
  isAlive: (asked) => alive.includes(asked),
});

test('a folder is taken by one till and given back', async () => {
  const folder = temporaryFolder();
  const release = await lockFolder(folder, till(FIRST));
  await expect(lockFolder(folder, till(FIRST + 1, [FIRST]))).rejects.toMatchObject({
    code: 'DATA_FOLDER_IN_USE',
    message: expect.stringContaining(String(FIRST)),
  });
  expect(readdirSync(folder)).toEqual(['lock']);
  await release();
  await lockFolder(folder, till(FIRST + 1, [FIRST]));
});

test.each([
  ['a process that is gone', JSON.stringify({ pid: FIRST })],
  ['half a lock', '{"pid":'],
  ['garbage', 'hello'],
  ['no process id', '{"pid":"x"}'],
  ['nothing', ''],
])('a lock that holds %s is taken over', async (_, text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock'), text);
  await lockFolder(folder, till(FIRST + 1));
  expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: FIRST + 1 });
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('who has the folder is told to whoever asks, and that nobody has it any more', async () => {
  const folder = temporaryFolder();
  expect(await lockHolder(folder, till(1))).toBeUndefined();
  const release = await lockFolder(folder, till(FIRST));
  expect(await lockHolder(folder, till(1, [FIRST]))).toBe(FIRST);
  expect(await lockHolder(folder, till(1))).toBeUndefined();
  expect(readdirSync(folder)).toEqual(['lock']);
  await release();
  writeFileSync(join(folder, 'lock'), '{"pid":');
  expect(await lockHolder(folder, till(1))).toBeUndefined();
});

test('a till that died while it took the folder does not bar it for good', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock.turn'), JSON.stringify({ pid: FIRST }));
  await lockFolder(folder, till(FIRST + 1));
  expect(readdirSync(folder)).toEqual(['lock']);
});

test.runIf(existsSync('/proc/self/stat'))(
  'a process id that came round again, or after a new boot, does not keep a dead lock alive',
  async () => {
    const folder = temporaryFolder();
    const alive = [process.pid];
    await lockFolder(folder, { pid: process.pid, isAlive: () => true });
    const mine = readFileSync(join(folder, 'lock'), 'utf8');
    await expect(lockFolder(folder, till(FIRST, alive))).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
    });
    for (const change of [{ startTime: '1' }, { bootId: 'another' }]) {
      writeFileSync(join(folder, 'lock'), JSON.stringify({ ...JSON.parse(mine), ...change }));
      const release = await lockFolder(folder, till(FIRST, alive));
      await release();
    }
  },
);

test('of many tills that start at once on a free or a stale folder, one wins', async () => {
  for (let round = 0; round < 40; round += 1) {
    const folder = temporaryFolder();
    const pids = Array.from({ length: 6 }, (_, i) => FIRST + i);
    if (round % 2 === 1) writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 900_000_100 }));
    const results = await Promise.allSettled(pids.map((pid) => lockFolder(folder, till(pid, pids))));
    const winners = pids.filter((_, i) => results[i]?.status === 'fulfilled');
    expect(winners, `round ${round}`).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: winners[0] });
    expect(readdirSync(folder)).toEqual(['lock']);
  }
});
