import type { Receipt } from '../receipt-messages.ts';
import { centred, headOf, type PaperSetting, writingIn } from './paper.ts';
import { qrLine } from './qr.ts';

/** Shows whether a printer prints, cuts, and has the letters of the shop's customers. `at`: epoch ms. */
export function testPaper(setting: PaperSetting, at: number): Receipt {
  const { shop, timeZone } = setting;
  const { words, language, moment } = writingIn(shop.customerLocale, timeZone);
  return {
    kind: 'test',
    isCopy: false,
    language,
    widthMm: shop.receiptWidthMm,
    lines: [
      ...headOf(shop, words),
      { kind: 'banner', text: words.testTitle },
      centred(words.testText),
      { kind: 'row', label: words.date, value: moment(at) },
      qrLine('SCANTILL'),
    ],
  };
}
