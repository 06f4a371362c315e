/**
 * `scantill health`: whether the till of this machine lives, for a container's engine and for scripts. Exit 0 where it does
 * (with `--ready`: where it takes payments), 1 where it does not, 2 for wrong arguments or a bad configuration.
 */
import { Command, CommanderError } from 'commander';
import { errorText, TillError } from '../src/errors.ts';
import { type ConfigPlace, configAt, exitCodeOf, withEnvironment } from './people/place.ts';
import { NotDone, readDoor } from './people/till-door.ts';

const ANSWER_MS = 5000;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { ready, ...place } = readOptions();
    const { config } = configAt(withEnvironment(place, process.env), process.env);
    const { ok, text } = await ask(config.dataDir, ready ? '/readyz' : '/healthz');
    console.log(text);
    return ok ? 0 : 1;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof TillError) {
      console.error(`${error.message}\n${error.hint}`);
      return exitCodeOf(error);
    }
    console.error(error instanceof NotDone ? error.message : errorText(error));
    return 1;
  }
}

/** Asks the till that runs on that folder, wherever it listens. */
async function ask(dataDir: string, what: string): Promise<{ ok: boolean; text: string }> {
  const { url } = await readDoor(dataDir);
  const answer = await fetch(url + what, { signal: AbortSignal.timeout(ANSWER_MS) }).catch((error) => {
    throw new NotDone(`The till does not answer at ${url}: ${errorText(error)}.`);
  });
  return { ok: answer.ok, text: (await answer.text()).trim() };
}

function readOptions(): ConfigPlace & { ready: boolean } {
  return new Command('health')
    .description(
      'Whether the till of this machine lives; what it says of itself is printed as JSON.\n' +
        'Exit: 0 it does, 1 it does not, 2 wrong arguments or a configuration that is not good.',
    )
    .option('--ready', 'whether it takes payments', false)
    .option('--config <file>', "the till's configuration, as for npm start")
    .option('--data-dir <folder>', "the till's data folder, as for npm start")
    .exitOverride()
    .parse()
    .opts<ConfigPlace & { ready: boolean }>();
}
