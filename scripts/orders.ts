/** `npm run orders`. Exit 0 where it is done, 1 where it is not, 2 for wrong arguments. */
import { CommanderError } from 'commander';
import { TillError } from '../src/errors.ts';
import { systemRandom } from '../src/random.ts';
import { requestFor } from './orders/ask.ts';
import { linesOf, type OrdersAnswer } from './orders/lines.ts';
import { type OrdersOptions, parseOrdersOptions } from './orders/options.ts';
import { configAt, exitCodeOf } from './people/place.ts';
import { askTill, NotDone } from './people/till-door.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    await run(parseOrdersOptions(process.argv.slice(2), process.env));
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof TillError) {
      console.error(`${error.message}\n${error.hint}`);
      return exitCodeOf(error);
    }
    if (error instanceof NotDone) console.error(error.message);
    else throw error;
    return 1;
  }
}

async function run({ wish, place, json }: OrdersOptions): Promise<void> {
  const { config, secrets } = configAt(place, process.env);
  const { key, ...request } = requestFor(wish, () =>
    Buffer.from(systemRandom.bytes(15)).toString('base64url'),
  );
  const session = process.env.SCANTILL_SESSION;
  const headers = {
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(session !== undefined && { 'scantill-session': session }),
  };
  const till = { dataDir: config.dataDir, token: secrets.token };
  const answer = await askTill<OrdersAnswer>(till, { ...request, headers }).catch((error) => {
    if (!(error instanceof NotDone && error.mayBeDone) || key === undefined) throw error;
    throw new NotDone(
      `${error.message} The refund may be under way. The same again with --key ${key} asks for that one and no second.`,
    );
  });
  if (json) console.log(JSON.stringify(answer));
  else for (const line of linesOf(answer)) console.log(line);
}
