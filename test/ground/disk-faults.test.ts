import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type DiskFault, failingDisk } from './failing-disk.ts';
import { openShop } from './shop.ts';
import { faultsOfBooks, type VirtualShop, virtualShop } from './virtual-shop.ts';

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
    const shop = await openShop({ folder: temporaryFolder(), disk, speed: 40 });
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
    const open = async () => {
      const shop = virtualShop(1);
      await shop.start();
      await shop.passUntil('it sells', () => shop.screen().mode === 'idle');
      return shop;
    };
    const isOver = (shop: VirtualShop) => () => ['idle', 'paid'].includes(shop.screen().mode);
    const whole = await open();
    const before = whole.operations();
    await whole.sell('password');
    await whole.passUntil('it is paid', isOver(whole));
    const operations = whole.operations() - before;
    const seen = new Set<string>();
    for (let moment = 0; moment <= operations; moment += 1) {
      const shop = await open();
      shop.failDiskAfter(moment, fault);
      await shop.sell('password');
      // It is met by the sale, or by what the till tries of its own accord.
      await shop.passUntil('it is told', () => shop.till().health().block?.kind === 'storeFault');
      const { mode, message, actions } = shop.screen();
      seen.add(`${mode}: ${message}`);
      if (mode !== 'paid') expect(actions).toEqual([]);
      await shop.pass(100_000);
      expect(shop.screen().message, 'it stays told').toBe(message);
      shop.mendDisk();
      await shop.passUntil('lane 2 sells', () => shop.screen('2').mode === 'idle');
      await shop.passUntil('the sale is over', isOver(shop));
      seen.add(shop.screen().message);
      await shop.sell('paid', '2');
      await shop.passUntil('it is paid', () => shop.screen('2').mode === 'paid');
      await shop.pass(120_000);
      expect(await faultsOfBooks(shop), `from operation ${moment} on`).toEqual([]);
    }
    expect([...seen].toSorted()).toEqual([
      'Nothing was sent, nothing was charged',
      'Paid',
      'blocked: The till cannot write sales down',
      'paid: Paid',
      'unknown: Not confirmed',
    ]);
  },
);

test('a disk that no longer answers is told within a minute or so, in mid-sale too, and the sale ends once it does', async () => {
  const disk = failingDisk();
  const shop = await openShop({ folder: temporaryFolder(), disk, speed: 40 });
  await shop.charge('1');
  shop.scan('1', 'password');
  await shop.screenWhen(({ message }) => message === 'The customer confirms on the phone');
  const since = shop.clock.monotonic();
  disk.hang();
  const screen = await shop.screenWhen(({ mode }) => mode === 'unknown');
  expect(shop.clock.monotonic() - since).toBeLessThan(90_000);
  expect(screen).toMatchObject({ message: 'Not confirmed', actions: [] });
  expect(screen.hint).toContain('The disk has not answered for 20 s.');
  expect(shop.payments.health().block).toMatchObject({ kind: 'storeFault' });
  disk.mend();
  await shop.screenWhen(({ mode }) => mode === 'paid');
  await shop.sellsAgain();
  expect(await shop.expectTrueBooks()).toHaveLength(2);
});
