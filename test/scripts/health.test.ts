import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';

// Programs are built first where their sources are newer.
vi.setConfig({ testTimeout: 90_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));

async function run(program: string, ...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', `scripts/${program}`, ...args], { cwd: root });
  child.stdin.end();
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { out, err, code };
}

test('a till that lives and takes payments is found wherever it listens, and one that has ended is not', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const till = await startTill({ dataDir });
  onTestFinished(() => till.kill());
  const lives = await run('health', '--data-dir', dataDir);
  expect(lives).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(lives.out)).toHaveProperty('status', 'ok');
  expect(await run('health', '--ready', '--data-dir', dataDir)).toMatchObject({ code: 0 });
  await till.kill();
  const gone = await run('health', '--data-dir', dataDir);
  expect(gone).toMatchObject({ code: 1, out: '' });
  expect(gone.err).toContain('The till does not answer');
});

test('each command says by 2 that the configuration is not good, and by 1 that no till runs there', async () => {
  const folder = temporaryFolder();
  const bad = join(folder, 'config.json');
  writeFileSync(bad, '{"gatway":{}}');
  const commands = [
    ['orders', 'list'],
    ['people', 'list'],
    ['pair', '--list'],
    ['audit'],
    ['health'],
    ['backup'],
    ['support', '--yes', '--to', join(folder, 'bundle.tar.gz')],
    ['go-live', '--yes', '--protocol', join(folder, 'protocol.txt')],
  ] as const;
  for (const [program, ...args] of commands) {
    const refused = await run(program, ...args, '--config', bad);
    expect(refused.code, program).toBe(2);
    expect(refused.err + refused.out, program).toContain('gatway');
  }
  for (const [program, ...args] of [commands[0], commands[2], commands[4]]) {
    const alone = await run(program, ...args, '--data-dir', join(folder, 'none'));
    expect(alone, program).toMatchObject({ code: 1, err: expect.stringContaining('No till runs') });
  }
});

test('a version would start on books that it made, and not on those of a later format or without a good configuration', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const till = await startTill({ dataDir });
  onTestFinished(() => till.kill());
  await till.stop();
  const good = await run('check-till', '--json', '--data-dir', dataDir);
  expect(good).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(good.out)).toEqual({ ok: true, dataDir });
  const stamp = join(dataDir, 'till.json');
  const { schema } = JSON.parse(readFileSync(stamp, 'utf8')) as { schema: number };
  const later = readFileSync(stamp, 'utf8').replace(`"schema": ${schema}`, `"schema": ${schema + 1}`);
  writeFileSync(stamp, later);
  const tooNew = await run('check-till', '--data-dir', dataDir);
  expect(tooNew).toMatchObject({ code: 2, out: '', err: expect.stringContaining('DATA_FOLDER_TOO_NEW') });
  expect(readFileSync(stamp, 'utf8'), 'it changes nothing').toBe(later);
  const config = join(temporaryFolder(), 'config.json');
  writeFileSync(config, '{"gatway":{}}');
  const bad = await run('check-till', '--config', config, '--data-dir', dataDir);
  expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('gatway') });
});
