/** `scantill backup`. Exit 0 where it is done, 1 where it is not or where what was verified is damaged, 2 for wrong arguments. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CommanderError } from 'commander';
import { type Backup, createBackup, prune, sealFolder, verifyBackup } from '../src/backup/index.ts';
import { systemClock } from '../src/clock.ts';
import { TillError } from '../src/errors.ts';
import { placeOf } from '../src/open-backup.ts';
import { lockFolder } from '../src/payment/index.ts';
import { systemRandom } from '../src/random.ts';
import { contentsText } from './backup/contents-text.ts';
import { type BackupWish, parseBackupOptions } from './backup/options.ts';
import { isAlive } from './doctor/process-life.ts';
import { configAt, exitCodeOf } from './people/place.ts';

const parts = { clock: systemClock, random: systemRandom };

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const wish = parseBackupOptions(process.argv.slice(2), process.env);
    return wish.do === 'verify' ? await verify(wish) : await make(wish);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof TillError)) throw error;
    console.error(`${error.code}: ${error.message}\n${error.hint}`);
    return exitCodeOf(error);
  }
}

async function make(wish: Extract<BackupWish, { do: 'make' }>): Promise<number> {
  const { config } = configAt(wish.place, process.env);
  const folder = config.dataDir;
  const { isLast, keep } = wish;
  const to = wish.to ?? `${path.join(folder, 'backups')}${path.sep}`;
  const release = isLast ? await lockFolder(folder, { pid: process.pid, isAlive }) : async () => {};
  try {
    const request = { folder, to, version: versionOf(), place: await placeNow(config), isLast };
    const backup = await createBackup(request, parts);
    const { tillId } = backup.about;
    // First of all: whatever fails after it, the old folder must not be sold on.
    if (isLast) await sealFolder(folder, backup);
    const gone = keep === undefined ? [] : await prune(path.dirname(backup.file), { tillId, keep });
    if (wish.json) console.log(JSON.stringify({ ...facts(backup), removed: gone }));
    else console.log([...told(backup), ...gone.map((name) => `Removed: ${name}`)].join('\n'));
    return 0;
  } finally {
    await release();
  }
}

/** With what the running till says of itself: a port that the system chose stands in no configuration. */
async function placeNow(config: ReturnType<typeof configAt>['config']) {
  const place = placeOf(config);
  try {
    const { url } = JSON.parse(readFileSync(path.join(config.dataDir, 'console.json'), 'utf8')) as {
      url: string;
    };
    return { ...place, addresses: [...new Set([...place.addresses, url])] };
  } catch {
    return place;
  }
}

async function verify({ file, json }: Extract<BackupWish, { do: 'verify' }>): Promise<number> {
  const { about, damage, contents, sound } = await verifyBackup(file);
  const isGood = damage.length === 0;
  if (json) console.log(JSON.stringify({ ok: isGood, about, files: sound.length, damage, contents }));
  else {
    const whose = about
      ? [
          `Backup of till ${about.tillId}, made ${new Date(about.madeAt).toISOString()} by version ${about.madeBy}.`,
        ]
      : [];
    const verdict = isGood
      ? [`It is whole: ${sound.length} files, each as it was written.`]
      : ['IT IS DAMAGED:', ...damage.map(({ path: at, why }) => `  ${at}: ${why}`)];
    console.log([...whose, ...verdict, ...contentsText(contents)].join('\n'));
  }
  return isGood ? 0 : 1;
}

function facts({ file, size, about, contents, odd }: Backup) {
  return {
    file,
    size,
    madeAt: new Date(about.madeAt).toISOString(),
    tillId: about.tillId,
    contents,
    leftOut: odd,
  };
}

function told({ file, size, about, contents, odd }: Backup): string[] {
  return [
    `${file} (${Math.ceil(size / 1024)} kB), written and read back.`,
    ...contentsText(contents),
    ...odd.map((name) => `Left out, for its name: ${name}`),
    ...(about.isLast ? ['It is the last one: no till is started on the old folder any more.'] : []),
  ];
}

function versionOf(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
