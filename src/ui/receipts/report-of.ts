import type { KindSums, PeriodView, Totals } from '../../payment/index.ts';
import { BOOKING_KINDS } from '../day-messages.ts';
import type { Receipt, ReceiptLine } from '../receipt-messages.ts';
import { centred, headOf, type PaperSetting, row, type Writing, writingIn } from './paper.ts';

/** A period's totals on paper: of one that is open an X, of a closed one its Z. In the shop's own language. `at`: epoch ms. Pure. */
export function reportOf({ period, at }: { period: PeriodView; at: number }, setting: PaperSetting): Receipt {
  const { shop, timeZone, isSandbox } = setting;
  const writing = writingIn(shop.locale, timeZone);
  const { words, language, moment } = writing;
  const { report } = words;
  const [, day = period.period, part] = /^(\d{4}-\d\d-\d\d)(?:\.(\d+))?$/.exec(period.period) ?? [];
  const title = period.z === undefined ? report.running : report.closed(String(period.z));
  return {
    kind: 'report',
    isCopy: false,
    language,
    widthMm: shop.receiptWidthMm,
    lines: [
      ...headOf(shop, words),
      ...(isSandbox ? [{ kind: 'banner', text: report.practice } as const] : []),
      { kind: 'banner', text: title },
      ...(part === undefined ? [] : [centred(report.period(part))]),
      ...(period.status === 'over' ? [centred(report.notClosed)] : []),
      ...row(report.day, dayText(day, writing)),
      ...row(report.from, moment(period.openedAt)),
      ...(period.closedAt === undefined ? [] : row(report.until, moment(period.closedAt))),
      ...row(report.closedBy, period.by),
      ...period.totals.flatMap((totals) => totalsLines(totals, writing, setting)),
      ...carriedLines(period, writing),
      { kind: 'rule' },
      centred(report.printed(moment(at))),
    ],
  };
}

function totalsLines(totals: Totals, writing: Writing, setting: PaperSetting): ReceiptLine[] {
  const { report } = writing.words;
  const { kinds, discountMinor, feeMinor } = totals;
  const amount = (amountMinor: number) => writing.amount({ ...totals, amountMinor });
  const group = (title: string, groups: Record<string, KindSums>, nameOf: (key: string) => string) => {
    const found = Object.entries(groups).flatMap(([key, sums]) => {
      const { count = 0, amountMinor = 0 } = sums.paid ?? {};
      return count === 0 ? [] : row(report.counted(nameOf(key), String(count)), amount(amountMinor));
    });
    return found.length === 0 ? [] : [{ kind: 'rule' } as const, centred(title), ...found];
  };
  return [
    { kind: 'rule' },
    ...BOOKING_KINDS.flatMap((kind) => {
      const { count = 0, amountMinor = 0 } = kinds[kind] ?? {};
      if (count === 0 && kind !== 'paid') return [];
      return row(report.counted(report.kinds[kind], String(count)), amount(amountMinor));
    }),
    { kind: 'total', label: report.net, value: amount(totals.netMinor) },
    ...(discountMinor > 0 ? row(report.discounts, amount(discountMinor)) : []),
    ...(feeMinor > 0 ? row(report.fees, amount(feeMinor)) : []),
    ...(discountMinor + feeMinor > 0 ? row(report.customersPaid, amount(totals.customersPaidMinor)) : []),
    ...group(report.byWallet, totals.byWallet, setting.walletName),
    ...group(report.byLane, totals.byLane, setting.laneName),
    ...(Object.keys(totals.byCashier).some((name) => name !== 'unknown')
      ? group(report.byCashier, totals.byCashier, (name) => (name === 'unknown' ? report.nobody : name))
      : []),
  ];
}

function carriedLines({ carried }: PeriodView, { words, amount }: Writing): ReceiptLine[] {
  const { report } = words;
  if (carried.length === 0) return [{ kind: 'rule' }, centred(report.nothingCarried)];
  return [
    { kind: 'rule' },
    centred(report.carried),
    ...carried.flatMap((each) => row(each.orderNo, amount(each))),
  ];
}

/** A business day, whatever the zone, as the locale writes dates. */
function dayText(day: string, { locale }: Writing): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00:00Z`),
  );
}
