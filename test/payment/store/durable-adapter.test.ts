import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeDisk } from '../../../src/payment/store/disk.ts';
import { DurableJson } from '../../../src/payment/store/durable-adapter.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A document whose writes end when the test says so. `story` tells what happened in which order. */
function slowDocument() {
  const story: string[] = [];
  const pending: { end: () => void; fail: (error: Error) => void }[] = [];
  const document = new DurableJson<string>('unused', nodeDisk, (_, text) => {
    story.push(`begins ${text.trim()}`);
    return new Promise((resolve, reject) => {
      pending.push({
        end: () => {
          story.push(`ends ${text.trim()}`);
          resolve();
        },
        fail: reject,
      });
    });
  });
  const write = (data: string) =>
    document.write(data).then(
      () => void story.push(`${data} is durable`),
      (error: Error) => void story.push(`${data} is lost: ${error.message}`),
    );
  const next = () => pending.shift() ?? { end: () => {}, fail: () => {} };
  return { write, story, next };
}

test('writes that come while one runs are joined into the next, which holds the last data', async () => {
  const { write, story, next } = slowDocument();
  const first = write('a');
  const joined = [write('b'), write('c'), write('d')];
  next().end();
  await first;
  expect(story).toEqual(['begins "a"', 'ends "a"', 'a is durable', 'begins "d"']);
  next().end();
  await Promise.all(joined);
  expect(story.slice(4)).toEqual(['ends "d"', 'b is durable', 'c is durable', 'd is durable']);
});

test('nobody is told durable before a write with their data has ended', async () => {
  const { write, story, next } = slowDocument();
  const first = write('a');
  const second = write('b');
  next().end();
  await first;
  const third = write('c');
  next().end();
  await second;
  expect(story).not.toContain('c is durable');
  next().end();
  await third;
  expect(story.at(-1)).toBe('c is durable');
});

test('a failed write is told to each whose data it held, and spoils no later one', async () => {
  const { write, story, next } = slowDocument();
  const first = write('a');
  const second = write('b');
  next().fail(new Error('disk full'));
  await first;
  next().fail(new Error('still full'));
  await second;
  const third = write('c');
  next().end();
  await third;
  expect(story.filter((line) => /is (durable|lost)/.test(line))).toEqual([
    'a is lost: disk full',
    'b is lost: still full',
    'c is durable',
  ]);
});

test('what was written is read back; what is missing is nothing; what is unreadable is an error', async () => {
  const folder = temporaryFolder();
  const document = new DurableJson<{ n: number }>(join(folder, 'a.json'));
  expect(await document.read()).toBeNull();
  await document.write({ n: 1 });
  expect(await document.read()).toEqual({ n: 1 });
  writeFileSync(join(folder, 'a.json'), '{"n":');
  await expect(document.read()).rejects.toThrow();
  writeFileSync(join(folder, 'a.json'), '');
  await expect(document.read()).rejects.toThrow();
});
