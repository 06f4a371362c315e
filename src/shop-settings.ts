import { z } from 'zod';

/**
 * What a manager sets on the page. Each may also stand in the configuration file under `shop`; then that counts, and the
 * page shows it as fixed.
 */
export const shopSettingsSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** Lines below the name on a receipt. */
  address: z.array(z.string().trim().min(1).max(60)).max(5),
  taxNumber: z.string().trim().max(40),
  /** The last lines of a receipt. */
  receiptFooter: z.string().trim().max(200),
  receiptWidthMm: z.union([z.literal(80), z.literal(58)]),
  /** `host:port` of an ESC/POS printer on the network; empty: receipts are printed by the browser. */
  printer: z.string().trim().max(100),
  /** Decimal texts in the shop's currency. */
  quickAmounts: z.array(z.string().regex(/^\d+(\.\d+)?$/, 'expected a decimal text such as "5.00"')).max(6),
  /** Language and formats of the cashiers' pages. */
  locale: z.string().min(2).max(35),
  /** Language and formats of customer screens and receipts. */
  customerLocale: z.string().min(2).max(35),
  /** How long a plain PAID stays by itself, s; 0: until somebody has touched it. */
  resultSeconds: z.int().min(0).max(600),
  /** Nobody sells without having signed in. */
  signIn: z.boolean(),
});

export type ShopSettings = z.output<typeof shopSettingsSchema>;

/** The settings in force, and which of them the configuration file decides. */
export interface Shop {
  settings(): ShopSettings;
  fixed: readonly (keyof ShopSettings)[];
  /** Resolves when it is durable; `changed` of the pages is told. Rejects where the disk does not take it. */
  change(patch: Partial<ShopSettings>): Promise<void>;
}
