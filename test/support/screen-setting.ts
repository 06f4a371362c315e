import type { ScreenSetting } from '../../src/ui/screen.ts';
import { cornerShop } from './shop.ts';

/** A shop with real money and one lane. */
export const setting: ScreenSetting = {
  bootId: 'BOOT',
  version: '1.2.3',
  shop: () => cornerShop(),
  laneNames: new Map([['1', 'Front']]),
  currency: { code: 'USD', digits: 2 },
  maxMinor: 99_999_999,
  timeZone: 'America/New_York',
  sandbox: false,
  waitMs: 50_000,
  walletName: (wallet) => (wallet === 'alipay' ? 'Alipay' : 'Wallet'),
};
