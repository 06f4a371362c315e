import { isWholeEmvCode } from './emv-code.ts';

/** What a scanned text is. Pure: text in, verdict out; the text itself goes nowhere. */

export interface WalletRule {
  wallet: string;
  name: string;
  pattern: RegExp;
}

/** Why a scanned text is no payment code. The tablet has a sentence for each. */
export type ScanRefusal =
  | 'productBarcode'
  | 'webAddress'
  | 'merchantCode'
  | 'fragment'
  | 'unreadable'
  | 'codeUsed'
  | 'notReady';

export type CodeVerdict =
  | { kind: 'payment'; wallet: string; walletName: string }
  | { kind: 'refused'; why: Exclude<ScanRefusal, 'codeUsed' | 'notReady'> };

const EMV = 'emv';
/** Wallet of a code that fits no rule but may well be one: the gateway decides. */
const UNKNOWN_WALLET = 'unknown';

/**
 * The built-in rules, tried in order. Sources: WeChat Pay's and Alipay's merchant documents (18 digits from 10 to 15;
 * 16 to 24 digits from 25 to 30), Alipay+'s code format (up to 32 digits), UnionPay (19 digits from 62), the JPQR
 * issuer list of 2020, EMVCo's consumer-presented payload (base64 of tag 85 "CPV01").
 */
const BUILT_IN: readonly WalletRule[] = [
  { wallet: EMV, name: 'EMV wallet', pattern: /^hQVDUFYwM[Q-Za-f][A-Za-z0-9+/]{13,}={0,2}$/ },
  { wallet: 'paypay', name: 'PayPay', pattern: /^9000818188\d{14}$/ },
  { wallet: 'linepay', name: 'LINE Pay', pattern: /^9000000000\d{9}$/ },
  { wallet: 'dbarai', name: 'd Barai', pattern: /^90000002\d{14}$/ },
  { wallet: 'rakutenpay', name: 'Rakuten Pay', pattern: /^900001\d{10}$/ },
  { wallet: 'jpqr', name: 'JPQR wallet', pattern: /^315899\d{13}$/ },
  { wallet: 'wechat', name: 'WeChat Pay', pattern: /^1[0-5]\d{16}$/ },
  { wallet: 'unionpay', name: 'UnionPay', pattern: /^62\d{17}$/ },
  { wallet: 'alipay', name: 'Alipay', pattern: /^(2[5-9]|30)\d{14,22}$/ },
  { wallet: 'alipayplus', name: 'Alipay+', pattern: /^2[5-9]\d{15,30}$/ },
];

/** The shop's own rules first, then the built-in ones. */
export function walletRules(own: readonly { wallet: string; name: string; pattern: string }[]): WalletRule[] {
  return [...own.map((rule) => ({ ...rule, pattern: new RegExp(rule.pattern) })), ...BUILT_IN];
}

/** Wallet id to its shown name. */
export function walletNames(own: readonly { wallet: string; name: string }[]): Map<string, string> {
  return new Map([...BUILT_IN, ...own].map(({ wallet, name }) => [wallet, name]));
}

/** Every wallet that an order may be of: what a setting by wallet can speak of. */
export function walletIds(own: readonly { wallet: string; name: string }[]): string[] {
  return [...walletNames(own).keys(), UNKNOWN_WALLET];
}

/** Shortest payment code found anywhere is 16; product codes end at 14. */
const SHORTEST_NUMERIC = 15;
const SHORTEST_TEXT = 12;
/** Longest a gun delivers; the gateway publishes no limit of its own. */
const LONGEST = 512;

/**
 * Tells a payment code from everything else a gun reads at a till. `aim` is the gun's symbology identifier when it
 * sends one. A plausible text that fits no rule is let through: the gateway knows more wallets than we do.
 */
export function recognise(text: string, aim: string | undefined, rules: readonly WalletRule[]): CodeVerdict {
  if (text.length > LONGEST || !/^[\x21-\x7e]+$/.test(text)) return { kind: 'refused', why: 'unreadable' };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^www\./i.test(text)) {
    return { kind: 'refused', why: 'webAddress' };
  }
  if (isProductByAim(aim)) return { kind: 'refused', why: 'productBarcode' };
  const rule = rules.find(({ pattern }) => pattern.test(text));
  if (rule?.wallet === EMV && !isWholeEmvCode(text)) return { kind: 'refused', why: 'fragment' };
  if (rule) return { kind: 'payment', wallet: rule.wallet, walletName: rule.name };
  if (text.startsWith('000201')) return { kind: 'refused', why: 'merchantCode' };
  if (isProduct(text)) return { kind: 'refused', why: 'productBarcode' };
  const shortest = /^\d+$/.test(text) ? SHORTEST_NUMERIC : SHORTEST_TEXT;
  if (text.length < shortest || text.startsWith('hQVDUFY')) return { kind: 'refused', why: 'fragment' };
  return { kind: 'payment', wallet: UNKNOWN_WALLET, walletName: 'Wallet' };
}

/** EAN, UPC and GS1 by the gun's own word. It goes before the rules: a GS1-128 label may hold 18 digits from 10 to 15. */
function isProductByAim(aim: string | undefined): boolean {
  return aim !== undefined && /^\](E|C1|e0)/.test(aim);
}

/** By length alone, or as a book or paper with its two- or five-digit supplement: check digits prove nothing. */
function isProduct(text: string): boolean {
  return /^(\d{8}|\d{12,14})$/.test(text) || /^97[789][\d-]{10,15}$/.test(text);
}

/**
 * The mask of a text that some wallet of the rules is paid with; nothing for any other. Unlike at a sale, a text that
 * fits no rule is none: numbers on bills are as long.
 */
export function paymentMask(
  text: string,
  aim: string | undefined,
  rules: readonly WalletRule[],
): string | undefined {
  const verdict = recognise(text, aim, rules);
  return verdict.kind === 'payment' && verdict.wallet !== UNKNOWN_WALLET ? maskCode(text) : undefined;
}

/** First two and last four, the rest hidden with its length kept up to 30: `28************3456`. */
export function maskCode(text: string): string {
  if (text.length < 12) return '*'.repeat(text.length);
  const hidden = Math.min(text.length - 6, 24);
  return `${text.slice(0, 2)}${'*'.repeat(hidden)}${text.slice(-4)}`;
}
