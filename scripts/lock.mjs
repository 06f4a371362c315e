import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 1_000;
/** A holder that has not shown life for this long is gone, even if its process number is in use again. */
const STALE_MS = 10_000;

/**
 * Runs `work` while no other process does the same under this lock file. Whoever waits looks again as soon as the
 * holder is done or dead. It saves work and is no fence: two may run at once after a holder was frozen, so `work`
 * must only ever publish its result by a rename.
 */
export async function withLock(file, work) {
  while (!take(file)) {
    if (isAbandoned(file)) rmSync(file, { force: true });
    else await sleep(100);
  }
  const beat = setInterval(() => touch(file), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    const silentMs = Date.now() - statSync(file).mtimeMs;
    // An empty file is one whose holder is just writing its number.
    return silentMs > STALE_MS || (pid > 0 && (pid === process.pid || !isAlive(pid)));
  } catch {
    return false;
  }
}

function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Taken away as stale while this process was frozen: the work goes on, its rename decides.
  }
}
