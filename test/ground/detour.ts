import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import {
  createCodePayGateway,
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
} from '../../src/payment/index.ts';
import { systemRandom } from '../../src/random.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';

/** A second way to the gateway, on which something is wrong. */
export interface Detour {
  /** Whether calls take it from now on. */
  isTaken: boolean;
  /** For `startEngine`: puts both ways behind one client. */
  wrap(straight: Gateway): Gateway;
}

export interface DetourParts {
  /** Where the till is sent, such as a name nobody knows. */
  url: string;
  /** Certificates to trust, PEM. */
  ca?: string;
  sandbox: Sandbox;
  clock: Clock;
}

/** Real sockets on either way: the straight one is the till's own client, the other the same client at `url`. */
export function detour({ url, ca, sandbox, clock }: DetourParts): Detour {
  const way: Detour = {
    isTaken: false,
    wrap: (straight) => {
      const other = createCodePayGateway({
        clock,
        random: systemRandom,
        log: silentLog,
        identity: straight.identity,
        config: {
          kind: 'codepay',
          baseUrl: url,
          path: sandbox.path,
          appId: sandbox.appId,
          merchantNo: sandbox.merchantNo,
          refusalCodes: [...sandbox.refusalCodes],
          noRecordCodes: ['E04111'],
        },
        credentials: {
          type: 'rsa2',
          signer: rsa2Signer(readPrivateKey(sandbox.merchantPrivateKey)),
          verifier: rsa2Verifier(readPublicKey(sandbox.gatewayPublicKey)),
        },
        ...(ca !== undefined && { ca }),
      });
      onTestFinished(() => other.close());
      const now = () => (way.isTaken ? other : straight);
      return {
        ...straight,
        submit: (request, options) => now().submit(request, options),
        query: (orderNo, options) => now().query(orderNo, options),
        cancel: (orderNo, options) => now().cancel(orderNo, options),
        refund: (request, options) => now().refund(request, options),
        queryRefund: (name, options) => now().queryRefund(name, options),
        preflight: (options) => now().preflight(options),
        warm: () => now().warm(),
      };
    },
  };
  return way;
}
