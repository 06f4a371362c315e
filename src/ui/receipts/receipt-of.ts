import type { Order, Refund } from '../../payment/index.ts';
import { isMadeRefund, refundedMinorOf } from '../order-facts.ts';
import type { Receipt, ReceiptLine, Unproven } from '../receipt-messages.ts';
import { centred, headOf, isPractice, type PaperSetting, row, type Writing, writingIn } from './paper.ts';
import { qrLine } from './qr.ts';
import { unprovenRefund, unprovenSale } from './unproven.ts';

/** What is to be printed: a sale, or one of its refunds. */
export interface Printed {
  order: Order;
  refund?: Refund;
  /** It was printed before. A slip that is no receipt is never a copy. */
  isCopy: boolean;
}

/** Whether the paper is a receipt, or only a slip that says that it is none. */
export function unprovenOf({ order, refund }: Omit<Printed, 'isCopy'>): Unproven | undefined {
  return refund ? unprovenRefund(refund) : unprovenSale(order);
}

/**
 * The paper for the customer, in the customers' language. Only what the wallet has confirmed becomes a receipt; of
 * everything else there is a slip that says so, with the same number. Pure.
 */
export function receiptOf(printed: Printed, setting: PaperSetting): Receipt {
  const { order, refund } = printed;
  const { shop, timeZone } = setting;
  const writing = writingIn(shop.customerLocale, timeZone);
  const { words, language } = writing;
  const unproven = unprovenOf(printed);
  const isCopy = printed.isCopy && unproven === undefined;
  const number = refund?.refundNo ?? order.orderNo;
  const paper = { ...printed, setting, writing };
  const body = unproven ? slip(paper, unproven) : refund ? refundBody(paper, refund) : saleBody(paper);
  return {
    kind: unproven ? 'notice' : refund ? 'refund' : 'sale',
    isCopy,
    language,
    widthMm: shop.receiptWidthMm,
    ...(setting.logo === undefined ? {} : { logo: setting.logo }),
    lines: [
      ...headOf(shop, words),
      ...(isPractice(order) ? [{ kind: 'banner', text: words.practice } as const] : []),
      ...(isCopy ? [{ kind: 'banner', text: words.copy } as const] : []),
      ...body,
      qrLine(order.orderNo),
      centred(number),
      ...(shop.receiptFooter === '' || unproven
        ? []
        : [{ kind: 'rule' } as const, ...footLines(shop.receiptFooter)]),
    ],
  };
}

/** A printer has no letter for the end of a line. */
function footLines(text: string): ReceiptLine[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map(centred);
}

interface Paper extends Printed {
  setting: PaperSetting;
  writing: Writing;
}

function saleBody(paper: Paper): ReceiptLine[] {
  const { order, setting, writing } = paper;
  const { words, amount } = writing;
  const { amountMinor, paidAmountMinor = amountMinor } = order;
  const money = (minor: number) => amount({ ...order, amountMinor: minor });
  return [
    centred(words.sale),
    { kind: 'rule' },
    ...row(words.date, writing.moment(paidAt(order))),
    ...row(words.register, setting.laneName(order.lane)),
    ...row(words.reference, order.reference),
    { kind: 'rule' },
    { kind: 'total', label: words.total, value: money(amountMinor) },
    ...(paidAmountMinor < amountMinor ? row(words.discount, money(paidAmountMinor - amountMinor)) : []),
    ...(paidAmountMinor > amountMinor ? row(words.fee, money(paidAmountMinor - amountMinor)) : []),
    ...(paidAmountMinor === amountMinor ? [] : row(words.customerPaid, money(paidAmountMinor))),
    ...walletRows(paper),
    ...refundRows(paper),
    { kind: 'rule' },
    ...row(words.walletNumber, order.payPlatformTransNo),
    ...row(words.gatewayNumber, order.transNo),
  ];
}

function refundBody(paper: Paper, refund: Refund): ReceiptLine[] {
  const { order, setting, writing } = paper;
  const { words, amount } = writing;
  const { amountMinor, paidAmountMinor = amountMinor } = order;
  const isOutside = refund.outside === true || refund.settledBy !== undefined;
  const hadDiscount = paidAmountMinor < amountMinor;
  return [
    { kind: 'banner', text: words.refund },
    { kind: 'rule' },
    ...row(words.date, writing.moment(refund.madeAfterAllAt ?? refund.finalAt ?? refund.createdAt)),
    ...row(words.register, setting.laneName(order.lane)),
    ...row(words.soldOn, writing.moment(paidAt(order))),
    ...row(words.saleNumber, order.orderNo),
    ...row(words.reason, refund.reason),
    { kind: 'rule' },
    { kind: 'total', label: words.givenBack, value: amount({ ...order, amountMinor: refund.amountMinor }) },
    ...walletRows(paper),
    ...(isOutside ? [centred(words.outside)] : hadDiscount ? [centred(words.walletDecides)] : []),
    { kind: 'rule' },
    ...row(words.gatewayNumber, refund.transNo),
  ];
}

/** Never with a large amount: what looks like a receipt is taken for one. */
function slip({ order, refund, setting, writing }: Paper, unproven: Unproven): ReceiptLine[] {
  const { words, amount } = writing;
  const { title, text } = words.unproven[unproven];
  return [
    { kind: 'banner', text: title },
    centred(text),
    centred(words.notAReceipt),
    { kind: 'rule' },
    ...row(words.date, writing.moment(refund?.createdAt ?? order.createdAt)),
    ...row(words.register, setting.laneName(order.lane)),
    ...row(words.reference, order.reference),
    ...row(words.amountAsked, amount(refund ? { ...order, amountMinor: refund.amountMinor } : order)),
    ...row(words.gatewayNumber, refund ? refund.transNo : order.transNo),
  ];
}

function walletRows({ order, setting, writing }: Paper): ReceiptLine[] {
  const { words } = writing;
  return [
    ...row(words.paidWith, setting.walletName(order.wallet)),
    ...row(words.code, `****${order.codeMask.slice(-4)}`),
  ];
}

function refundRows({ order, writing }: Paper): ReceiptLine[] {
  const { words, amount, day } = writing;
  const made = (order.refunds ?? []).filter(isMadeRefund);
  if (made.length === 0) return [];
  const left = order.amountMinor - refundedMinorOf(order);
  return [
    { kind: 'rule' },
    ...made.flatMap((refund) =>
      row(
        words.givenBackOn(day(refund.madeAfterAllAt ?? refund.finalAt ?? refund.createdAt)),
        amount({ ...order, amountMinor: -refund.amountMinor }),
      ),
    ),
    { kind: 'total', label: words.left, value: amount({ ...order, amountMinor: left }) },
  ];
}

function paidAt({ finalAt, settlement, createdAt }: Order): number {
  return finalAt ?? settlement?.agreedAt ?? createdAt;
}
