import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { GatewayIdentity } from '../../../src/payment/order.ts';
import { dataFolderProblem, openDataFolder } from '../../../src/payment/store/data-folder.ts';
import { systemRandom } from '../../../src/random.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const REAL: GatewayIdentity = {
  kind: 'codepay',
  baseUrl: 'https://pay.example',
  merchantNo: 'M1',
  appId: 'A1',
};
const SANDBOX: GatewayIdentity = {
  kind: 'sandbox',
  baseUrl: 'http://127.0.0.1:9200',
  merchantNo: '',
  appId: '',
};

const open = (folder: string, gateway: GatewayIdentity = REAL) =>
  openDataFolder({ folder, gateway, random: systemRandom, self: { pid: process.pid, isAlive: () => true } });
const reopen = async (folder: string, gateway?: GatewayIdentity) => {
  const opened = await open(folder, gateway);
  await opened.release();
  return opened;
};

test("a folder keeps its till's number and key for good, and two folders have their own", async () => {
  const folder = join(temporaryFolder(), 'new', 'data');
  const first = await reopen(folder);
  expect(first.tillId).toMatch(/^[0-9A-Z]{4}$/);
  expect(first.codeKey).toHaveLength(32);
  expect(await reopen(folder)).toMatchObject({ tillId: first.tillId, codeKey: first.codeKey });
  const other = await reopen(temporaryFolder());
  expect(Buffer.from(other.codeKey)).not.toEqual(Buffer.from(first.codeKey));
});

test('a folder in use is refused, and free again once it is given back', async () => {
  const folder = temporaryFolder();
  const opened = await open(folder);
  await expect(open(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
  await opened.release();
  await reopen(folder);
});

test.each([
  ['address', { ...REAL, baseUrl: 'https://other.example' }, 'https://other.example'],
  ['merchant', { ...REAL, merchantNo: 'M2' }, 'M2'],
  ['app', { ...REAL, appId: 'A2' }, 'A2'],
  ['kind', SANDBOX, 'the sandbox'],
])(
  'a folder of another gateway (%s) is refused, naming both, and not kept locked',
  async (_, other, named) => {
    const folder = temporaryFolder();
    await reopen(folder);
    await expect(open(folder, other)).rejects.toMatchObject({
      code: 'DATA_FOLDER_OF_ANOTHER_GATEWAY',
      message: expect.stringMatching(new RegExp(`https://pay\\.example.*M1.*${named}`)),
    });
    await reopen(folder);
  },
);

test('why a folder cannot be used is told without making or taking it', async () => {
  const folder = join(temporaryFolder(), 'data');
  expect(await dataFolderProblem(folder, REAL)).toBeUndefined();
  expect(readdirSync(dirname(folder))).toEqual([]);
  const opened = await open(folder);
  expect(await dataFolderProblem(folder, REAL)).toBeUndefined();
  expect(await dataFolderProblem(folder, { ...REAL, merchantNo: 'M2' })).toMatchObject({
    code: 'DATA_FOLDER_OF_ANOTHER_GATEWAY',
  });
  await opened.release();
  writeFileSync(join(folder, 'till.json'), '{');
  expect(await dataFolderProblem(folder, REAL)).toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
});

test('the sandbox is the same wherever it found a free port', async () => {
  const folder = temporaryFolder();
  await reopen(folder, SANDBOX);
  await reopen(folder, { ...SANDBOX, baseUrl: 'http://127.0.0.1:9999' });
});

test.each([
  ['cut off', '{"schema":1,'],
  ['empty', ''],
  ['of another schema', '{"schema":2}'],
  ['without a key', JSON.stringify({ schema: 1, tillId: 'AB12', gateway: REAL })],
])('a stamp that is %s makes the folder unusable; it is never made anew over it', async (_, text) => {
  const folder = temporaryFolder();
  const file = join(folder, 'till.json');
  writeFileSync(file, text);
  await expect(open(folder)).rejects.toMatchObject({
    code: 'DATA_FOLDER_UNUSABLE',
    message: expect.stringContaining(folder),
    hint: expect.stringContaining('Put till.json back'),
  });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual(['till.json']);
});

test.each(['open/P1.json', 'days/2026-11-20.jsonl'])(
  'a folder that holds %s and no stamp is refused: nobody knows whose orders they are',
  async (name) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, dirname(name)));
    writeFileSync(join(folder, name), '{}');
    await expect(open(folder)).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
      message: expect.stringContaining('its till.json is missing'),
    });
  },
);

test('a folder that cannot be made or written is unusable, and says so', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(open(join(folder, 'file', 'data'))).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  await expect(open(join(folder, 'file'))).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  mkdirSync(join(folder, 'data', 'till.json'), { recursive: true });
  await expect(open(join(folder, 'data'))).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
});
