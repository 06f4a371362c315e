import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openConsole } from '../../scripts/people/console.ts';
import { parsePeopleOptions } from '../../scripts/people/options.ts';
import { NoPin, type PinSource, readPin } from '../../scripts/people/pin-input.ts';
import { configAt } from '../../scripts/people/place.ts';
import { NotDone } from '../../scripts/people/till-door.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';

// Programs are built first where their sources are newer.
vi.setConfig({ testTimeout: 90_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the console on a data folder. */
async function people(dataDir: string, args: string[], pin = '') {
  const child = spawn(
    process.execPath,
    ['scripts/run.mjs', 'scripts/people', ...args, '--data-dir', dataDir],
    { cwd: root },
  );
  child.stdin.end(pin);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { out, err, code };
}

test('the first manager is made before the first start, and a forgotten PIN mended beside the running till', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const added = await people(dataDir, ['add', '--name', 'Ada', '--role', 'manager'], '314159\n');
  expect(added).toMatchObject({ code: 0, out: 'p1    manager  Ada\n' });
  const till = await startTill({ dataDir });
  onTestFinished(() => till.kill());
  const signIn = async (pin: string) =>
    (
      await fetch(`${till.url}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person: 'p1', pin }),
      })
    ).status;
  expect(await signIn('314159')).toBe(201);
  expect(await people(dataDir, ['pin', '--id', 'p1'], '271828\n')).toMatchObject({ code: 0 });
  expect(await signIn('314159')).toBe(403);
  expect(await signIn('271828')).toBe(201);
  const listed = await people(dataDir, ['list', '--json']);
  expect(JSON.parse(listed.out)).toEqual({
    people: [{ id: 'p1', name: 'Ada', role: 'manager', state: 'active' }],
  });
  expect(await till.stop()).toBe(0);
  expect(() => readFileSync(join(dataDir, 'console.json')), 'its key is gone with the till').toThrow(
    'ENOENT',
  );
  expect(till.output()).not.toMatch(/314159|271828/);
});

test('without a running till it works on the folder itself, also where the list is damaged', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const opened = () => openConsole(configAt({ dataDir }, {}));
  const ada = { name: 'Ada', role: 'manager' as const, pin: '314159' };
  const first = await opened();
  await first.add(ada);
  await expect(first.add({ name: 'Bo', role: 'cashier', pin: '1234' })).rejects.toThrow('Choose another');
  await expect(first.change('p1', { state: 'left' })).rejects.toThrow('only manager');
  await expect(first.change('p9', { pin: '271828' })).rejects.toThrow(NotDone);
  await first.close();
  writeFileSync(join(dataDir, 'people.json'), '{');
  const second = await opened();
  expect(await second.list()).toEqual([]);
  expect(await second.add(ada)).toMatchObject({ id: 'p2' });
  await second.close();
});

test('arguments that are none are refused, and a PIN is never one', () => {
  const parse =
    (...argv: string[]) =>
    () =>
      parsePeopleOptions(argv, {});
  expect(parse('add', '--name', 'A', '--role', 'manager')().wish).toEqual({
    do: 'add',
    name: 'A',
    role: 'manager',
  });
  expect(parse('pin', '--id', 'p1', '--json')()).toMatchObject({ wish: { do: 'pin', id: 'p1' } });
  expect(parsePeopleOptions(['list'], { SCANTILL_DATA_DIR: 'there' }).place).toEqual({ dataDir: 'there' });
});

/** A terminal on which somebody types. */
function terminal(...typed: string[]): PinSource & { modes: boolean[] } {
  const stream = new PassThrough();
  const modes: boolean[] = [];
  for (const keys of typed) stream.write(keys);
  return Object.assign(stream, { isTTY: true, modes, setRawMode: (isRaw: boolean) => modes.push(isRaw) });
}

test('on a terminal the PIN is asked for twice, not shown, and asked anew where the two differ', async () => {
  const said: string[] = [];
  const source = terminal();
  const read = readPin(source, (line) => said.push(line));
  for (const keys of ['27x\u007f18\r', '2719\r', '2718\r', '2718\r']) {
    source.emit('data', keys);
    await Promise.resolve()
      .then(() => {})
      .then(() => {});
  }
  expect(await read).toBe('2718');
  expect(source.modes).toEqual([true, false, true, false, true, false, true, false]);
  expect(said.join('')).not.toMatch(/27/);
});

test('Ctrl+C types no PIN, and the terminal is as before', async () => {
  const source = terminal();
  const read = readPin(source, () => {});
  source.emit('data', '27\u0003');
  await expect(read).rejects.toThrow(NoPin);
  expect(source.modes).toEqual([true, false]);
});
