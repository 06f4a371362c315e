import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStoredOrders } from '../../scripts/kills/stored-orders.ts';
import { type Acknowledged, foundIn, lostOf, unreadableIn } from '../../scripts/power-cuts/after-cut.ts';
import { missingFor } from '../../scripts/power-cuts/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ORDER = {
  orderNo: 'P261121A',
  rev: 3,
  state: 'paid',
  refunds: [{ refundNo: 'P261121AR1' }],
  settlement: { as: 'paid' },
};

const NOTHING: Acknowledged = {
  results: new Map(),
  refunds: new Map(),
  settlements: new Map(),
  closes: [],
  notices: [],
  footer: undefined,
};

/** A data folder with one of everything, all whole. */
function wholeFolder(): string {
  const folder = temporaryFolder();
  for (const name of ['days', 'open', 'books/z', 'notices', 'quarantine'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'days/2026-11-21.jsonl'), `${JSON.stringify(ORDER)}\n`);
  writeFileSync(join(folder, 'books/z/000001.json'), '{"z":1,"period":"2026-11-20"}\n');
  writeFileSync(join(folder, 'notices/2026-11-21.jsonl'), '{"facts":{"transNo":"T1"}}\n');
  writeFileSync(join(folder, 'shop.json'), '{"receiptFooter":"Thank you 4"}');
  return folder;
}

const lostIn = (folder: string, told: Partial<Acknowledged>) =>
  lostOf({ ...NOTHING, ...told }, foundIn(folder, readStoredOrders(folder))).map(({ what }) => what);

test('what is on the disk as it was told is not lost', () => {
  const told: Partial<Acknowledged> = {
    results: new Map([['P261121A', 'paid']]),
    refunds: new Map([['P261121A', new Set(['P261121AR1'])]]),
    settlements: new Map([['P261121A', 'paid']]),
    closes: ['2026-11-20'],
    notices: ['T1'],
    footer: { saved: 'Thank you 4', asked: [] },
  };
  expect(lostIn(wholeFolder(), told)).toEqual([]);
});

test('each kind of thing that was acknowledged and is not on the disk is told', () => {
  const folder = wholeFolder();
  const cases: [Partial<Acknowledged>, RegExp][] = [
    [{ results: new Map([['P261121A', 'cancelled']]) }, /told as cancelled; on the disk it is paid/],
    [{ results: new Map([['P261121B', 'paid']]) }, /not there/],
    [{ refunds: new Map([['P261121A', new Set(['P261121AR2'])]]) }, /refund P261121AR2/],
    [{ settlements: new Map([['P261121A', 'notPaid']]) }, /settled as notPaid/],
    [{ closes: ['2026-11-21'] }, /close of 2026-11-21/],
    [{ notices: ['T2'] }, /notification T2/],
    [{ footer: { saved: 'Thank you 5', asked: ['Thank you 6'] } }, /"Thank you 5" was saved/],
  ];
  for (const [told, what] of cases) expect(lostIn(folder, told)).toEqual([expect.stringMatching(what)]);
});

test('a setting that was asked for and not answered may be there or not', () => {
  const asked = (saved: string | undefined) =>
    lostIn(wholeFolder(), { footer: { saved, asked: ['Thank you 4'] } });
  expect(asked('Thank you 3')).toEqual([]);
  expect(asked(undefined)).toEqual([]);
});

test('a whole folder, what was never acknowledged of it, and what was set aside are readable', () => {
  const folder = wholeFolder();
  writeFileSync(join(folder, 'days/2026-11-22.jsonl'), '{"orderNo":"P1"}\n{"orderN');
  writeFileSync(join(folder, 'open/.P2.json.4.tmp'), '{"ord');
  writeFileSync(join(folder, 'books/z/000002.json'), '');
  writeFileSync(join(folder, 'quarantine/P3.json'), 'x');
  expect(unreadableIn(folder)).toEqual([]);
});

test.each(['days/2026-11-21.jsonl', 'open/P9.json', 'shop.json', 'books/z/000001.json'])(
  'a spoilt %s is told',
  (name) => {
    const folder = wholeFolder();
    writeFileSync(join(folder, 'books/z/000002.json'), '{"z":2,"period":"2026-11-21"}');
    writeFileSync(join(folder, name), '{"orderNo":"P1"\n{"orderNo":"P2"}\n');
    expect(unreadableIn(folder)).toEqual([{ what: expect.stringContaining(name) }]);
  },
);

test('what this machine lacks for a power cut is told with its cure, and a program that is not there is named', () => {
  const path = process.env.PATH;
  process.env.PATH = temporaryFolder();
  try {
    expect(missingFor('xfs').join('\n')).toMatch(/perl or python3/);
  } finally {
    process.env.PATH = path;
  }
});
