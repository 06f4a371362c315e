import { isLoopbackHost } from '../../src/loopback.ts';
import type { Answers } from './answers.ts';
import type { MerchantKey } from './keys.ts';

/** The public key as the portal takes it, and where it is. */
export function keyToShow({ publicKey, publicKeyFile, wasThere }: MerchantKey): string {
  return [
    wasThere ? 'Your public key (the pair was there already):' : 'A key pair was made. Your public key:',
    '',
    publicKey,
    '',
    "Put all of that one line into the gateway's portal, as the application's RSA2 (SHA256withRSA) public key.",
    `A portal that wants lines with "-----BEGIN PUBLIC KEY-----" takes ${publicKeyFile}.`,
    'The private key stays on this machine, in its file; nobody needs to see it.',
  ].join('\n');
}

/** What is to be done now, one command or place each. `config`: where the command would not find it by itself. */
export function nextSteps(config: string | undefined, { gateway, host }: Answers): string[] {
  const of = config === undefined ? '' : ` --config ${config}`;
  return [
    `scantill doctor${of}`,
    ...(config === undefined ? ['systemctl restart scantill'] : []),
    `scantill people${of} add --name NAME --role manager`,
    ...(gateway === 'sandbox' ? [] : [`scantill go-live${of}`]),
    ...(isLoopbackHost(host) ? [] : [`scantill pair${of}   for each tablet`]),
  ];
}

/** What was made, in words. */
export function madeText(
  { config, kept, key }: { config: string; kept?: string; key?: MerchantKey },
  steps: readonly string[],
): string {
  return [
    ...(key && !key.wasThere ? [keyToShow(key), ''] : []),
    `${config} is written, and the till starts with it.`,
    ...(kept === undefined ? [] : [`The one before is kept as ${kept}.`]),
    'Next:',
    ...steps.map((step) => `  ${step}`),
  ].join('\n');
}
