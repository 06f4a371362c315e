import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, renameSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';
import { until } from '../support/until.ts';

vi.setConfig({ testTimeout: 90_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));

test('a disk that does not answer at the start is told after ten seconds, and the till starts once it does', async () => {
  const dataDir = temporaryFolder();
  const first = await startTill({ dataDir });
  expect(await first.stop()).toBe(0);
  // Who reads a pipe waits until somebody writes into it, as one waits for a drive that went away.
  const stamp = join(dataDir, 'till.json');
  renameSync(stamp, `${stamp}.kept`);
  execFileSync('mkfifo', [stamp]);

  const till = spawn(
    process.execPath,
    ['scripts/run.mjs', 'src/main', '--port', '0', '--data-dir', dataDir],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  onTestFinished(() => void till.kill('SIGKILL'));
  let output = '';
  for (const stream of [till.stdout, till.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const says = (text: string) =>
    until(() => output.includes(text), { what: `it says: ${text}`, timeoutMs: 40_000 });
  await says(`Still starting: the data folder ${dataDir} has not answered yet. Is its disk well?`);
  expect(output).not.toContain('Till ready');
  // The drive is back: who waits is answered, and whoever asks again finds the file.
  renameSync(stamp, `${stamp}.pipe`);
  copyFileSync(`${stamp}.kept`, stamp);
  await writeFile(`${stamp}.pipe`, await readFile(stamp));
  await says('Till ready on http://');
});
