import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaledClock } from '../../../src/clock.ts';
import { systemRandom } from '../../../src/random.ts';
import { makeCode } from '../../../src/sandbox/index.ts';
import { gatewayContract } from '../../contracts/gateway.ts';
import { submitRequest } from '../../support/codepay.ts';
import { openSandbox } from '../../support/sandbox.ts';

gatewayContract('CodePay over HTTP', async () => {
  const clock = scaledClock(5);
  const dir = await mkdtemp(join(tmpdir(), 'scantill-'));
  const { sandbox, gateway, close } = await openSandbox({ dir, clock });
  return {
    clock,
    gateway,
    truthOf: sandbox.truthOf,
    payment: (outcome) => submitRequest(makeCode({ wallet: 'alipay', outcome }, systemRandom)),
    close: async () => {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
});
