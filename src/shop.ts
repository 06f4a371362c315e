import { type Shop, type ShopSettings, shopSettingsSchema } from './shop-settings.ts';

export const SHOP_DEFAULTS: ShopSettings = {
  name: 'Scantill',
  address: [],
  taxNumber: '',
  receiptFooter: '',
  receiptWidthMm: 80,
  printer: '',
  quickAmounts: [],
  locale: 'en',
  customerLocale: 'en',
  resultSeconds: 0,
  signIn: false,
};

export interface ShopParts {
  /** `shop` of the configuration file: what stands there counts. */
  file: { [Name in keyof ShopSettings]?: ShopSettings[Name] | undefined };
  /** What was set on the page before. */
  stored: Partial<ShopSettings>;
  /** Durable when it resolves. */
  save(settings: Partial<ShopSettings>): Promise<void>;
  onChange(): void;
}

/** The file over what was set on the page over the defaults; customers are spoken to in the shop's language by default. */
export function createShop({ file, stored, save, onChange }: ShopParts): Shop {
  const names = Object.keys(SHOP_DEFAULTS) as (keyof ShopSettings)[];
  const fixed = names.filter((name) => file[name] !== undefined);
  const ofFile = Object.fromEntries(fixed.map((name) => [name, file[name]])) as Partial<ShopSettings>;
  let set = stored;
  /** One change after the other: none is made of what another is about to replace. */
  let changing = Promise.resolve();
  const inForce = (): ShopSettings => {
    const locale = ofFile.locale ?? set.locale ?? SHOP_DEFAULTS.locale;
    return { ...SHOP_DEFAULTS, customerLocale: locale, ...set, ...ofFile };
  };
  return {
    settings: inForce,
    fixed,
    change(patch) {
      const done = changing.then(async () => {
        const next = { ...set, ...patch };
        await save(next);
        set = next;
        onChange();
      });
      changing = done.catch(() => {});
      return done;
    },
  };
}

/** Whether a document read back is what was set on the page once. */
export function areShopSettings(value: unknown): value is Partial<ShopSettings> {
  return shopSettingsSchema.partial().safeParse(value).success;
}
