import type { Clock } from '../../clock.ts';
import type { PrintBook } from '../../payment/index.ts';
import type { ScreenSetting } from '../screen.ts';
import { networkPrinter } from './printer.ts';
import { createPrinting } from './printing.ts';
import type { ReceiptsApiParts } from './receipts-api.ts';

/** What the printing of a till is made of. */
export function createPaperDesk(parts: {
  setting: ScreenSetting;
  book: PrintBook;
  clock: Clock;
  /** Address of the shop's picture. */
  logo?: string | undefined;
}): Pick<ReceiptsApiParts, 'printing' | 'paper'> {
  const { setting, book, clock, logo } = parts;
  return {
    printing: createPrinting({ book, printer: networkPrinter(clock), clock }),
    paper: () => ({
      shop: setting.shop(),
      timeZone: setting.timeZone,
      walletName: setting.walletName,
      laneName: (lane) => setting.laneNames.get(lane) ?? lane,
      isSandbox: setting.sandbox,
      logo,
    }),
  };
}
