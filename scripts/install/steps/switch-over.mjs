import { basename, join, relative } from 'node:path';
import { backUpBefore } from './back-up-before.mjs';
import { pointTo, targetOf } from './files.mjs';
import { InstallError } from './install-error.mjs';
import { askReady, waitReady } from './ready.mjs';
import { putSystemFiles } from './system-files.mjs';
import { checkVersion, numberOf } from './version.mjs';

/**
 * Puts a version in the place of the one that runs, and takes it back where it does not get ready. Open orders stay in
 * the books: the one saves them as it ends, the other asks about them as it starts.
 */
export async function switchOver(version, parts) {
  const { places, say, system, wish } = parts;
  const link = targetOf(places.current);
  const old = link === undefined ? undefined : join(places.home, link);
  const wasRunning = system.isRunning();
  const { dataDir } = checkVersion(version);
  const mustSell = wasRunning && (await askReady(dataDir)).isReady === true;
  if (old === version) {
    for (const line of putSystemFiles(version, places)) say(line);
    system.reload();
    system.enable();
    say(`${basename(version)} was in place already`);
    if (wish.start && !wasRunning && system.hasSystemd)
      await start(version, { dataDir, mustSell: false }, parts);
    return;
  }
  if (old !== undefined && wasRunning) backUpBefore({ old, next: version }, parts);
  if (wasRunning) system.stop();
  put(version, parts);
  if (old === undefined) system.enable();
  // What somebody stopped stays stopped.
  const isStarted = wish.start && (wasRunning || old === undefined);
  if (!isStarted || !system.hasSystemd) {
    if (old !== undefined) pointTo(places.previous, relative(places.home, old));
    say(`${basename(version)} is in place, and not started`);
    return;
  }
  try {
    await start(version, { dataDir, mustSell }, parts);
  } catch (error) {
    if (old === undefined) throw error;
    await takeBack({ version, old, why: error.message }, { dataDir, mustSell }, parts);
  }
  if (old !== undefined) pointTo(places.previous, relative(places.home, old));
}

function put(version, { places, say, system }) {
  for (const line of putSystemFiles(version, places)) say(line);
  pointTo(places.current, relative(places.home, version));
  system.reload();
}

async function start(version, { dataDir, mustSell }, { say, system, wish }) {
  system.start();
  const number = numberOf(version);
  const wait = { version: number, dataDir, mustSell, waitSeconds: wish.waitSeconds };
  const why = await waitReady(wait, system);
  if (why !== undefined) {
    throw new InstallError(`${number} was started and did not get ready. ${why}\n${system.lastWords()}`);
  }
  say(mustSell ? `${number} runs and takes payments` : `${number} runs`);
}

async function takeBack({ version, old, why }, expected, parts) {
  const { system } = parts;
  const [failed, before] = [numberOf(version), numberOf(old)];
  const { problem } = checkVersion(old);
  if (problem !== undefined) {
    throw new InstallError(
      `${why}\n\n${before} cannot take its place again: ${failed} has changed the books. ${failed} is left in place.\n${problem}`,
    );
  }
  system.stop();
  put(old, parts);
  await start(old, expected, parts).catch((error) => {
    throw new InstallError(`${why}\n\n${before} was put back, and: ${error.message}`);
  });
  throw new InstallError(`${why}\n\n${before} was put back and runs as before; its books are as they were.`);
}
