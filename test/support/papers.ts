import type { ShopSettings } from '../../src/shop-settings.ts';
import type { Receipt, ReceiptLine } from '../../src/ui/receipt-messages.ts';
import type { PaperSetting } from '../../src/ui/receipts/paper.ts';
import { cornerShop } from './shop.ts';

/** What the tests' shop prints with. */
export const paperSetting = (shop: Partial<ShopSettings> = {}): PaperSetting => ({
  shop: cornerShop({
    address: ['1 Main Street', 'New York'],
    taxNumber: '12-3456789',
    receiptFooter: 'Thank you!',
    ...shop,
  }),
  timeZone: 'America/New_York',
  walletName: (wallet) => (wallet === 'alipay' ? 'Alipay' : 'Wallet'),
  laneName: (lane) => (lane === '1' ? 'Front' : lane),
  isSandbox: false,
});

/** A paper as somebody reads it, line by line; large words in capitals of their own. */
export function readPaper({ lines }: Receipt): string[] {
  return lines.map(readLine);
}

function readLine(line: ReceiptLine): string {
  switch (line.kind) {
    case 'heading':
    case 'banner':
      return `# ${line.text}`;
    case 'text':
      return line.text;
    case 'row':
      return `${line.label}: ${line.value}`;
    case 'total':
      return `** ${line.label}: ${line.value}`;
    case 'rule':
      return '--';
    case 'qr':
      return `[${line.text}]`;
  }
}
