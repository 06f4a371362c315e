import { z } from 'zod';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Currency, formatMinor, parseGatewayAmount } from '../money.ts';
import { type Shop, type ShopSettings, shopSettingsSchema } from '../shop-settings.ts';
import { LANGUAGES } from './languages/tags.ts';
import { type Route, route } from './route.ts';
import { settings } from './schemas/shop.ts';

export interface SettingsApiParts {
  shop: Shop;
  currency: Currency;
  /** The limit of one sale: nothing above it can be typed by one tap either. */
  maxMinor: number;
  log: Log;
}

/** What a manager sets of the shop: read by anybody who sees the page, changed by who may. */
export function settingsRoutes({ shop, currency, maxMinor, log }: SettingsApiParts): Route[] {
  const answer = () => ({
    status: 200 as const,
    body: { settings: shop.settings(), fixed: [...shop.fixed], languages: [...LANGUAGES], currency },
  });
  const answers = { 200: { description: 'As they are in force', schema: settings } };

  return [
    route(
      { method: 'get', path: '/settings', act: 'lookShop', summary: 'What is set of the shop', answers },
      answer,
    ),
    route(
      {
        method: 'put',
        path: '/settings',
        act: 'changeShop',
        summary: 'Set any part of it, on all pages at once',
        body: changesSchema(currency, maxMinor),
        example: { quickAmounts: ['5.00', '10.00'] },
        answers,
        problems: { 409: ['fixedInFile'], 503: ['notSaved'] },
      },
      async ({ body }) => {
        const patch = Object.fromEntries(
          Object.entries(body).filter(([, value]) => value !== undefined),
        ) as Partial<ShopSettings>;
        const fixed = shop.fixed.filter((name) => name in patch);
        if (fixed.length > 0) {
          const names = fixed.map((name) => `shop.${name}`).join(', ');
          const detail = `${names}: set in the configuration file, which counts. Change it there, and restart the till.`;
          return { status: 409, code: 'fixedInFile', detail };
        }
        try {
          await shop.change(patch);
        } catch (error) {
          log.error('settings of the shop could not be saved', { error: errorText(error) });
          const detail = 'It could not be saved, and nothing has changed. Look at the disk, then try again.';
          return { status: 503, code: 'notSaved', detail };
        }
        return answer();
      },
    ),
  ];
}

/** What a gun in keyboard mode types into a field: never kept. */
const isScanned = (text: string): boolean => /\d{16,}|hQVDUF|\p{Cc}/u.test(text);
const typed = <T extends z.ZodType<string>>(text: T) =>
  text.refine((value) => !isScanned(value), 'expected words, not a code that was scanned');

/** Any part of the settings. All that is wrong with it is told at once. */
function changesSchema({ code, digits }: Currency, maxMinor: number) {
  const { name, address, taxNumber, receiptFooter, printer, locale } = shopSettingsSchema.shape;
  const limit = formatMinor(maxMinor, digits);
  const amount = z.string().refine((text) => {
    const minor = parseGatewayAmount(text, digits);
    return /^\d+(\.\d+)?$/.test(text) && minor !== undefined && minor > 0 && minor <= maxMinor;
  }, `expected a decimal text of more than zero and at most ${limit} ${code}, with at most ${digits} decimals`);
  const spoken = locale.refine(
    isSpoken,
    `expected a locale of a language the till speaks (${LANGUAGES.join(', ')}), such as "${LANGUAGES[0]}-GB"`,
  );
  return shopSettingsSchema.partial().extend({
    name: typed(name).optional(),
    address: z.array(typed(address.element)).max(5).optional(),
    taxNumber: typed(taxNumber).optional(),
    // It has several lines.
    receiptFooter: receiptFooter
      .refine((text) => !isScanned(text.replaceAll('\n', ' ')), 'expected words, not a code that was scanned')
      .optional(),
    printer: printer.refine(isPlace, 'expected HOST:PORT, such as "10.0.0.40:9100", or nothing').optional(),
    quickAmounts: z.array(amount).max(6).optional(),
    locale: spoken.optional(),
    customerLocale: spoken.optional(),
  });
}

function isPlace(text: string): boolean {
  const [, port = '0'] = /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(text) ?? [];
  return text === '' || (Number(port) > 0 && Number(port) < 65_536);
}

/** Not only some locale: one whose language has words here. */
function isSpoken(text: string): boolean {
  try {
    const asked = new Intl.Locale(text).maximize();
    return LANGUAGES.some((tag) => {
      const ours = new Intl.Locale(tag).maximize();
      return ours.language === asked.language && ours.script === asked.script;
    });
  } catch {
    return false;
  }
}
