/**
 * `scantill check`: what the installer asks of a version before it is put in place. Exit 0 where it would start, 2 where
 * the configuration or the data folder is not for it.
 */
import { Command, CommanderError } from 'commander';
import { TillError } from '../src/errors.ts';
import { identityOf } from '../src/open-gateway.ts';
import { dataFolderProblem } from '../src/payment/index.ts';
import { type ConfigPlace, configAt, withEnvironment } from './people/place.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { json, ...place } = readOptions();
    const { config } = configAt(withEnvironment(place, process.env), process.env);
    const problem = await dataFolderProblem(config.dataDir, identityOf(config));
    if (problem) throw problem;
    if (json) console.log(JSON.stringify({ ok: true, dataDir: config.dataDir }));
    else console.log(`The configuration is good, and so is the data folder ${config.dataDir}.`);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof TillError)) throw error;
    console.error(`${error.code}: ${error.message}\n${error.hint}`);
    return 2;
  }
}

function readOptions(): ConfigPlace & { json: boolean } {
  return new Command('check')
    .description(
      'Whether this version of the till would start with this configuration and this data folder. Changes nothing.\n' +
        'Exit: 0 it would, 2 it would not.',
    )
    .option('--config <file>', "the till's configuration, as for npm start")
    .option('--data-dir <folder>', "the till's data folder, as for npm start")
    .option('--json', 'print JSON', false)
    .exitOverride()
    .parse()
    .opts<ConfigPlace & { json: boolean }>();
}
