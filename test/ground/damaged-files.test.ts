import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openShop, type Shop } from './shop.ts';

/** Files of the till that are torn, empty or somebody else's. */

const damages: [string, (text: string) => string][] = [
  ['torn', (text) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['full of zeros', (text) => '\0'.repeat(text.length)],
  ['foreign', () => '{"hello":"world"}\n'],
];

const openFile = (folder: string) => {
  const open = join(folder, 'data', 'open');
  const [name = ''] = readdirSync(open);
  return { name, file: join(open, name) };
};
const dayFile = (folder: string) => {
  const days = join(folder, 'data', 'days');
  return join(days, readdirSync(days).find((name) => name.endsWith('.jsonl')) ?? '');
};
function damage(file: string, how: (text: string) => string): void {
  writeFileSync(file, how(readFileSync(file, 'utf8')));
}
const pending = (shop: Shop) =>
  shop.screenWhen(({ message }) => message === 'The customer confirms on the phone');

test.each(damages)(
  'an open payment whose file is %s at the start is told on every screen until a person has dealt with it',
  async (_, how) => {
    const folder = temporaryFolder();
    const first = await openShop({ folder, lanes: ['1', '2'], sandbox: { customerDelayMs: () => 30_000 } });
    const { orderNo } = await first.sell('1', 'password');
    await pending(first);
    await first.stop();
    const { name, file } = openFile(folder);
    expect(name).toBe(`${orderNo}.json`);
    damage(file, how);

    const warning = `A payment may be missing: ${name} is damaged. Tell the technician.`;
    for (const lane of ['1', '2']) {
      const again = await openShop({ folder, lanes: ['1', '2'], gatewayOf: first });
      expect(again.screen('1').warnings).toEqual([warning]);
      expect(again.screen('2').warnings).toEqual([warning]);
      expect(again.payments.health().damaged).toMatchObject([{ file }]);
      await again.sellsAgain(lane);
      await again.stop();
    }
    rmSync(join(folder, 'data', 'quarantine', name));
    const mended = await openShop({ folder, gatewayOf: first });
    expect(mended.screen().warnings).toEqual([]);
  },
);

test.each(damages)('an open payment whose file is %s while the till runs ends as ever', async (_, how) => {
  const folder = temporaryFolder();
  const shop = await openShop({ folder, sandbox: { customerDelayMs: () => 10_000 } });
  await shop.sell('1', 'password');
  await pending(shop);
  damage(openFile(folder).file, how);
  await shop.screenWhen(({ mode }) => mode === 'paid');
  await shop.sellsAgain();
  expect(await shop.expectTrueBooks()).toHaveLength(2);
  await shop.stop();
  const again = await openShop({ folder, gatewayOf: shop });
  expect(again.screen()).toMatchObject({ mode: 'paid', warnings: [] });
  expect(await again.expectTrueBooks()).toHaveLength(2);
});

test.each(damages.filter(([name]) => name !== 'foreign'))(
  "a day's file that is %s at the start: the payment nobody has seen is still there, once",
  async (_, how) => {
    const folder = temporaryFolder();
    const first = await openShop({ folder });
    const { orderNo } = await first.sell('1', 'paid');
    await first.screenWhen(({ mode }) => mode === 'paid');
    await first.stop();
    damage(dayFile(folder), how);

    const again = await openShop({ folder, gatewayOf: first });
    await again.screenWhen(({ mode }) => mode === 'paid');
    expect(await again.expectTrueBooks()).toMatchObject([{ orderNo, state: 'paid' }]);
    await again.sellsAgain();
    await again.stop();
    const third = await openShop({ folder, gatewayOf: first });
    expect(await third.expectTrueBooks()).toHaveLength(2);
  },
);

test("a day's file with a foreign line at the start costs no payment, and is told on the screen", async () => {
  const folder = temporaryFolder();
  const first = await openShop({ folder });
  await first.sellsAgain();
  await first.sellsAgain();
  await first.stop();
  const file = dayFile(folder);
  const [one = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [one, '{"hello":"world"}', ...rest].join('\n'));

  const again = await openShop({ folder, gatewayOf: first });
  expect(again.screen().warnings).toEqual([
    expect.stringMatching(/^A payment may be missing: \d{4}-\d\d-\d\d\.jsonl is damaged\./),
  ]);
  await again.sellsAgain();
  expect(await again.expectTrueBooks()).toHaveLength(3);
});

test('foreign files beside those of the till are left alone', async () => {
  const folder = temporaryFolder();
  const first = await openShop({ folder });
  await first.sellsAgain();
  await first.stop();
  const foreign = ['open/README', 'open/.DS_Store', 'days/notes.txt', 'holiday.jpg'].map((name) =>
    join(folder, 'data', name),
  );
  for (const file of foreign) writeFileSync(file, 'mine');

  const again = await openShop({ folder, gatewayOf: first });
  expect(again.screen().warnings).toEqual([]);
  await again.sellsAgain();
  expect(await again.expectTrueBooks()).toHaveLength(2);
  expect(foreign.map((file) => readFileSync(file, 'utf8'))).toEqual(foreign.map(() => 'mine'));
});
