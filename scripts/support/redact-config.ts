import type { Config } from '../../src/config.ts';

/** Keys of the configuration whose values lead to the shop, or let somebody in; what is below them goes with them. */
const IDENTIFYING = new Set([
  'appId',
  'merchantNo',
  'storeNo',
  'terminalSn',
  'payMethodId',
  'username',
  'name',
  'address',
  'taxNumber',
  'receiptFooter',
  'walletNames',
  'allowedHosts',
  'notifyUrl',
  'printer',
  'serialNumber',
  'allow',
  'url',
]);

/**
 * A configuration for somebody else's eyes: what says how the till is set stays, what says whose it is shows only that it is
 * there. Secrets are in files, and the files' names are no secret.
 */
export function redactedConfig(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactedConfig);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      IDENTIFYING.has(key) ? redacted(inner) : redactedConfig(inner),
    ]),
  );
}

function redacted(value: unknown): string {
  if (typeof value === 'string') return `(${value.length} characters)`;
  if (Array.isArray(value)) return `(a list of ${value.length})`;
  return typeof value === 'object' && value !== null ? `(${Object.keys(value).length} entries)` : '(set)';
}

/** Shorter ones would be found in everything. */
const SHORTEST = 8;

/** The numbers that lead to the shop, so that they are found in other words too, such as those of an error. */
export function identifyingValues({ gateway }: Config): string[] {
  if (gateway.kind === 'sandbox') return [];
  const { appId, merchantNo, storeNo, terminalSn, notifyUrl } = gateway;
  return [appId, merchantNo, storeNo, terminalSn, notifyUrl].flatMap((value) =>
    value !== undefined && value.length >= SHORTEST ? [value] : [],
  );
}
