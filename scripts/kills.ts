import { Command, InvalidArgumentError } from 'commander';
import { OUTCOMES } from '../src/sandbox/outcomes.ts';
import { everything, type Outcomes } from './kills/outcomes.ts';
import { runKills } from './kills/run-kills.ts';

/** `npm run kills -- --kills 200`: kills a till under load with SIGKILL, and holds its books against the gateway's. */

const options = new Command('kills')
  .description(
    'Kills the built till with SIGKILL at random moments under load over real HTTP, starts it again each time, and in the end holds its books against what the sandbox gateway knows. Exits 1 on a violation.',
  )
  .option('--kills <n>', 'how often', numberBetween(1, 100_000), 200)
  .option(
    '--seed <n>',
    'decides moments, amounts and codes; the machine decides the rest',
    numberBetween(0, 2 ** 31),
    1,
  )
  .option('--lanes <n>', 'lanes under load', numberBetween(1, 50), 6)
  .option(
    '--speed <n>',
    "how many times as fast the till's and the gateway's time passes",
    numberBetween(1, 100),
    20,
  )
  .option('--outcomes <ids>', 'what customers do, such as paid,never,race (default: everything)', outcomesIn)
  .option('--json', 'the figures as one line of JSON')
  .parse()
  .opts<{ kills: number; seed: number; lanes: number; speed: number; outcomes?: Outcomes; json?: boolean }>();

const { json, outcomes = everything, ...request } = options;
const result = await runKills({
  ...request,
  outcomes,
  say: (line) => {
    if (!json) console.log(line);
  },
});

const { violations, seconds, ...figures } = result;
const shown = {
  ...figures,
  lanes: request.lanes,
  seed: request.seed,
  speed: `the till's and the gateway's clocks run ${request.speed} times as fast; processes, disk and HTTP are as they are`,
  secondsUnderLoad: Math.round(seconds.load),
  secondsToRest: Math.round(seconds.rest),
  violations: violations.length,
};
if (json) console.log(JSON.stringify({ ...shown, found: violations }));
else {
  for (const [name, value] of Object.entries(shown)) console.log(`${name}: ${JSON.stringify(value)}`);
  for (const violation of violations) console.error(JSON.stringify(violation, null, 2));
}
process.exitCode = violations.length > 0 || result.kills < request.kills ? 1 : 0;

function outcomesIn(text: string): Outcomes {
  const known = text.split(',').flatMap((name) => OUTCOMES.find(({ id }) => id === name.trim())?.id ?? []);
  const [first, ...others] = known;
  if (first === undefined || known.length < text.split(',').length) {
    throw new InvalidArgumentError(`expected some of ${OUTCOMES.map(({ id }) => id).join(', ')}`);
  }
  return [first, ...others];
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
