import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../../src/log.ts';
import { type Disk, nodeDisk } from '../../../src/payment/store/disk.ts';
import { openSettings } from '../../../src/payment/store/settings-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Colours {
  wall: string;
}

function settings(folder = temporaryFolder(), disk: Disk = nodeDisk) {
  const lines: string[] = [];
  const isFit = (value: unknown) => typeof (value as Colours | null)?.wall === 'string';
  const log = createLog('debug', (line) => lines.push(line));
  const file = openSettings<Colours>({ folder, name: 'colours', isFit, log, disk });
  return { folder, path: join(folder, 'colours.json'), lines, file };
}

const failing = (code: string) => async () => {
  throw Object.assign(new Error(`${code}: as planned`), { code });
};

test('what was written is read again by the next start, and is for the till alone', async () => {
  const { folder, path, file } = settings();
  expect(await file.read()).toBeUndefined();
  await file.write({ wall: 'red' });
  await file.write({ wall: 'blue' });
  expect(await settings(folder).file.read()).toEqual({ wall: 'blue' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['colours.json']);
});

test('a write is on the disk when it is done: the file is synced before it takes the place, and its folder after', async () => {
  const steps: string[] = [];
  const disk: Disk = {
    ...nodeDisk,
    open: async (name, flags, mode) => {
      const handle = await nodeDisk.open(name, flags, mode);
      const what = name.endsWith('.tmp') ? 'file' : 'folder';
      return Object.assign(Object.create(handle), {
        writeFile: (text: string) => handle.writeFile(text),
        sync: async () => {
          steps.push(`sync ${what}`);
          await handle.sync();
        },
        close: () => handle.close(),
      });
    },
    rename: async (from, to) => {
      steps.push('rename');
      await nodeDisk.rename(from, to);
    },
  };
  await settings(temporaryFolder(), disk).file.write({ wall: 'red' });
  expect(steps).toEqual(['sync file', 'rename', 'sync folder']);
});

test('writes at the same moment end in the last one', async () => {
  const { folder, file } = settings();
  await Promise.all(Array.from({ length: 50 }, (_, i) => file.write({ wall: `colour ${i}` })));
  expect(await settings(folder).file.read()).toEqual({ wall: 'colour 49' });
});

test.each([
  ['is torn', '{"wall":"re'],
  ['is empty', ''],
  ['holds something else', '{"floor":"red"}'],
])('a file that %s is set aside, not lost, told, and no reason not to start', async (_what, text) => {
  const { folder, path, lines, file } = settings();
  writeFileSync(path, text);
  expect(await file.read()).toBeUndefined();
  expect(existsSync(path)).toBe(false);
  expect(readFileSync(join(folder, 'quarantine', 'colours.unreadable'), 'utf8')).toBe(text);
  expect(lines.join('')).toContain('settings could not be read');

  await file.write({ wall: 'green' });
  expect(await file.read()).toEqual({ wall: 'green' });
});

test('one that is set aside takes no earlier one’s place', async () => {
  const { folder, path, file } = settings();
  for (const text of ['first', 'second', 'third']) {
    writeFileSync(path, text);
    await file.read();
  }
  const kept = readdirSync(join(folder, 'quarantine')).map((name) =>
    readFileSync(join(folder, 'quarantine', name), 'utf8'),
  );
  expect(kept.sort()).toEqual(['first', 'second', 'third']);
});

test('a disk that does not take a write says so, and what was written before stays', async () => {
  const folder = temporaryFolder();
  await settings(folder).file.write({ wall: 'red' });
  for (const broken of [{ open: failing('ENOSPC') }, { rename: failing('EIO') }]) {
    const { file } = settings(folder, { ...nodeDisk, ...broken });
    await expect(file.write({ wall: 'blue' })).rejects.toThrow(/as planned/);
  }
  expect(await settings(folder).file.read()).toEqual({ wall: 'red' });
  expect(readdirSync(folder)).toEqual(['colours.json']);
});

test('after a write that failed the next one goes through', async () => {
  const folder = temporaryFolder();
  let isFull = true;
  const disk: Disk = {
    ...nodeDisk,
    rename: (from, to) => (isFull ? failing('ENOSPC')() : nodeDisk.rename(from, to)),
  };
  const { file } = settings(folder, disk);
  await expect(file.write({ wall: 'red' })).rejects.toThrow();
  isFull = false;
  await file.write({ wall: 'blue' });
  expect(await settings(folder).file.read()).toEqual({ wall: 'blue' });
});

test('what the disk does not give is not taken for nothing', async () => {
  const folder = temporaryFolder();
  await settings(folder).file.write({ wall: 'red' });
  const { file } = settings(folder, { ...nodeDisk, readFile: failing('EIO') });
  await expect(file.read()).rejects.toMatchObject({ code: 'EIO' });
  expect(await settings(folder).file.read()).toEqual({ wall: 'red' });
});

test('what cannot be set aside stays where it is', async () => {
  const { folder, path } = settings();
  writeFileSync(path, 'torn');
  mkdirSync(join(folder, 'quarantine'));
  const { file } = settings(folder, { ...nodeDisk, rename: failing('EROFS') });
  await expect(file.read()).rejects.toMatchObject({ code: 'EROFS' });
  expect(readFileSync(path, 'utf8')).toBe('torn');
});
