import { SHOP_DEFAULTS } from '../../src/shop.ts';
import type { ShopSettings } from '../../src/shop-settings.ts';

/** The settings of the tests' shop. */
export const cornerShop = (changes: Partial<ShopSettings> = {}): ShopSettings => ({
  ...SHOP_DEFAULTS,
  name: 'Corner Shop',
  ...changes,
});
