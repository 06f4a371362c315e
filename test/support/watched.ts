import { systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { createWatch, type TillWatch, type WatchRequest } from '../../src/watch/index.ts';

/** A watch over a till of one lane, on a disk that is there. */
export function watchOf(changes: Partial<WatchRequest> = {}): TillWatch {
  const request: WatchRequest = {
    folder: process.cwd(),
    lanes: ['1'],
    backupAt: async () => 0,
    version: '1.2.3',
    nodeVersion: 'v20.0.0',
    ownsProcess: false,
    ...changes,
  };
  return createWatch(request, { clock: systemClock, log: silentLog });
}

/** The value of one line of metrics, such as `scantill_sales_total{lane="1",state="paid"}`. */
export function metricOf(text: string, line: string): number | undefined {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length));
}
