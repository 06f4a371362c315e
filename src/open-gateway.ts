import path from 'node:path';
import type { Clock } from './clock.ts';
import type { CodePayConfig, Config } from './config.ts';
import type { LoadedConfig, Secrets } from './load-config.ts';
import type { Log } from './log.ts';
import {
  type Credentials,
  createCodePayGateway,
  type Gateway,
  type GatewayIdentity,
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
} from './payment/index.ts';
import type { Random } from './random.ts';
import { makeCode, OUTCOMES, type Sandbox, startSandbox } from './sandbox/index.ts';

/** The wiring of the gateway that a configuration names. */

interface GatewayParts {
  clock: Clock;
  random: Random;
  log: Log;
}

/** What the data folder of this configuration is stamped with. */
export function identityOf({ gateway }: Config): GatewayIdentity {
  if (gateway.kind === 'sandbox')
    return { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' };
  return {
    kind: 'codepay',
    baseUrl: gateway.baseUrl,
    merchantNo: gateway.merchantNo,
    appId: gateway.appId,
  };
}

/** The gateway that the configuration names, as the till opens it; none in sandbox mode. */
export function configuredGateway(
  { config, secrets }: LoadedConfig,
  parts: GatewayParts,
): Gateway | undefined {
  if (config.gateway.kind === 'sandbox') return undefined;
  const credentials = credentialsOf(config.gateway, secrets);
  return createCodePayGateway({
    ...parts,
    identity: identityOf(config),
    config: config.gateway,
    credentials,
  });
}

/**
 * The configured gateway; in sandbox mode a sandbox of the till's own, reached over HTTP like any other. What ends the
 * sandbox is added to `undo`.
 */
export async function openGateway(
  { config, secrets }: LoadedConfig,
  parts: GatewayParts,
  own: { undo: (() => Promise<void>)[]; notifyUrl: () => string | undefined },
): Promise<Gateway> {
  const genuine = configuredGateway({ config, secrets }, parts);
  if (genuine) return genuine;
  const sandbox = await startSandbox({ ...parts, dir: path.join(config.dataDir, 'sandbox') });
  own.undo.push(() => sandbox.close());
  return createCodePayGateway({
    ...parts,
    identity: identityOf(config),
    config: sandboxConfig(sandbox),
    notifyUrl: own.notifyUrl,
    credentials: rsa2(sandbox.merchantPrivateKey, sandbox.gatewayPublicKey),
  });
}

/** The wallets of customers in practice. */
const PRACTISED = ['alipay', 'wechat', 'unionpay', 'emv'] as const;

/** What a cashier can practise; nothing where money moves. */
export function openPractice({ gateway }: Config, random: Random) {
  if (gateway.kind !== 'sandbox') return undefined;
  return {
    outcomes: OUTCOMES.filter(({ available }) => available).map(({ id }) => id),
    code: (id: string) => {
      const outcome = OUTCOMES.find((known) => known.id === id)?.id;
      const wallet = PRACTISED[Math.floor(random.fraction() * PRACTISED.length)] ?? 'alipay';
      return makeCode({ wallet, ...(outcome && { outcome }) }, random);
    },
  };
}

function sandboxConfig({
  url,
  path: entry,
  appId,
  merchantNo,
  refusalCodes,
}: Sandbox): Omit<CodePayConfig, 'auth'> {
  return {
    kind: 'codepay',
    baseUrl: url,
    path: entry,
    appId,
    merchantNo,
    refusalCodes: [...refusalCodes],
    noRecordCodes: ['E04111'],
  };
}

function credentialsOf({ auth }: CodePayConfig, secrets: Secrets): Credentials {
  if (auth.type === 'basic') {
    return { type: 'basic', username: auth.username, password: secrets.basicPassword ?? '' };
  }
  return rsa2(secrets.privateKey ?? '', secrets.gatewayPublicKey ?? '');
}

function rsa2(privateKey: string, gatewayPublicKey: string): Credentials {
  return {
    type: 'rsa2',
    signer: rsa2Signer(readPrivateKey(privateKey)),
    verifier: rsa2Verifier(readPublicKey(gatewayPublicKey)),
  };
}
