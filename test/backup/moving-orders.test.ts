import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkArchive } from '../../src/backup/check-archive.ts';
import { writeArchive } from '../../src/backup/make-backup.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ABOUT = {
  format: 'scantill-backup' as const,
  version: 1 as const,
  madeBy: '1.0.0',
  madeAt: 1_800_000_000_000,
  tillId: 'ABCD',
  gateway: { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' },
  dataFormat: 2,
  place: { addresses: [], folder: '/data', machine: 'till' },
  isLast: false,
};

test('an order that goes from the open ones to its day, after whichever file is copied, is in the backup', async () => {
  for (let moment = 0, isLater = true; isLater; moment += 1) {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    for (const name of ['open', 'days', 'books']) mkdirSync(join(data, name), { recursive: true });
    for (const name of ['till.json', 'shop.json', 'books/state.json', 'open/A.json', 'open/B.json'])
      writeFileSync(join(data, name), `{"order":"${name}"}\n`);
    for (const day of ['2026-11-20', '2026-11-21'])
      writeFileSync(join(data, 'days', `${day}.jsonl`), `{"of":"${day}"}\n`);
    const file = join(folder, 'backup.tar.gz');
    let copied = 0;
    const between = async () => {
      if (copied === moment) {
        appendFileSync(join(data, 'days', '2026-11-20.jsonl'), '{"order":"open/B.json"}\n');
        rmSync(join(data, 'open', 'B.json'));
      }
      copied += 1;
    };
    await writeArchive({ folder: data, file, about: ABOUT, between });
    isLater = copied > moment;
    let kept = '';
    await checkArchive(file, (_, content) => {
      kept += content.toString();
    });
    expect(kept, `after file ${moment}`).toContain('"open/B.json"');
  }
});
