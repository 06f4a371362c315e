import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Screen } from '../../src/ui/messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type DiskFault, failingDisk } from './failing-disk.ts';
import { openShop } from './shop.ts';

/** A disk that is full, read-only or broken, under a till that runs. */

vi.setConfig({ testTimeout: 90_000 });

const CANNOT_WRITE = 'The till cannot write sales down';
const faults: [string, DiskFault, string][] = [
  ['a full disk', 'ENOSPC', 'no space left on device'],
  ['a read-only disk', 'EROFS', 'read-only file system'],
  ['a disk that fails to write or sync', 'EIO', 'i/o error'],
];

test.each(faults)(
  '%s between sales is found, told with its cure, and sold on by itself',
  async (_, fault, words) => {
    const disk = failingDisk();
    const shop = await openShop({ folder: temporaryFolder(), disk, speed: 200 });
    await shop.sellsAgain();
    const paid = shop.screen();
    disk.fail(fault);
    // What was paid stays paid; the fault is told as soon as a sale is wanted.
    const idle = await shop.screenWhen(() => shop.payments.health().block?.kind === 'storeFault');
    expect(idle).toMatchObject({ mode: 'paid', saleId: paid.saleId, actions: ['dismiss'] });
    expect(shop.payments.dismiss('1', paid.saleId ?? '')).toEqual({ ok: true });
    const screen = await shop.screenWhen(({ hint }) => hint?.includes(words) === true);
    expect(screen).toMatchObject({ mode: 'blocked', message: CANNOT_WRITE, actions: [] });
    expect(screen.hint).toContain('Take another payment.');
    expect(screen.hint).toContain('the till goes on by itself');
    expect(await shop.payments.charge('1', { amountMinor: 1230 })).toEqual({ ok: false, why: 'blocked' });
    disk.mend();
    await shop.screenWhen(({ mode }) => mode === 'idle');
    await shop.sellsAgain();
    expect(await shop.expectTrueBooks()).toHaveLength(2);
  },
);

test.each(faults)(
  '%s at any moment of a sale neither loses nor doubles it, and shows nothing that is not kept',
  async (_, fault) => {
    const disk = failingDisk();
    const folder = temporaryFolder();
    const seen: { screen: Screen; onDisk: string }[] = [];
    const shop = await openShop({
      folder,
      disk,
      speed: 200,
      sandbox: { customerDelayMs: () => 1500 },
      onChange: () => {
        const screen = shop.screen();
        if (screen.mode === 'paid') seen.push({ screen, onDisk: booksOnDisk(folder) });
      },
    });
    let [unsent, paid] = [0, 0];
    const before = disk.operations();
    await shop.sellsAgain();
    const operations = (disk.operations() - before) * 2;
    for (let moment = 0; moment < operations; moment += 1) {
      const saleId = await shop.charge('1');
      disk.fail(fault, moment);
      shop.scan('1', 'password');
      // It is met by the sale, or by what the till tries of its own accord.
      await shop.screenWhen(() => shop.payments.health().block?.kind === 'storeFault');
      const during = shop.screen();
      if (during.mode !== 'paid') {
        expect(['blocked', 'unknown']).toContain(during.mode);
        expect(during.message).toBe(during.mode === 'blocked' ? CANNOT_WRITE : 'Not confirmed');
        expect(during.actions).toEqual([]);
      }
      disk.mend();
      const after = await shop.screenWhen(({ mode }) => mode === 'idle' || mode === 'paid');
      if (after.mode === 'paid') paid += 1;
      else unsent += 1;
      if (after.mode === 'idle') expect(after.message).toBe('Nothing was sent, nothing was charged');
      if (after.mode === 'paid') shop.payments.dismiss('1', saleId);
    }
    await shop.sellsAgain();
    const orders = await shop.expectTrueBooks();
    expect(orders.filter(({ state }) => state === 'paid')).toHaveLength(paid + 2);
    expect(Math.min(unsent, paid)).toBeGreaterThan(1);
    for (const { screen, onDisk } of seen) {
      expect(onDisk).toMatch(new RegExp(`"orderNo":"${screen.order?.orderNo}".*"state":"paid"`));
    }
  },
);

test('a disk that no longer answers is told within a minute or so, in mid-sale too, and the sale ends once it does', async () => {
  const disk = failingDisk();
  const shop = await openShop({ folder: temporaryFolder(), disk, speed: 100 });
  await shop.charge('1');
  shop.scan('1', 'password');
  await shop.screenWhen(({ message }) => message === 'The customer confirms on the phone');
  const since = shop.clock.monotonic();
  disk.hang();
  const screen = await shop.screenWhen(({ mode }) => mode === 'unknown');
  expect(shop.clock.monotonic() - since).toBeLessThan(90_000);
  expect(screen).toMatchObject({ message: 'Not confirmed', actions: [] });
  expect(screen.hint).toContain('The disk has not answered for 10 s.');
  expect(shop.payments.health().block).toMatchObject({ kind: 'storeFault' });
  disk.mend();
  await shop.screenWhen(({ mode }) => mode === 'paid');
  await shop.sellsAgain();
  expect(await shop.expectTrueBooks()).toHaveLength(2);
});

function booksOnDisk(folder: string): string {
  const days = join(folder, 'data', 'days');
  return readdirSync(days)
    .map((name) => readFileSync(join(days, name), 'utf8'))
    .join('');
}
