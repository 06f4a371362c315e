/** `scantill init`. Exit 0 where it is made, 1 where it is not, 2 for wrong or missing arguments, 130 where it was broken off. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { type Asker, createAsker, Interrupted } from './init/asker.ts';
import { SCHEMA_FILE } from './init/config-schema.ts';
import { NotMade } from './init/not-made.ts';
import { parseInitOptions } from './init/options.ts';
import { runInit } from './init/run-init.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  let asker: Asker | undefined;
  try {
    const options = parseInitOptions(process.argv.slice(2), process.env);
    const isTerminal = process.stdin.isTTY === true && !options.json && !options.keysOnly;
    if (isTerminal) asker = createAsker({ input: process.stdin, output: process.stderr });
    return await runInit(options, {
      asker,
      machine: { timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone },
      uid: process.getuid?.(),
      now: Date.now(),
      schemaFrom: packagedSchema(),
      say: (text) => console.log(text),
      complain: (text) => console.error(text),
    });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Interrupted) {
      console.error(
        '\nBroken off. No configuration was written; a key pair that was made stays, and is used the next time.',
      );
      return 130;
    }
    if (!(error instanceof NotMade)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    asker?.close();
  }
}

/** Beside package.json; this runs in dist/scripts. */
function packagedSchema(): string | undefined {
  const file = fileURLToPath(new URL(`../../${SCHEMA_FILE}`, import.meta.url));
  return existsSync(file) ? file : undefined;
}
