import type { ShopSettings } from '../shop-settings.ts';

/** The wire contract of the settings between the till and the page, over REST. Both ends import this file. */

/** `GET` and `PUT /api/v1/settings`. */
export interface SettingsAnswer {
  /** As they are in force. */
  settings: ShopSettings;
  /** Those that stand in the configuration file: no page changes them. */
  fixed: SettingName[];
  /** What the till speaks. */
  languages: string[];
  currency: { code: string; digits: number };
}

/** A setting of the shop. */
export type SettingName = keyof ShopSettings;
