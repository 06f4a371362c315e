import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../src/log.ts';
import type { Notice } from '../../../src/payment/notice.ts';
import { type Disk, nodeDisk } from '../../../src/payment/store/disk.ts';
import { NoticeJournal } from '../../../src/payment/store/notice-journal.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAY = '2026-11-20';
const noticeOf = (i: number): Notice => ({
  at: i,
  status: 'success',
  facts: { orderNo: `A${i}`, attach: '€\n' },
});
const fileOf = (folder: string, day = DAY) => join(folder, 'notices', `${day}.jsonl`);

function journalIn(folder: string, disk: Disk = nodeDisk): NoticeJournal {
  const journal = new NoticeJournal({ folder, log: silentLog, disk });
  onTestFinished(() => journal.close());
  return journal;
}

test('notices are read back as they were kept, in their order, each on its own day', async () => {
  const folder = temporaryFolder();
  const journal = journalIn(folder);
  const foreign: Notice = { ...noticeOf(3), foreign: true };
  await Promise.all([noticeOf(1), noticeOf(2), foreign].map((notice) => journal.append(DAY, notice)));
  await journal.append('2026-11-21', noticeOf(4));
  await journal.append(DAY, noticeOf(5));
  expect(await journalIn(folder).on(DAY)).toEqual([noticeOf(1), noticeOf(2), foreign, noticeOf(5)]);
  expect(await journalIn(folder).on('2026-11-21')).toEqual([noticeOf(4)]);
  expect(await journal.on('2026-11-22')).toEqual([]);
});

test('a thousand notices that come at once are synced together, in a few writes', async () => {
  let syncs = 0;
  const openFile: Disk['open'] = async (file, flags, mode) => {
    const handle = await open(file, flags, mode);
    const datasync = handle.datasync.bind(handle);
    return Object.assign(handle, {
      datasync: () => {
        syncs += 1;
        return datasync();
      },
    });
  };
  const journal = journalIn(temporaryFolder(), { ...nodeDisk, open: openFile });
  await Promise.all(Array.from({ length: 1000 }, (_, i) => journal.append(DAY, noticeOf(i))));
  expect(await journal.on(DAY)).toHaveLength(1000);
  expect(syncs).toBeLessThan(10);
});

test('a torn last line is cut and kept beside, and the next notice stands whole', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'notices'));
  writeFileSync(fileOf(folder), `${JSON.stringify(noticeOf(1))}\n{"at":2,"sta`);
  const journal = journalIn(folder);
  expect(await journal.on(DAY)).toEqual([noticeOf(1)]);
  await journal.append(DAY, noticeOf(3));
  expect(await journal.on(DAY)).toEqual([noticeOf(1), noticeOf(3)]);
  expect(readdirSync(join(folder, 'quarantine'))).toEqual([`notices-${DAY}.torn-line`]);
});

test('a line that is no notice is passed over', async () => {
  const folder = temporaryFolder();
  const journal = journalIn(folder);
  await journal.append(DAY, noticeOf(1));
  appendFileSync(fileOf(folder), '{"at":"soon"}\nnonsense\n');
  expect(await journal.on(DAY)).toEqual([noticeOf(1)]);
});

test('a write that fails is told, and leaves no half a line', async () => {
  const folder = temporaryFolder();
  const fault = { isOn: false };
  const openFile: Disk['open'] = async (file, flags, mode) => {
    const handle = await open(file, flags, mode);
    const appendFile = handle.appendFile.bind(handle);
    return Object.assign(handle, {
      appendFile: async (text: string) => {
        await appendFile(fault.isOn ? text.slice(0, 10) : text);
        if (fault.isOn) throw new Error('disk full');
      },
    });
  };
  const journal = journalIn(folder, { ...nodeDisk, open: openFile });
  await journal.append(DAY, noticeOf(1));
  fault.isOn = true;
  await expect(journal.append(DAY, noticeOf(2))).rejects.toThrow('disk full');
  fault.isOn = false;
  await journal.append(DAY, noticeOf(3));
  expect(readFileSync(fileOf(folder), 'utf8').split('\n')).toHaveLength(3);
  expect(await journal.on(DAY)).toEqual([noticeOf(1), noticeOf(3)]);
});
