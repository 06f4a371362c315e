import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, scaledClock } from '../../src/clock.ts';
import type { GunNotes } from '../../src/devices/index.ts';
import { silentLog } from '../../src/log.ts';
import { openPeople } from '../../src/open-people.ts';
import { openPrintBook, openSettings } from '../../src/payment/index.ts';
import type { Notice } from '../../src/payment/notice.ts';
import type { Order } from '../../src/payment/order.ts';
import { NoticeJournal } from '../../src/payment/store/notice-journal.ts';
import { CONSOLE, PinHasher } from '../../src/people/index.ts';
import { systemRandom } from '../../src/random.ts';
import type { ShopSettings } from '../../src/shop-settings.ts';
import { type Engine, startEngine } from './engine.ts';
import { until } from './until.ts';

/** Noon in New York, on two days that follow one another. */
const FIRST_DAY = Date.parse('2026-11-20T17:00:00Z');
const SECOND_DAY = Date.parse('2026-11-21T17:00:00Z');

/** What was left in a folder that holds every kind of document. */
export interface RichFolder {
  /** A sale of the first day, paid, of which a part was refunded on the second. */
  partlyRefunded: string;
  /** Paid, seen, and nothing left to do. */
  paid: string;
  /** Nobody knows its outcome yet. */
  pending: string;
  /** Paid with another amount. */
  held: string;
}

/** Writes a data folder with every kind of document into `folder/data`, and its gateway's ledger into `folder/sandbox`. */
export async function writeRichFolder(folder: string): Promise<RichFolder> {
  const ends = (state: Order['state']) => (order: Order) => order.state === state;
  const first = await startEngine({ folder, clock: clockFrom(FIRST_DAY), lanes: ['1', '2'] });
  const sold = async (engine: Engine, outcome: Parameters<Engine['sell']>[1], end: Order['state']) => {
    const { orderNo } = await engine.sell('1', outcome);
    const order = await engine.orderWhen(orderNo, ends(end), 40_000);
    engine.payments.dismiss('1', order.saleId);
    return order;
  };
  const refunded = await sold(first, 'paid', 'paid');
  await sold(first, 'discount', 'paid');
  await sold(first, 'declined', 'declined');
  await sold(first, 'never', 'cancelled');
  await first.payments.books.days.close('2026-11-20', { by: 'Ada' });
  await sold(first, 'paid', 'paid');
  await first.stop();

  const second = await startEngine({ folder, clock: clockFrom(SECOND_DAY), lanes: ['1', '2'] });
  await second.payments.books.days.close('2026-11-20');
  await second.payments.refund(refunded.orderNo, {
    amountMinor: 230,
    reason: 'broken jar',
    key: 'a-refund',
    by: 'Ada',
  });
  await second.orderWhen(refunded.orderNo, ({ refunds }) => refunds?.[0]?.state === 'done');
  const outside = await sold(second, 'paid', 'paid');
  await second.payments.refund(outside.orderNo, {
    amountMinor: 500,
    reason: 'cash from the drawer',
    key: 'outside',
    outside: true,
  });
  const paid = await sold(second, 'paid', 'paid');
  await second.payments.books.days.close('2026-11-21', { by: 'Ada' });
  await second.payments.books.reconcile.start('2026-11-20');
  await until(async () => (await second.payments.books.reconcile.view('2026-11-20'))?.status === 'finished', {
    what: 'the first day is reconciled',
    timeoutMs: 20_000,
  });
  const held = await second.sell('2', 'wrong-amount');
  await second.orderWhen(held.orderNo, ends('held'));
  const pending = await second.sell('1', 'never');
  await second.orderWhen(pending.orderNo, ends('pending'));
  await second.stop();
  await writeRest(join(folder, 'data'), { paid: paid.orderNo, held: held.orderNo });
  return {
    partlyRefunded: refunded.orderNo,
    paid: paid.orderNo,
    pending: pending.orderNo,
    held: held.orderNo,
  };
}

/** What other parts of the till keep. */
async function writeRest(data: string, { paid, held }: { paid: string; held: string }): Promise<void> {
  const log = silentLog;
  const at = SECOND_DAY;
  const prints = openPrintBook(data);
  await prints.add({ number: paid, at, to: 'printer' });
  await prints.add({ number: paid, at: at + 60_000, to: 'browser' });
  const notices = new NoticeJournal({ folder: data, log });
  const told = (orderNo: string): Notice => ({ at, status: 'success', facts: { orderNo } });
  await notices.append('2026-11-21', told(held));
  await notices.append('2026-11-21', { ...told('SOMEBODYELSES0001'), foreign: true });
  await notices.close();
  await openSettings<Partial<ShopSettings>>({ folder: data, name: 'shop', isFit: () => true, log }).write({
    name: 'Corner Shop',
    quickAmounts: ['5.00', '12.30'],
  });
  await openSettings<GunNotes>({ folder: data, name: 'guns', isFit: () => true, log }).write({
    'hid 0c2e:1007 SN1 1-1.2': { lane: '2', name: 'Back gun', product: 'Voyager 1450' },
  });
  const staff = await openPeople(
    { folder: data, onChange: () => {} },
    {
      clock: clockFrom(SECOND_DAY),
      random: systemRandom,
      log,
      hasher: new PinHasher(systemRandom),
    },
  );
  const place = 'console';
  const ada = await staff.people.add(
    { name: 'Ada', role: 'manager', pin: '246813' },
    { person: CONSOLE, place },
  );
  const ben = await staff.people.add(
    { name: 'Ben', role: 'cashier', pin: '1359' },
    { person: CONSOLE, place },
  );
  if (!ada.ok || !ben.ok) throw new Error('people were not added');
  await staff.people.signIn({ person: ben.person.id, pin: '0000', kind: 'shift', place });
  await staff.close();
  mkdirSync(join(data, 'quarantine'), { recursive: true, mode: 0o700 });
  writeFileSync(join(data, 'quarantine', '2026-11-20.torn-line'), '{"schema":1,"rev":3,"orde', {
    mode: 0o600,
  });
}

function clockFrom(startsAt: number): Clock {
  const clock = scaledClock(40);
  const offset = startsAt - clock.now();
  return { ...clock, now: () => clock.now() + offset };
}
