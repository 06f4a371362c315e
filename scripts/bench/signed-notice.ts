import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalString } from '../../src/payment/codepay/envelope.ts';
import { readPrivateKey, rsa2Signer } from '../../src/payment/codepay/signing.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';

/** Makes notifications as a sandbox would send them, of anything: bodies in JSON, signed with its key. */
export function noticeSigner({
  sandbox,
  sandboxDir,
}: {
  sandbox: Pick<Sandbox, 'appId' | 'merchantNo'>;
  sandboxDir: string;
}): (fields: Record<string, string>) => Promise<string> {
  const key = readFileSync(join(sandboxDir, 'keys', 'gateway.pem'), 'utf8');
  const signer = rsa2Signer(readPrivateKey(key));
  return async (fields) => {
    const told = {
      app_id: sandbox.appId,
      merchant_no: sandbox.merchantNo,
      charset: 'UTF-8',
      format: 'JSON',
      sign_type: 'RSA2',
      version: '1.0',
      timestamp: '1800000000000',
      trans_type: '1',
      order_amount: '12.30',
      price_currency: 'USD',
      ...fields,
    };
    return JSON.stringify({ ...told, sign: await signer.sign(canonicalString(told)) });
  };
}
