/** Money: whole numbers of the currency's minor unit. No floating point touches an amount. */
export interface Currency {
  /** ISO 4217 letters, such as `USD`. */
  code: string;
  /** How many decimals the shop uses: 2 for USD, 0 for JPY. */
  digits: number;
}

/** The largest amount the till handles, in minor units: safe in a JavaScript number with room to add. */
export const MAX_MINOR = 99_999_999_999;

/**
 * Decimals by currency where they differ from two (ISO 4217, list one, 2024).
 * Shops that use fewer than ISO says (TWD, HUF) set `shop.minorDigits`.
 */
const DIGITS: Record<string, number> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** ISO 4217's decimals for a currency. */
export function isoDigits(code: string): number {
  return DIGITS[code] ?? 2;
}

/** `1230` with two digits is `"12.30"`: always exactly the currency's decimals. */
export function formatMinor(minor: number, digits: number): string {
  const text = Math.abs(minor)
    .toString()
    .padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? sign + whole : `${sign}${whole}.${text.slice(-digits)}`;
}

/** Signs that two currencies of neighbouring countries share: the letters must stand beside them. */
const SHARED_SIGNS = /^[¥￥]$/;

/** For people: as a locale writes it, such as `$12.34`, and with its letters where the sign alone could mislead. */
export function moneyText(minor: number, currency: Currency, locale: string): string {
  const { code, digits } = currency;
  const decimals = formatMinor(minor, digits);
  try {
    const { format, letters } = writerFor(currency, locale);
    // Only for showing: at the till's largest amount a number still holds every digit exactly.
    return format.format(Number(decimals)) + letters;
  } catch {
    // Where the currency or the language is not known, the figures are still right.
    return `${code} ${decimals}`;
  }
}

interface Writer {
  format: Intl.NumberFormat;
  /** What stands behind each amount. */
  letters: string;
}

/** Making one costs a hundred times as much as using it. A shop has one currency, and speaks few languages. */
const writers = new Map<string, Writer>();

function writerFor({ code, digits }: Currency, locale: string): Writer {
  const key = `${locale} ${code} ${digits}`;
  const known = writers.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const sign = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? '';
  const writer = { format, letters: SHARED_SIGNS.test(sign) ? ` ${code}` : '' };
  writers.set(key, writer);
  return writer;
}

/** What a program sends us: exactly the currency's decimals, or nothing. `"12.3"` USD is undefined. */
export function parseAmount(text: string, digits: number): number | undefined {
  const pattern = digits === 0 ? /^\d{1,11}$/ : new RegExp(`^\\d{1,11}\\.\\d{${digits}}$`);
  return pattern.test(text) ? safeMinor(text.replace('.', '')) : undefined;
}

/**
 * What a gateway sends us: `200`, `200.0` and `200.00` are one amount, read exactly.
 * Undefined where the text is no decimal number or has more precision than the currency.
 */
export function parseGatewayAmount(value: unknown, digits: number): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const match = /^(\d{1,14})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) return undefined;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return undefined;
  return safeMinor((match[1] ?? '') + fraction.padEnd(digits, '0'));
}

function safeMinor(digitsOnly: string): number | undefined {
  const minor = Number(digitsOnly);
  return minor <= MAX_MINOR ? minor : undefined;
}
