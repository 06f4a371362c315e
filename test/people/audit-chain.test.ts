import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { openLineJournal } from '../../src/payment/index.ts';
import { checkChain, hasLink, linked } from '../../src/people/index.ts';
import { namelessLine } from '../../src/privacy/index.ts';
import { systemRandom } from '../../src/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const parts = { random: systemRandom, log: silentLog };

function openAudit(folder = temporaryFolder()) {
  const journal = openLineJournal({ folder, name: 'audit', log: silentLog });
  onTestFinished(() => journal.close());
  return { folder, file: join(folder, 'audit.jsonl'), audit: linked(journal, parts) };
}

const act = (at: number, what = `O${at}`) => ({
  at,
  person: 'p1',
  name: 'Ana',
  act: 'refund',
  what,
  place: 'local',
});

async function fourLines() {
  const opened = openAudit();
  for (const at of [1, 2, 3, 4]) await opened.audit.append(act(at));
  const lines = readFileSync(opened.file, 'utf8').split('\n').slice(0, -1);
  return { ...opened, lines, text: (changed: string[]) => changed.map((line) => `${line}\n`).join('') };
}

test('lines that were appended hold together, over a restart too', async () => {
  const { folder, audit } = openAudit();
  await audit.append(act(1));
  await Promise.all([audit.append(act(2)), audit.append(act(3))]);
  const again = openAudit(folder);
  await again.audit.append(act(4));
  const text = await again.audit.text();
  expect(checkChain(text)).toEqual({
    lines: 4,
    unlinked: 0,
    nameless: 0,
    faults: [],
    last: expect.any(String),
  });
});

test.each([
  ['an amount of words', (line: string) => line.replace('O2', 'O9')],
  ['who did it', (line: string) => line.replace('"p1"', '"p2"')],
  ['their name', (line: string) => line.replace('Ana', 'Bob')],
  ['when', (line: string) => line.replace('"at":2', '"at":7')],
  ['its name taken out with a salt left', (line: string) => line.replace('"Ana"', '""')],
])('a line in which %s was altered shows, by its number', async (_, alter) => {
  const { lines, text } = await fourLines();
  const altered = lines.with(1, alter(lines[1] ?? ''));
  expect(altered[1]).not.toBe(lines[1]);
  expect(checkChain(text(altered)).faults.map(({ line }) => line)).toContain(2);
});

test('a line that was taken out, put in, doubled or moved shows', async () => {
  const { lines, text } = await fourLines();
  const [one = '', two = '', three = '', four = ''] = lines;
  const forged = JSON.stringify(act(2, 'OX'));
  for (const changed of [
    [one, three, four],
    [two, three, four],
    [one, two, two, three, four],
    [one, three, two, four],
    [one, two, forged, three, four],
    [one, 'no JSON', three, four],
  ]) {
    expect(checkChain(text(changed)).faults, changed.join('\n')).not.toEqual([]);
  }
});

test('an end that was cut off shows by a link that somebody had noted', async () => {
  const { lines, text } = await fourLines();
  const { last = '' } = checkChain(text(lines));
  const shorter = text(lines.slice(0, 2));
  expect(checkChain(shorter).faults).toEqual([]);
  expect(hasLink(text(lines), last)).toBe(true);
  expect(hasLink(shorter, last)).toBe(false);
});

test('names may be taken out of old lines, and the chain still holds', async () => {
  const { audit, file } = await fourLines();
  await audit.rewrite(
    (line) => namelessLine(line, 3),
    async () => {},
  );
  await audit.append(act(5));
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/Ana.*\n.*Ana.*\n.*Ana.*\n.*Ana/);
  expect(checkChain(text)).toMatchObject({ lines: 5, nameless: 2, faults: [] });
  expect(text.split('\n')[0]).not.toContain('salt');
});

test('a file from before there were links stays readable, and its lines count as not proven', async () => {
  const { file, audit } = openAudit();
  writeFileSync(file, `${JSON.stringify(act(1))}\n${JSON.stringify(act(2))}\n`);
  await audit.append(act(3));
  await audit.append(act(4));
  expect(checkChain(await audit.text())).toMatchObject({ lines: 4, unlinked: 2, faults: [] });
});

test('a line that a power cut left half is none, and the next one follows the last whole one', async () => {
  const { folder, file, lines } = await fourLines();
  writeFileSync(file, `${lines.join('\n')}\n{"at":5,"person":"p1","na`);
  expect(checkChain(readFileSync(file, 'utf8'))).toMatchObject({ lines: 4, faults: [] });
  const again = openAudit(folder);
  await again.audit.append(act(6));
  expect(checkChain(readFileSync(file, 'utf8'))).toMatchObject({ lines: 5, faults: [] });
});

test.each([
  ['did not take', false],
  ['took, and could not say so', true],
])(
  'after a line that the disk %s, the next one follows what really stands in the file',
  async (_, isThere) => {
    const taken: string[] = [];
    let fails = false;
    const file = {
      append: async (line: object) => {
        if (!fails || isThere) taken.push(`${JSON.stringify(line)}\n`);
        if (fails) throw new Error('no space');
      },
      text: async () => taken.join(''),
    };
    const audit = linked(file, parts);
    await audit.append(act(1));
    fails = true;
    const failed = audit.append(act(2));
    await expect(failed).rejects.toThrow('no space');
    fails = false;
    await audit.append(act(3));
    expect(checkChain(taken.join(''))).toMatchObject({ lines: isThere ? 3 : 2, faults: [] });
  },
);
