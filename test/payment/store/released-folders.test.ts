import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Clock, scaledClock } from '../../../src/clock.ts';
import { silentLog } from '../../../src/log.ts';
import { openPrintBook, openSettings } from '../../../src/payment/index.ts';
import { openDataFolder } from '../../../src/payment/store/data-folder.ts';
import { NoticeJournal } from '../../../src/payment/store/notice-journal.ts';
import { FORMAT } from '../../../src/payment/store/stamp.ts';
import { arePeople, type PeopleDocument } from '../../../src/people/index.ts';
import { systemRandom } from '../../../src/random.ts';
import { filesBelow, SELF, textsBelow } from '../../support/backups.ts';
import { startEngine } from '../../support/engine.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const RELEASED = 'test/fixtures/data-folders';
const versions = readdirSync(RELEASED).filter((name) => /^\d/.test(name));
const SANDBOX = { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' } as const;

/** The afternoon of the day on which those tills were left. */
const LEFT_AT = Date.parse('2026-11-21T20:00:00Z');
function clockThen(): Clock {
  const clock = scaledClock(40);
  const offset = LEFT_AT - clock.now();
  return { ...clock, now: () => clock.now() + offset };
}

function copyOf(version: string): string {
  const folder = temporaryFolder();
  cpSync(join(RELEASED, version, 'till'), join(folder, 'data'), { recursive: true });
  cpSync(join(RELEASED, version, 'gateway'), join(folder, 'sandbox'), { recursive: true });
  return folder;
}
const openThere = (folder: string, keepBefore = async () => {}) =>
  openDataFolder({
    folder: join(folder, 'data'),
    gateway: SANDBOX,
    random: systemRandom,
    self: SELF,
    version: '7.0.0',
    keepBefore,
  });

test.each(versions)(
  'the folder of %s is brought up to date once, its copy first, and nothing else is touched',
  async (version) => {
    const folder = copyOf(version);
    const before = textsBelow(join(folder, 'data'));
    const stamps: string[] = [];
    const keep = async () => void stamps.push(readFileSync(join(folder, 'data', 'till.json'), 'utf8'));
    const opened = await openThere(folder, keep);
    await opened.release();
    expect(stamps).toEqual([before['till.json']]);
    const { 'till.json': stamp = '', ...after } = textsBelow(join(folder, 'data'));
    const { 'till.json': old = '', ...rest } = before;
    expect(after).toEqual(rest);
    expect(JSON.parse(stamp)).toEqual({ ...JSON.parse(old), schema: FORMAT, writtenBy: '7.0.0' });
    await (await openThere(folder, keep)).release();
    expect(stamps).toHaveLength(1);
  },
);

test.each(versions)('all of the folder of %s is read as it was left, and sold on', async (version) => {
  const folder = copyOf(version);
  await (await openThere(folder)).release();
  const till = await startEngine({ folder, clock: clockThen(), lanes: ['1', '2', '3'] });
  const { payments } = till;
  expect(payments.health().damaged).toEqual([]);
  const { orders } = await payments.orders({ limit: 100 });
  const states = orders.map(({ state }) => state).sort();
  expect(states).toEqual(expect.arrayContaining(['held', 'paid', 'paid']));
  const day = await payments.books.days.view('2026-11-21');
  expect(day?.periods[0]).toMatchObject({
    z: 3,
    totals: [{ netMinor: 1730, kinds: { refunded: { count: 1 } } }],
  });
  const yesterday = await payments.orders({ day: '2026-11-20', limit: 100 });
  expect(yesterday.orders.map(({ state }) => state).sort()).toEqual([
    'cancelled',
    'declined',
    'paid',
    'paid',
    'paid',
  ]);
  expect(yesterday.orders.flatMap(({ refunds = [] }) => refunds.map(({ state }) => state))).toEqual(['done']);
  expect((await payments.books.reconcile.view('2026-11-20'))?.status).toBe('finished');
  const { orderNo } = await till.sell('3', 'paid');
  await till.orderWhen(orderNo, ({ state }) => state === 'paid');
  await till.stop();

  const data = join(folder, 'data');
  const [printed = ''] = filesBelow(join(data, 'receipts'));
  const number = JSON.parse(
    readFileSync(join(data, 'receipts', printed), 'utf8').split('\n')[0] ?? '',
  ).number;
  expect(await openPrintBook(data).count(number)).toBe(2);
  const notices = await new NoticeJournal({ folder: data, log: silentLog }).on('2026-11-21');
  expect(notices.map(({ foreign }) => foreign ?? false)).toEqual([false, true]);
  const people = openSettings<PeopleDocument>({
    folder: data,
    name: 'people',
    isFit: arePeople,
    log: silentLog,
  });
  expect((await people.read())?.people.map(({ name }) => name)).toEqual(['Ada', 'Ben']);
});

test('a folder of a later version is refused, naming that version, and left as it is', async () => {
  const folder = copyOf('0.1.0');
  const file = join(folder, 'data', 'till.json');
  const later = { ...JSON.parse(readFileSync(file, 'utf8')), schema: FORMAT + 1, writtenBy: '12.3.0' };
  writeFileSync(file, JSON.stringify(later));
  const before = textsBelow(join(folder, 'data'));
  await expect(openThere(folder)).rejects.toMatchObject({
    code: 'DATA_FOLDER_TOO_NEW',
    message: expect.stringContaining('version 12.3.0'),
    hint: expect.stringContaining('Start that version again'),
  });
  expect(textsBelow(join(folder, 'data'))).toEqual(before);
});
