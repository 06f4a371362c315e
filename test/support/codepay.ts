import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import type { CodePayParts } from '../../src/payment/codepay/client.ts';
import { canonicalString, type Fields } from '../../src/payment/codepay/envelope.ts';
import { createCodePayGateway, rsa2Signer, rsa2Verifier } from '../../src/payment/codepay/index.ts';
import type { Gateway, SubmitRequest } from '../../src/payment/gateway.ts';
import { systemRandom } from '../../src/random.ts';

/** A genuine signed sample of the gateway's documents. */
export interface SignatureVector {
  name: string;
  string_to_sign: string;
  sign: string;
  public_key_spki_base64: string;
}

export const vectors: SignatureVector[] = JSON.parse(
  readFileSync(new URL('../fixtures/codepay-signature-vectors.json', import.meta.url), 'utf8'),
).vectors;

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
export const merchantKeys = pair();
export const gatewayKeys = pair();

/** The fields with the gateway's signature over them. */
export async function signedByGateway(fields: Fields): Promise<Fields> {
  return { ...fields, sign: await rsa2Signer(gatewayKeys.privateKey).sign(canonicalString(fields)) };
}

/** The body of a signed answer of the gateway, `data` as a JSON string. */
export async function signedAnswer(data: Fields, code = '0'): Promise<string> {
  const fields = { code, data: JSON.stringify(data), msg: 'success', psn: '11210000000123456789' };
  return JSON.stringify(await signedByGateway(fields));
}

export interface GatewayAt {
  url: string;
  clock?: Clock;
  config?: Partial<CodePayParts['config']>;
  parts?: Partial<CodePayParts>;
}

/** A CodePay client with the merchant's keys, pointed at `url`. */
export function gatewayAt({ url, clock = systemClock, config, parts }: GatewayAt): Gateway {
  const { privateKey } = merchantKeys;
  const { publicKey } = gatewayKeys;
  return createCodePayGateway({
    config: {
      kind: 'codepay',
      baseUrl: url,
      path: '/api/entry',
      appId: 'wzsandbox',
      merchantNo: '502100000001',
      refusalCodes: ['SBX_FIELD'],
      noRecordCodes: ['E04111'],
      ...config,
    },
    identity: { kind: 'codepay', baseUrl: url, merchantNo: '502100000001', appId: 'wzsandbox' },
    credentials: { type: 'rsa2', signer: rsa2Signer(privateKey), verifier: rsa2Verifier(publicKey) },
    clock,
    random: systemRandom,
    log: silentLog,
    ...parts,
  });
}

let orders = 0;

/** A submit nobody has made before. */
export function submitRequest(authCode: string, overrides: Partial<SubmitRequest> = {}): SubmitRequest {
  orders += 1;
  return {
    orderNo: `T${process.pid}-${orders}`,
    authCode,
    amount: '12.30',
    currency: 'USD',
    description: 'A sale',
    attach: `nonce-${orders}`,
    expiresSeconds: 120,
    wallet: 'alipay',
    ...overrides,
  };
}
