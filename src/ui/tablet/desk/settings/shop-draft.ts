import { formatMinor, parseGatewayAmount } from '../../../../money.ts';
import type { SettingName, SettingsAnswer } from '../../../settings-messages.ts';

type Settings = SettingsAnswer['settings'];

/** What is saved together. */
export const SHOP_GROUPS = {
  name: ['name', 'address', 'taxNumber'],
  receipts: ['receiptFooter', 'receiptWidthMm', 'printer'],
  register: ['quickAmounts', 'resultSeconds', 'signIn'],
  languages: ['locale', 'customerLocale'],
} as const satisfies Record<string, readonly SettingName[]>;

export type ShopGroup = keyof typeof SHOP_GROUPS;

export const GROUP_NAMES = Object.keys(SHOP_GROUPS) as ShopGroup[];

/** The settings as they stand in the fields. */
export interface ShopDraft extends Omit<Settings, 'address' | 'quickAmounts'> {
  /** One line each. */
  address: string;
  /** With a space between them. */
  quickAmounts: string;
}

export function draftOf({ settings }: SettingsAnswer): ShopDraft {
  return {
    ...settings,
    address: settings.address.join('\n'),
    quickAmounts: settings.quickAmounts.join(' '),
  };
}

const MOST_AMOUNTS = 6;

/** What a person types, with a comma for a point too, as the till wants it; nothing where it cannot be read. */
export function quickAmountsOf(text: string, digits: number): string[] | undefined {
  const words = text.split(/,?[\s;]+/).filter((word) => word !== '');
  const amounts = words.map((word) => parseGatewayAmount(word.replace(',', '.'), digits));
  const isFit = amounts.every((minor) => minor !== undefined && minor > 0);
  if (!isFit || amounts.length > MOST_AMOUNTS) return undefined;
  return amounts.map((minor) => formatMinor(minor ?? 0, digits));
}

/** How two amounts are typed, in the currency's own decimals. */
export function exampleAmounts(digits: number): string {
  const whole = 10 ** digits;
  const amounts = digits === 0 ? [500, 1000] : [5 * whole, 12 * whole + whole / 2];
  return amounts.map((minor) => formatMinor(minor, digits)).join(' ');
}

/** What is wrong with a field before anything is sent. */
export type DraftProblem = 'nameMissing' | 'amountsWrong' | 'printerWrong';

export function problemOf(name: SettingName, draft: ShopDraft, digits: number): DraftProblem | undefined {
  if (name === 'name' && draft.name.trim() === '') return 'nameMissing';
  if (name === 'quickAmounts' && !quickAmountsOf(draft.quickAmounts, digits)) return 'amountsWrong';
  if (name === 'printer' && !isPlace(draft.printer.trim())) return 'printerWrong';
  return undefined;
}

/** `host:port`, or nothing; the till looks more closely. */
const isPlace = (text: string): boolean => text === '' || /^\S+:\d{1,5}$/.test(text);

/** What of a group is to be sent: what was changed, and is not fixed. Pure. */
export function changesOf(group: ShopGroup, draft: ShopDraft, answer: SettingsAnswer): Partial<Settings> {
  const lines = draft.address.split('\n').map((line) => line.trim());
  const typed: Settings = {
    ...draft,
    name: draft.name.trim(),
    printer: draft.printer.trim(),
    receiptFooter: draft.receiptFooter.trim(),
    taxNumber: draft.taxNumber.trim(),
    address: lines.filter((line) => line !== ''),
    quickAmounts: quickAmountsOf(draft.quickAmounts, answer.currency.digits) ?? answer.settings.quickAmounts,
  };
  const changed = SHOP_GROUPS[group].filter(
    (name) => !answer.fixed.includes(name) && !isSame(typed[name], answer.settings[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, typed[name]]));
}

/** The draft once a group was saved: its fields as the till has them now, the others as they were typed. */
export function draftAfter(group: ShopGroup, draft: ShopDraft, answer: SettingsAnswer): ShopDraft {
  const saved = draftOf(answer);
  const own = SHOP_GROUPS[group].map((name) => [name, saved[name]]);
  return { ...draft, ...Object.fromEntries(own) };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
