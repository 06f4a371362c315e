import { createPublicKey } from 'node:crypto';
import { readPair } from './certificate-pair.ts';
import type { Config } from './config.ts';
import { errorText } from './errors.ts';
import { hostAndPort } from './host-port.ts';
import type { Secrets } from './load-config.ts';
import { isLoopbackHost } from './loopback.ts';
import { type Currency, isoDigits, MAX_MINOR, parseGatewayAmount } from './money.ts';
import { secretProblem } from './outgoing/index.ts';
import { policyProblems, readPrivateKey, readPublicKey } from './payment/index.ts';
import { logoProblem } from './ui/index.ts';

/** What the parts themselves have to say about a configuration and its keys. */
export function configChecks(config: Config, secrets: Secrets): string[] {
  const { digits, code } = currencyOf(config);
  const { maxAmount } = config.shop;
  const isFit = maxAmount === undefined || parseGatewayAmount(maxAmount, digits) !== undefined;
  const fit = isFit
    ? []
    : [`shop.maxAmount: expected an amount in ${code} with at most ${digits} decimals; got "${maxAmount}"`];
  const keys = [
    ...keyProblems('gateway.auth.privateKeyFile', secrets.privateKey, readPrivateKey),
    ...keyProblems('gateway.auth.gatewayPublicKeyFile', secrets.gatewayPublicKey, readPublicKey),
    ...ownKeyProblem(secrets),
  ];
  const logo = config.shop.logoFile && logoProblem(config.shop.logoFile);
  const sign = logo ? [`shop.logoFile: ${logo}`] : [];
  const { server, payment } = config;
  return [
    ...policyProblems(payment),
    ...fit,
    ...keys,
    ...sign,
    ...tlsProblems(server),
    ...webhookProblems(config, secrets),
  ];
}

function tlsProblems({ tls, port, webhookListen }: Config['server']): string[] {
  if (!tls) return [];
  const reading = readPair(tls);
  const taken = [port, ...(webhookListen === undefined ? [] : [hostAndPort(webhookListen).port])];
  const isTaken = tls.port !== 0 && taken.includes(tls.port);
  const twice = `server.tls.port: expected a port of its own; ${tls.port} is also server.port or server.webhookListen`;
  return [...(reading.ok ? [] : reading.problems), ...(isTaken ? [twice] : [])];
}

function webhookProblems({ webhooks, lanes }: Config, secrets: Secrets): string[] {
  return webhooks.flatMap((webhook, index) => {
    const at = `webhooks[${index}]`;
    const secret = secrets.webhooks?.[index] ?? '';
    const weak = secret === '' ? undefined : secretProblem(secret);
    const { protocol, hostname } = new URL(webhook.url);
    const isTwice = webhooks.findIndex(({ id }) => id === webhook.id) !== index;
    const strange = webhook.lanes?.find((lane) => !lanes.some(({ id }) => id === lane));
    return [
      ...(weak === undefined ? [] : [`${at}.secretFile: ${weak}`]),
      ...(protocol === 'http:' && !isNearHost(hostname)
        ? [
            `${at}.url: expected an https:// address, for sales must not cross the internet in the clear; got "${webhook.url}"`,
          ]
        : []),
      ...(isTwice ? [`${at}.id: "${webhook.id}" is there twice; each receiver needs its own`] : []),
      ...(strange === undefined ? [] : [`${at}.lanes: there is no lane "${strange}"`]),
    ];
  });
}

/** This machine, or an address that no router of the internet knows. */
function isNearHost(host: string): boolean {
  return isLoopbackHost(host) || /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)\.[\d.]+$/.test(host);
}

/** The portal shows both public keys, side by side. Nothing where either cannot be read: that is told already. */
function ownKeyProblem({ privateKey, gatewayPublicKey }: Secrets): string[] {
  if (privateKey === undefined || gatewayPublicKey === undefined) return [];
  try {
    const own = createPublicKey(readPrivateKey(privateKey));
    if (!own.equals(readPublicKey(gatewayPublicKey))) return [];
  } catch {
    return [];
  }
  return [
    "gateway.auth.gatewayPublicKeyFile: expected the gateway's public key; this is your own, the one you upload",
  ];
}

function keyProblems(place: string, text: string | undefined, read: (text: string) => unknown): string[] {
  if (text === undefined) return [];
  try {
    read(text);
    return [];
  } catch (error) {
    return [`${place}: ${errorText(error)}`];
  }
}

/** The shop's currency, with the decimals it uses. */
export function currencyOf({ shop }: Config): Currency {
  return { code: shop.currency, digits: shop.minorDigits ?? isoDigits(shop.currency) };
}

/** Without a limit of the shop's own, a slip of a few extra digits is still caught. */
export function maxMinorOf({ shop }: Config, { digits }: Currency): number {
  const limit = shop.maxAmount === undefined ? undefined : parseGatewayAmount(shop.maxAmount, digits);
  return limit ?? Math.min(MAX_MINOR, 99_999_999);
}
