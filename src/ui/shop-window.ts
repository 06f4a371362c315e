import type { Config } from '../config.ts';
import { type Logo, readLogo } from './logo.ts';

/** What customers see of a shop beside its name. */
export interface ShopWindow {
  logo?: Logo;
  /** Shown names of wallets. */
  wallets: readonly string[];
}

/** Kinds of code that several wallets share: no customer knows them by that name. */
const NO_WALLETS = ['emv', 'jpqr', 'unknown'];

/**
 * The wallets that are named: those the shop writes down, or else those the gateway has a payment method for. A shop with
 * one method for all names none, for nobody here knows what stands behind it; a sandbox takes whatever the till can tell
 * apart. `names`: wallet id to its shown name.
 */
export function shopWindowOf(config: Config, names: ReadonlyMap<string, string>): ShopWindow {
  const { shop, gateway } = config;
  const { logoFile } = shop;
  return {
    ...(logoFile === undefined ? {} : { logo: readLogo(logoFile) }),
    wallets: shop.walletNames ?? payable(gateway, names).flatMap((id) => names.get(id) ?? []),
  };
}

function payable(gateway: Config['gateway'], names: ReadonlyMap<string, string>): string[] {
  const ids =
    gateway.kind === 'sandbox'
      ? [...names.keys()]
      : typeof gateway.payMethodId === 'object'
        ? Object.keys(gateway.payMethodId)
        : [];
  return ids.filter((id) => !NO_WALLETS.includes(id));
}
