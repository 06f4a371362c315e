import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { openLineJournal } from '../../src/payment/index.ts';
import { linked } from '../../src/people/index.ts';
import { systemRandom } from '../../src/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function audit(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/audit', ...args]);
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, errors, code: code as number };
}

async function folderWith(acts: readonly string[]) {
  const folder = temporaryFolder();
  const journal = openLineJournal({ folder, name: 'audit', log: silentLog });
  const file = linked(journal, { random: systemRandom, log: silentLog });
  for (const act of acts) {
    await file.append({ at: 1_800_000_000_000, person: 'p1', name: 'Ana', act, what: 'R1', place: 'local' });
  }
  await journal.close();
  return { folder, path: join(folder, 'audit.jsonl'), lines: (await file.text()).split('\n') };
}

test('who did what is shown, and proven to be as it was written', async () => {
  const { folder } = await folderWith(['signIn', 'refund']);
  const shown = await audit('--data-dir', folder);
  expect(shown).toMatchObject({ code: 0 });
  expect(shown.output.trim().split('\n')[1]).toBe('2027-01-15 08:00:00  Ana (p1)  refund  R1  local');
  const proof = await audit('--data-dir', folder, '--verify');
  expect(proof.code).toBe(0);
  expect(proof.output).toContain('2 lines.\nNothing was altered, taken out or put in.\nLast link: ');
});

test('an altered line and an end that was cut off are told, with exit 1', async () => {
  const { folder, path, lines } = await folderWith(['signIn', 'refund', 'closeDay']);
  const { output } = await audit('--data-dir', folder, '--verify', '--json');
  const { last } = JSON.parse(output) as { last: string };
  writeFileSync(path, lines.with(1, (lines[1] ?? '').replace('refund', 'signIn')).join('\n'));
  const altered = await audit('--data-dir', folder, '--verify');
  expect(altered.code).toBe(1);
  expect(altered.output).toContain('Line 2: it was altered, or what stood before it was.');
  writeFileSync(path, `${lines.slice(0, 2).join('\n')}\n`);
  expect((await audit('--data-dir', folder, '--verify')).code).toBe(0);
  const cut = await audit('--data-dir', folder, '--verify', '--noted', last);
  expect(cut.code).toBe(1);
  expect(cut.output).toContain('lines were cut off');
});

test('wrong arguments are refused with 2, and a till that did nothing has nothing to show', async () => {
  expect((await audit('--noted', 'abc')).code).toBe(2);
  expect(await audit('--data-dir', temporaryFolder())).toMatchObject({ output: '', code: 0 });
});
