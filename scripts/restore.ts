/** `scantill restore`. Exit 0 where it is done, 1 where it is not, 2 for wrong arguments. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { noteOldTillGone, type Restored, restoreBackup } from '../src/backup/index.ts';
import { systemClock } from '../src/clock.ts';
import { TillError } from '../src/errors.ts';
import { systemRandom } from '../src/random.ts';
import { contentsText } from './backup/contents-text.ts';
import { isAlive } from './doctor/process-life.ts';

interface Options {
  dataDir?: string;
  damagedToo: boolean;
  oldTill: string[];
  oldTillIsGone: boolean;
  json: boolean;
}

const self = { pid: process.pid, isAlive };

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const program: Command = readOptions();
    const [file] = program.args;
    const { json, ...options } = program.opts<Options>();
    const folder = options.dataDir ?? process.env.SCANTILL_DATA_DIR;
    if (folder === undefined) program.error('Say where to: --data-dir <folder>', { exitCode: 2 });
    const dataDir = path.resolve(folder);
    if (file !== undefined) show(await restore(path.resolve(file), dataDir, options), json);
    if (options.oldTillIsGone) {
      await noteOldTillGone(dataDir, { self, clock: systemClock });
      if (!json) console.log('Written down: the old till never sells again. No start looks for it any more.');
    } else if (file === undefined) program.error('Name the backup to restore', { exitCode: 2 });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof TillError)) throw error;
    console.error(`${error.code}: ${error.message}\n${error.hint}`);
    return 1;
  }
}

function readOptions(): Command {
  const more = (value: string, before: string[]) => [...before, value];
  return new Command('restore')
    .description(
      'Makes a data folder of a backup, for a till of its own: with a new number, and with orders that it only asks about\n' +
        'until a manager takes them over. All of the backup is read and checked before anything is written.\n' +
        'Exit: 0 done, 1 not done, 2 wrong arguments.',
    )
    .argument('[file]', 'the backup')
    .option('--data-dir <folder>', 'where to: a folder that is empty or not there')
    .option('--damaged-too', 'also where a part of the backup is damaged: that part is left out', false)
    .option('--old-till <url>', 'where else the old till may be found; may be given several times', more, [])
    .option('--old-till-is-gone', 'the old till never sells again: start without looking for it', false)
    .option('--json', 'print JSON', false)
    .exitOverride()
    .parse();
}

function restore(
  file: string,
  folder: string,
  { damagedToo, oldTill }: Omit<Options, 'json'>,
): Promise<Restored> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return restoreBackup(
    { file, folder, damagedToo, oldTill, version, self },
    { clock: systemClock, random: systemRandom },
  );
}

function show({ about, folder, tillId, damage, sound, contents }: Restored, json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ folder, tillId, from: about.tillId, damage, contents }));
    return;
  }
  const made = new Date(about.madeAt).toISOString();
  console.log(
    [
      `${folder}: till ${tillId}, made of till ${about.tillId}'s backup of ${made} (${sound.length} files).`,
      ...damage.map(({ path: at, why }) => `NOT RESTORED: ${at}: ${why}`),
      ...contentsText(contents),
      '',
      `What till ${about.tillId} did after ${made} is not known here. Its orders are only asked about; a refund of one`,
      'asks a manager first. See that the old till is stopped, and stays so, before this one is started.',
    ].join('\n'),
  );
}
