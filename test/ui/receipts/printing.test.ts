import { expect, test } from 'vitest';
import { openPrintBook, type PrintBook } from '../../../src/payment/index.ts';
import type { Printer, PrintResult } from '../../../src/ui/receipts/printer.ts';
import { createPrinting } from '../../../src/ui/receipts/printing.ts';
import { receiptOf } from '../../../src/ui/receipts/receipt-of.ts';
import { handClock } from '../../support/hand-clock.ts';
import { orderOf } from '../../support/orders.ts';
import { paperSetting } from '../../support/papers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const order = orderOf({ state: 'paid' });
const PLACE = '127.0.0.1:9100';

/** A desk whose printer does as it is told, one result for each paper; `leaves` says whether a byte of it left. */
function desk(
  results: [PrintResult, leaves: boolean][] = [],
  book: PrintBook = openPrintBook(temporaryFolder()),
) {
  const sent: Uint8Array[] = [];
  const printer: Printer = {
    async print(_, bytes, onLeaving) {
      const [result, leaves] = results.shift() ?? ['printed', true];
      if (leaves) {
        await onLeaving();
        sent.push(bytes);
      }
      return result;
    },
  };
  const printing = createPrinting({ book, printer, clock: handClock() });
  const request = {
    number: order.orderNo,
    paper: (isCopy: boolean) => receiptOf({ order, isCopy }, paperSetting()),
  };
  return { printing, request, sent };
}

test('the first paper is the original, every later one a copy, wherever they are printed', async () => {
  const { printing, request } = desk();
  expect(await printing.toBrowser(request)).toMatchObject({ isCopy: false, receipt: { isCopy: false } });
  expect(await printing.toPrinter(PLACE, request)).toMatchObject({ isCopy: true, receipt: { isCopy: true } });
  expect(await printing.toBrowser(request)).toMatchObject({ isCopy: true });
});

test('of papers that are asked for at one moment one is the original', async () => {
  const { printing, request } = desk();
  const handed = await Promise.all([
    printing.toBrowser(request),
    printing.toPrinter(PLACE, request),
    printing.toBrowser(request),
  ]);
  expect(handed.filter((each) => each.ok && !each.isCopy)).toHaveLength(1);
});

test('a printer that takes its time holds up nobody who prints another sale in the browser', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow: Printer = {
    print: async (_, __, onLeaving) => {
      await onLeaving();
      await held;
      return 'printed';
    },
  };
  const printing = createPrinting({
    book: openPrintBook(temporaryFolder()),
    printer: slow,
    clock: handClock(),
  });
  const paper = (isCopy: boolean) => receiptOf({ order, isCopy }, paperSetting());
  const printed = printing.toPrinter(PLACE, { number: order.orderNo, paper });
  const other = { number: 'P261120TEST0000000000001', paper };
  expect(await printing.toBrowser(other)).toMatchObject({ ok: true, isCopy: false });
  release();
  expect(await printed).toMatchObject({ ok: true, isCopy: false });
});

test.each<[PrintResult]>([['noPaper'], ['coverOpen'], ['fault'], ['refused'], ['unreachable']])(
  'what did not leave for a printer is still the original: %s',
  async (why) => {
    const { printing, request } = desk([[why, false]]);
    expect(await printing.toPrinter(PLACE, request)).toEqual({ ok: false, why });
    expect(await printing.toPrinter(PLACE, request)).toMatchObject({ ok: true, isCopy: false });
  },
);

test('after a paper that may be out the next one is a copy', async () => {
  const { printing, request } = desk([['unknown', true]]);
  expect(await printing.toPrinter(PLACE, request)).toEqual({ ok: false, why: 'unknown' });
  expect(await printing.toPrinter(PLACE, request)).toMatchObject({ ok: true, isCopy: true });
});

test('nothing is printed that the disk does not know of', async () => {
  const full: PrintBook = { count: async () => 0, add: () => Promise.reject(new Error('full')) };
  const unreadable: PrintBook = { ...full, count: () => Promise.reject(new Error('gone')) };
  for (const book of [full, unreadable]) {
    const { printing, request, sent } = desk([], book);
    expect(await printing.toPrinter(PLACE, request)).toEqual({ ok: false, why: 'notSaved' });
    expect(await printing.toBrowser(request)).toEqual({ ok: false, why: 'notSaved' });
    expect(sent).toEqual([]);
  }
});

test('a slip that is no receipt is never counted, nor a copy', async () => {
  const { printing, request } = desk();
  const { number: _, ...slip } = request;
  expect(await printing.toBrowser(slip)).toMatchObject({ isCopy: false });
  expect(await printing.toBrowser(slip)).toMatchObject({ isCopy: false });
  expect(await printing.toBrowser(request)).toMatchObject({ isCopy: false });
});

test('without a printer, or with letters that none has, the disk is not asked', async () => {
  const { printing, request } = desk();
  expect(await printing.toPrinter('', request)).toEqual({ ok: false, why: 'noPrinter' });
  const arabic = () => receiptOf({ order, isCopy: false }, paperSetting({ name: 'متجر' }));
  const refused = await printing.toPrinter(PLACE, { ...request, paper: arabic });
  expect(refused).toMatchObject({ ok: false, why: 'notPrintable' });
  expect(await printing.toBrowser(request)).toMatchObject({ isCopy: false });
});
