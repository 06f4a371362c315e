import { write } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { systemClock } from '../clock.ts';
import { createLog } from '../log.ts';
import { BEAT_EVERY_MS, pulseOn } from './pulse.ts';
import { createStandstill } from './standstill.ts';
import type { WatchdogOrder } from './watchdog.ts';

/**
 * A thread of its own that looks whether the till's still turns, and ends the process where it does not: whoever keeps the
 * till running (systemd, Docker) starts it again, and it goes on from its disk. It waits without timers: nothing of it
 * depends on the thread it watches, not even its last words.
 */

const STANDARD_ERROR = 2;
/** The last line may take so long, and no longer: it may be that nobody reads what the till writes, and it stands still for that. */
const LAST_WORDS_MS = 500;

const { memory, limitMs } = workerData as WatchdogOrder;
const pulse = pulseOn(memory);
const standstill = createStandstill(BEAT_EVERY_MS);
const log = createLog('info', (line) => write(STANDARD_ERROR, line, () => {}));

let lookedAt = systemClock.monotonic();
let busyBefore = process.cpuUsage();
while (pulse.wait(BEAT_EVERY_MS)) {
  const now = systemClock.monotonic();
  const stillMs = standstill.look(pulse.beats(), now - lookedAt);
  lookedAt = now;
  if (stillMs === 0) busyBefore = process.cpuUsage();
  if (stillMs < limitMs || pulse.isDebugged()) continue;
  const { user, system } = process.cpuUsage(busyBefore);
  log.error('the till stood still and is ended, to be started again', {
    stillSeconds: Math.round(stillMs / 1000),
    // Near to the time it stood still: it computed. Near to nothing: it waited for the system, such as for a disk.
    busySeconds: Math.round((user + system) / 1_000_000),
    memoryMegabytes: Math.round(process.memoryUsage.rss() / 2 ** 20),
  });
  pulse.wait(LAST_WORDS_MS);
  // Nothing softer is heard by a thread that stands still; and what aborts may leave codes in a dump of its memory.
  process.kill(process.pid, 'SIGKILL');
}
