import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type App, startApp } from '../../src/app.ts';
import { scaledClock } from '../../src/clock.ts';
import { configSchema } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createLogRing } from '../../src/log-ring.ts';
import { systemRandom } from '../../src/random.ts';
import { firstVersionsFolder, SELF } from '../support/backups.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** Each kind of file in a data folder, damaged in each way before the till starts: it starts, or says why not. */

const LEFT_AT = Date.parse('2026-11-21T20:00:00Z');

interface Started {
  app: App | undefined;
  /** The error's code, where it did not start. */
  code?: string;
  log: string[];
  health: { status: string; damaged?: { file: string }[]; warnings?: string[] };
  data: string;
}

async function startOn(damage: (data: string) => void): Promise<Started> {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  damage(data);
  const log: string[] = [];
  const clock = scaledClock(1);
  const offset = LEFT_AT - clock.now();
  const parts = {
    clock: { ...clock, now: () => clock.now() + offset },
    random: systemRandom,
    log: createLog('info', (line) => log.push(line)),
    logRing: createLogRing(),
  };
  const config = configSchema.parse({
    server: { port: 0 },
    dataDir: data,
    gateway: { kind: 'sandbox' },
    shop: { timeZone: 'America/New_York' },
    lanes: [{ id: '1', scanners: [] }],
  });
  const request = { config, secrets: {}, publicDir: folder, version: '7.0.0', self: SELF };
  const started = await startApp(request, parts).catch((error) => error as { code: string });
  if (!('stop' in started))
    return { app: undefined, code: started.code, log, health: { status: 'none' }, data };
  let isStopped = false;
  onTestFinished(async () => {
    if (!isStopped) await started.stop();
    isStopped = true;
  });
  await until(async () => (await fetch(`${started.url}/readyz`)).ok, { what: 'the till takes payments' });
  const health = await healthOf(started);
  return { app: started, log, health, data };
}

const healthOf = async ({ url }: App) => (await (await fetch(`${url}/healthz`)).json()) as Started['health'];
const only = (data: string, folder: string) => join(data, folder, readdirSync(join(data, folder))[0] ?? '');
const WAYS: [string, (file: string) => void][] = [
  [
    'cut in half',
    (file) => writeFileSync(file, readFileSync(file).subarray(0, readFileSync(file).length >> 1)),
  ],
  ['empty', (file) => writeFileSync(file, '')],
  ['full of zeros', (file) => writeFileSync(file, Buffer.alloc(readFileSync(file).length))],
  ['garbage', (file) => writeFileSync(file, systemRandom.bytes(300))],
  ['another’s', (file) => writeFileSync(file, '{"hello":"world"}\n')],
  ['missing', (file) => rmSync(file)],
];
const quarantined = (data: string) => readdirSync(join(data, 'quarantine')).join(' ');

test.each(WAYS)('without its stamp nothing is started: till.json is %s', async (_, spoil) => {
  const { code, data } = await startOn((folder) => spoil(join(folder, 'till.json')));
  expect(code).toBe('DATA_FOLDER_UNUSABLE');
  expect(existsSync(join(data, 'lock'))).toBe(false);
});

test.each(WAYS)(
  'an open order’s document that is %s is set aside and told on the screens; the till sells',
  async (way, spoil) => {
    const { health, data } = await startOn((folder) => spoil(only(folder, 'open')));
    if (way === 'missing') {
      // Nobody can know of it: notifications and the day's comparison with the gateway find it.
      expect(health.damaged).toBeUndefined();
      return;
    }
    expect(health).toMatchObject({
      status: 'degraded',
      warnings: [expect.stringContaining('A payment may be missing')],
    });
    expect(quarantined(data)).toContain('.json');
  },
);

test.each(WAYS)(
  'of a day’s file that is %s the sound lines count, and what is lost is told',
  async (way, spoil) => {
    const { health, log, data } = await startOn((folder) => spoil(join(folder, 'days', '2026-11-21.jsonl')));
    expect(health.status).not.toBe('none');
    const isTold = health.damaged?.some(({ file }) => file.includes('2026-11-21.jsonl'));
    const isEmpty = way === 'missing' || way === 'empty';
    expect(isTold ?? false).toBe(!isEmpty);
    expect(log.some((line) => line.includes('damaged file'))).toBe(!isEmpty);
    expect(existsSync(join(data, 'days', '2026-11-20.jsonl'))).toBe(true);
  },
);

test.each(WAYS)(
  'the books’ state that is %s is made anew, of the closes and the orders',
  async (way, spoil) => {
    const { app, data } = await startOn((folder) => spoil(join(folder, 'books', 'state.json')));
    const answer = await fetch(`${app?.url}/api/v1/days/2026-11-21`);
    const day = (await answer.json()) as { periods: object[] };
    expect(day.periods[0]).toMatchObject({ z: 3, status: 'closed' });
    const state = JSON.parse(readFileSync(join(data, 'books', 'state.json'), 'utf8'));
    expect(state).toMatchObject({ lastZ: 3, firstDay: '2026-11-20' });
    expect(quarantined(data).includes('books-state.json')).toBe(way !== 'missing');
  },
);

test.each(WAYS)(
  'a close that is %s is told once it is looked for, and the others stay as they are',
  async (_, spoil) => {
    const { app, data } = await startOn((folder) => spoil(join(folder, 'books', 'z', '000002.json')));
    if (!app) throw new Error('it did not start');
    const later = readFileSync(join(data, 'books', 'z', '000003.json'), 'utf8');
    await fetch(`${app.url}/api/v1/days/2026-11-20`);
    const { damaged } = await healthOf(app);
    expect(damaged?.map(({ file }) => file)).toEqual([expect.stringContaining('000002.json')]);
    expect(readFileSync(join(data, 'books', 'z', '000003.json'), 'utf8')).toBe(later);
  },
);

const SETTINGS = ['shop.json', 'guns.json', 'people.json', 'pin-misses.json'];
test.each(SETTINGS.flatMap((name) => WAYS.map(([way, spoil]) => [name, way, spoil] as const)))(
  'the till starts and takes payments with a %s that is %s, and says so',
  async (name, way, spoil) => {
    const { app, log, health, data } = await startOn((folder) => spoil(join(folder, name)));
    expect(health.status).not.toBe('blocked');
    expect((await fetch(`${app?.url}/readyz`)).status).toBe(200);
    const isTold = log.some(
      (line) => line.includes(name) || line.includes('PINs') || line.includes('people'),
    );
    const isDamage = way !== 'missing' && !(way === 'another’s' && FITS_ANYTHING.includes(name));
    expect(isTold).toBe(isDamage);
    if (isDamage) expect(existsSync(join(data, name)) || quarantined(data).includes('unreadable')).toBe(true);
  },
);
/** Who knows none of its keys takes nothing of it. */
const FITS_ANYTHING: readonly string[] = [];

const DERIVED = [
  'books/reconcile/2026-11-20.json',
  'notices/2026-11-21.jsonl',
  'receipts/2026-11-21.jsonl',
  'audit.jsonl',
  'index/state.json',
];
test.each(DERIVED.flatMap((name) => WAYS.map(([way, spoil]) => [name, way, spoil] as const)))(
  'no payment hangs on %s: the till starts and takes payments where it is %s',
  async (name, _, spoil) => {
    const { app, health } = await startOn((folder) => spoil(join(folder, name)));
    expect(health.status).not.toBe('blocked');
    expect((await fetch(`${app?.url}/readyz`)).status).toBe(200);
    const find = await fetch(`${app?.url}/api/v1/orders?q=2026`);
    expect(find.status).toBe(200);
  },
);
