import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { scaledClock } from '../src/clock.ts';
import { errorText, TillError } from '../src/errors.ts';
import { createLog } from '../src/log.ts';
import { systemRandom } from '../src/random.ts';
import { startSandbox, writeTillConfig } from '../src/sandbox/index.ts';

interface Options {
  port: number;
  host: string;
  keys: string;
  speed: number;
  json?: boolean;
}

const options = new Command('sandbox')
  .description(
    'The sandbox gateway alone: an HTTP server that speaks the CodePay contract and moves no money.',
  )
  .option('--port <n>', 'port to listen on', numberBetween(0, 65_535), 9200)
  .option('--host <host>', 'address to listen on', '127.0.0.1')
  .option(
    '--keys <dir>',
    'folder for both key pairs, the ledger and a ready configuration',
    'data/sandbox-gateway',
  )
  .option('--speed <n>', 'how many times as fast its time passes', numberBetween(0.01, 1000), 1)
  .option('--json', 'print one line of JSON instead of text')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>();

try {
  await run(options);
} catch (error) {
  console.error(error instanceof TillError ? `${error.message}\n${error.hint}` : errorText(error));
  process.exitCode = 1;
}

async function run({ port, host, keys, speed, json }: Options): Promise<void> {
  const dir = resolve(keys);
  await mkdir(dir, { recursive: true });
  const sandbox = await startSandbox({
    host,
    port,
    dir,
    clock: scaledClock(speed),
    random: systemRandom,
    log: createLog('warn'),
  });
  const config = await writeTillConfig(dir, sandbox);
  const { url, appId, merchantNo } = sandbox;
  if (json) console.log(JSON.stringify({ url, appId, merchantNo, dir, config }));
  else {
    console.log(`The sandbox gateway is at ${url} (no money moves).`);
    console.log(`A till that talks to it:  npm start -- --config ${config}`);
    console.log(`Whose money moved, for this machine to ask:  curl ${url}/truth/ORDERNO`);
  }
  const stop = () => void sandbox.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

function numberBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= min && value <= max)) {
      throw new InvalidArgumentError(`expected a number from ${min} to ${max}`);
    }
    return value;
  };
}
