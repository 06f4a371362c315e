import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';
import { openPrivacy } from '../../src/open-privacy.ts';
import { openLineJournal } from '../../src/payment/index.ts';
import { namelessLine } from '../../src/privacy/index.ts';
import { startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DAY = 86_400_000;
const ADA = { person: 'p1', name: 'Ada', act: 'closeDay', what: '2024-01-01', place: '192.0.2.7' };

test('an old line loses name and address, and keeps who it was by number, what was done and when', () => {
  const line = JSON.stringify({ at: 5, ...ADA });
  expect(JSON.parse(namelessLine(line, 6) ?? '')).toEqual({ at: 5, ...ADA, name: '', place: '' });
  expect(namelessLine(line, 5)).toBeUndefined();
  for (const odd of ['{', '7', 'null', '{"at":"soon"}']) expect(namelessLine(odd, 6)).toBeUndefined();
});

test('the till takes names out of its audit log as its configuration says, and says so there', async () => {
  const folder = temporaryFolder();
  const engine = await startEngine({ folder });
  onTestFinished(() => engine.stop());
  const data = join(folder, 'data');
  const audit = openLineJournal({ folder: data, name: 'audit', log: silentLog });
  onTestFinished(() => audit.close());
  const now = engine.clock.now();
  await audit.append({ at: now - 101 * DAY, ...ADA });
  await audit.append({ at: now - 99 * DAY, ...ADA, name: 'Bo' });
  const open = (privacy: object) =>
    openPrivacy(
      {
        config: configSchema.parse({ gateway: { kind: 'sandbox' }, privacy }),
        folder: data,
        timeZone: 'UTC',
        payments: engine.payments,
        audit,
      },
      { clock: engine.clock, log: silentLog },
    );
  expect(await open({ keepAuditDays: 0 })?.run()).toBeUndefined();
  expect(await open({ keepAuditDays: 100 })?.run()).toMatch(/^names in 1 lines/);
  await audit.append({ at: now, ...ADA, name: 'Cy' });
  const text = readFileSync(join(data, 'audit.jsonl'), 'utf8');
  expect(text).not.toContain('Ada');
  expect(text).toMatch(/Bo[\s\S]+"act":"trimmed","what":"names in 1 lines[\s\S]+Cy/);
});

test('notices go after their time, and a damaged note of what was done only makes work', async () => {
  const folder = temporaryFolder();
  const engine = await startEngine({ folder });
  onTestFinished(() => engine.stop());
  const data = join(folder, 'data');
  const journal = openLineJournal({ folder: data, name: 'audit', log: silentLog });
  onTestFinished(() => journal.close());
  await engine.sell('1', 'paid');
  const old = join(data, 'notices', '2020-01-01.jsonl');
  mkdirSync(join(data, 'notices'), { recursive: true });
  appendFileSync(old, '{}\n');
  appendFileSync(join(data, 'privacy.json'), '{');
  const config = configSchema.parse({ gateway: { kind: 'sandbox' } });
  const retention = openPrivacy(
    { config, folder: data, timeZone: 'UTC', payments: engine.payments, audit: journal },
    { clock: engine.clock, log: silentLog },
  );
  expect(await retention?.run()).toMatch(/^notices of 1 days/);
  expect(existsSync(old)).toBe(false);
  await retention?.stop();
});

test('too short a time is an error that says what is expected', () => {
  const problem = (privacy: object) =>
    configSchema.safeParse({ gateway: { kind: 'sandbox' }, privacy }).error?.issues[0]?.message;
  expect(problem({ keepDays: 29 })).toBe('expected 0 (for ever), or 30 or more');
  expect(problem({ keepAuditDays: 1 })).toBe('expected 0 (for ever), or 90 or more');
  expect(problem({ keepDays: 0, keepAuditDays: 90 })).toBeUndefined();
});
