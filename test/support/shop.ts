import { createShop, SHOP_DEFAULTS, type ShopParts } from '../../src/shop.ts';
import type { Shop, ShopSettings } from '../../src/shop-settings.ts';

/** The settings of the tests' shop. */
export const cornerShop = (changes: Partial<ShopSettings> = {}): ShopSettings => ({
  ...SHOP_DEFAULTS,
  name: 'Corner Shop',
  ...changes,
});

/** A shop that keeps what is set in memory, and takes everything. */
export const settableShop = (parts: Partial<ShopParts> = {}): Shop =>
  createShop({ file: {}, stored: {}, save: async () => {}, onChange: () => {}, ...parts });
