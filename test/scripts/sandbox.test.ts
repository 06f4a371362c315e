import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { readPrivateKey, readPublicKey, rsa2Signer, rsa2Verifier } from '../../src/payment/codepay/index.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import { gatewayAt, submitRequest } from '../support/codepay.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const options = { timeoutMs: 5_000 };

test('a sandbox that is killed comes back with its keys and knows what it charged; SIGTERM ends it with 0', async () => {
  const dir = temporaryFolder();
  const first = await start('--port', '0', '--keys', dir, '--json');
  const paid = submitRequest(makeCode({ wallet: 'alipay', outcome: 'no-answer' }, systemRandom));
  const unanswered = gatewayFrom(first.config).submit(paid, options);
  await until(async () => (await gatewayFrom(first.config).query(paid.orderNo, options)).kind === 'success', {
    what: 'the payment is on record',
  });
  first.child.kill('SIGKILL');
  expect(await unanswered).toMatchObject({ kind: 'unknown' });

  const second = await start('--port', '0', '--keys', dir, '--json');
  expect(await gatewayFrom(second.config).query(paid.orderNo, options)).toMatchObject({ kind: 'success' });
  const { gateway } = configSchema.parse(JSON.parse(readFileSync(second.config, 'utf8')));
  const url = gateway.kind === 'codepay' ? gateway.baseUrl : '';
  expect(await (await fetch(`${url}/truth/${paid.orderNo}`)).json()).toMatchObject({
    state: 'paid',
    keptMinor: 1230,
  });
  second.child.kill('SIGTERM');
  await until(() => second.child.exitCode !== null, { what: 'it has ended' });
  expect(second.child.exitCode).toBe(0);
});

test.each([
  [['--port', '99999'], 'from 0 to 65535'],
  [['--speed', 'fast'], 'expected a number'],
  [['--spede', '2'], "unknown option '--spede'"],
])('%j is refused with a sentence', async (args, sentence) => {
  const { child, output } = run(args);
  const [code] = await once(child, 'close');
  expect(code).toBe(2);
  expect(output()).toContain(sentence);
});

function run(args: string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/sandbox', ...args], { cwd: root });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return { child, output: () => text };
}

async function start(...args: string[]): Promise<{ child: ChildProcess; config: string }> {
  const { child, output } = run(args);
  const told = () => /^\{.*\}$/m.exec(output())?.[0];
  await until(() => told() ?? child.exitCode !== null, { what: 'the sandbox is ready', timeoutMs: 15_000 });
  const line = told();
  if (line === undefined) throw new Error(`The sandbox did not start:\n${output()}`);
  return { child, config: JSON.parse(line).config };
}

/** A client made from nothing but the configuration the sandbox wrote. */
function gatewayFrom(path: string): Gateway {
  const { gateway } = configSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  if (gateway.kind !== 'codepay' || gateway.auth.type !== 'rsa2') throw new Error('expected RSA2 to CodePay');
  const read = (file = '') => readFileSync(join(dirname(path), file), 'utf8');
  const signer = rsa2Signer(readPrivateKey(read(gateway.auth.privateKeyFile)));
  const verifier = rsa2Verifier(readPublicKey(read(gateway.auth.gatewayPublicKeyFile)));
  const credentials = { type: 'rsa2', signer, verifier } as const;
  return gatewayAt({ url: gateway.baseUrl, config: gateway, parts: { credentials } });
}
