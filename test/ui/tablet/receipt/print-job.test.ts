import { expect, test } from 'vitest';
import { printing } from '../../../../src/ui/languages/en/printing.ts';
import type { PrintAnswer, Receipt } from '../../../../src/ui/receipt-messages.ts';
import { print, receiptJob, reportJob } from '../../../../src/ui/tablet/receipt/print-job.ts';
import { problemText } from '../../../../src/ui/tablet/receipt/problem-text.ts';
import { scriptedRest } from '../../../support/scripted-rest.ts';

const receipt: Receipt = { kind: 'sale', isCopy: false, language: 'en', widthMm: 80, lines: [] };
const here: PrintAnswer = { printed: false, isCopy: false, receipt };

function bench() {
  const rest = scriptedRest();
  const drawn: Receipt[] = [];
  return { rest, drawn, parts: { rest, draw: async (each: Receipt) => void drawn.push(each) } };
}

const refused = (code: string) => ({ kind: 'refused', status: 503, code, detail: 'a detail' }) as const;

test('what the till hands back is drawn here, once', async () => {
  const { rest, drawn, parts } = bench();
  const printed = print(receiptJob('P1'), 'auto', parts);
  const asked = rest.next('/orders/P1/receipts');
  expect(asked.request).toMatchObject({ method: 'POST', body: { to: 'auto' } });
  await asked.answer({ kind: 'done', body: here });
  expect(await printed).toEqual({ kind: 'printed', isCopy: false });
  expect(drawn).toEqual([receipt]);
});

test('what came out of the printer is not drawn as well', async () => {
  const { rest, drawn, parts } = bench();
  const printed = print(receiptJob('P1', 'P1R'), 'auto', parts);
  const asked = rest.next('/orders/P1/receipts');
  expect(asked.request).toMatchObject({ body: { refundNo: 'P1R', to: 'auto' } });
  await asked.answer({ kind: 'done', body: { printed: true, isCopy: true } });
  expect([await printed, drawn]).toEqual([{ kind: 'printed', isCopy: true }, []]);
});

test('letters that the printer does not have are drawn here, without being asked', async () => {
  const { rest, drawn, parts } = bench();
  const printed = print(reportJob('2026-11-21', '2026-11-21.2'), 'auto', parts);
  await rest.next('/days/2026-11-21/report').answer(refused('notPrintable'));
  const again = rest.next('/days/2026-11-21/report');
  expect(again.request).toMatchObject({ body: { period: '2026-11-21.2', to: 'browser' } });
  await again.answer({ kind: 'done', body: here });
  expect([(await printed).kind, drawn.length]).toEqual(['printed', 1]);
});

test('no other trouble is answered by a second paper that nobody asked for', async () => {
  for (const answer of [refused('printerNoPaper'), refused('printUnknown'), { kind: 'unknown' } as const]) {
    const { rest, drawn, parts } = bench();
    const printed = print(receiptJob('P1'), 'auto', parts);
    await rest.next('/receipts').answer(answer);
    expect((await printed).kind).toBe(answer.kind);
    expect([drawn.length, rest.waiting('/receipts')]).toEqual([0, 0]);
  }
});

test('where it is not known whether there is a paper, nobody reads that there is none', () => {
  const doubt = [
    { kind: 'unknown' } as const,
    { kind: 'refused', code: 'printUnknown', detail: '' } as const,
  ];
  for (const outcome of doubt) expect(problemText(outcome, printing).title).toBe(printing.maybePrinted);
  const noPaper = problemText({ kind: 'refused', code: 'printerNoPaper', detail: 'x' }, printing);
  expect(noPaper).toEqual({ title: printing.notPrinted, text: printing.problem.printerNoPaper });
  expect(problemText({ kind: 'refused', code: 'toString', detail: 'a detail' }, printing).text).toBe(
    'a detail',
  );
});
