import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the process holds. */
export interface Resources {
  heapMb: number;
  rssMb: number;
  /** Open file descriptors; NaN where the system does not list them. */
  descriptors: number;
  /** Timers, sockets and their like that keep the process alive, by name. */
  handles: Record<string, number>;
}

/** A shop with a day's worth of scans may hold so much more, MB, than one that has just opened. */
const MOST_HEAP_MB = 2;
const MOST_RSS_MB = 48;
/** Node's own; a request to a thread is over when the next one is made. */
const PASSING = /^(Immediate|FSReqPromise|FSReqCallback|TickObject)$/;

/** A timer is not there while what it called is looked up, so handles are counted more than once. */
const COUNTS = 20;
const COUNT_EVERY_MS = 10;

/** After a full collection; of each kind of handle the most that were seen. */
export async function resourcesNow(): Promise<Resources> {
  const handles: Record<string, number> = {};
  for (let count = 0; count < COUNTS; count += 1) {
    await pause(COUNT_EVERY_MS);
    for (const [name, seen] of Object.entries(handlesNow())) {
      handles[name] = Math.max(handles[name] ?? 0, seen);
    }
  }
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: mb(heapUsed), rssMb: mb(rss), descriptors: countDescriptors(), handles };
}

function handlesNow(): Record<string, number> {
  const handles: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) {
    if (!PASSING.test(name)) handles[name] = (handles[name] ?? 0) + 1;
  }
  return handles;
}

/** What has grown more than it may, one sentence each. */
export function growth(before: Resources, after: Resources): string[] {
  const found: string[] = [];
  const tell = (what: string, from: number, to: number) => found.push(`${what} grew from ${from} to ${to}`);
  if (after.heapMb - before.heapMb > MOST_HEAP_MB) tell('the heap (MB)', before.heapMb, after.heapMb);
  if (after.rssMb - before.rssMb > MOST_RSS_MB) tell('resident memory (MB)', before.rssMb, after.rssMb);
  if (after.descriptors > before.descriptors)
    tell('open file descriptors', before.descriptors, after.descriptors);
  for (const [name, count] of Object.entries(after.handles)) {
    if (count > (before.handles[name] ?? 0))
      tell(`handles of kind ${name}`, before.handles[name] ?? 0, count);
  }
  return found;
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function countDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return Number.NaN;
  }
}

const mb = (bytes: number) => Math.round((bytes / 2 ** 20) * 10) / 10;
