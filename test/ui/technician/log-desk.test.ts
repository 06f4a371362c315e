import { expect, onTestFinished, test } from 'vitest';
import type { Api, Reply } from '../../../src/ui/technician/api.ts';
import { createLogDesk } from '../../../src/ui/technician/log-desk.ts';
import type { LogLine } from '../../../src/ui/technician-messages.ts';
import { handClock } from '../../support/hand-clock.ts';

const line = (n: number, level = 'info'): LogLine => ({
  n,
  time: '',
  level,
  message: `line ${n}`,
  fields: {},
});

/** A log whose till is the test. */
function bench() {
  const clock = handClock();
  const till = { bootId: 'one', lines: [] as LogLine[], isThere: true };
  const asked: string[] = [];
  const api: Api = {
    get: async (path) => {
      asked.push(path);
      if (!till.isThere) return { kind: 'unreachable' };
      const query = new URLSearchParams(path.split('?')[1]);
      const after = query.get('bootId') === till.bootId ? Number(query.get('after')) : 0;
      const body = { bootId: till.bootId, lines: till.lines.filter(({ n }) => n > after) };
      return { kind: 'ok', body } as Reply<never>;
    },
    post: async () => ({ kind: 'unreachable' }),
    put: async () => ({ kind: 'unreachable' }),
    delete: async () => ({ kind: 'unreachable' }),
  };
  const log = createLogDesk({ clock, api });
  const over = new AbortController();
  onTestFinished(() => over.abort());
  void log.follow(over.signal);
  return { clock, till, asked, log, shown: () => log.lines.value.map(({ n }) => n) };
}

test('lines come as they are written, newest first, each once', async () => {
  const { clock, till, shown, asked } = bench();
  till.lines.push(line(1), line(2));
  await clock.advance(1000);
  expect(shown()).toEqual([2, 1]);
  till.lines.push(line(3));
  await clock.advance(1000);
  expect(shown()).toEqual([3, 2, 1]);
  expect(asked.at(-1)).toBe('/log?after=2&bootId=one');
});

test('only the chosen level and above is shown, and the rest is there when it is wanted', async () => {
  const { clock, till, log, shown } = bench();
  till.lines.push(line(1, 'debug'), line(2), line(3, 'warn'), line(4, 'error'), line(5, 'odd'));
  await clock.advance(1000);
  expect(shown()).toEqual([5, 4, 3, 2]);
  log.level.value = 'warn';
  expect(shown()).toEqual([5, 4, 3]);
  log.level.value = 'debug';
  expect(shown()).toEqual([5, 4, 3, 2, 1]);
});

test('a paused log stands still, and catches up afterwards', async () => {
  const { clock, till, log, shown, asked } = bench();
  till.lines.push(line(1));
  await clock.advance(1000);
  log.isPaused.value = true;
  till.lines.push(line(2), line(3));
  const before = asked.length;
  await clock.advance(5000);
  expect(shown()).toEqual([1]);
  expect(asked.length).toBe(before);
  log.isPaused.value = false;
  await clock.advance(1000);
  expect(shown()).toEqual([3, 2, 1]);
});

test('after a restart the log is the new one, and a silent till changes nothing', async () => {
  const { clock, till, shown } = bench();
  till.lines.push(line(1), line(2));
  await clock.advance(1000);
  till.isThere = false;
  await clock.advance(3000);
  expect(shown()).toEqual([2, 1]);
  Object.assign(till, { isThere: true, bootId: 'two', lines: [line(1)] });
  await clock.advance(1000);
  expect(shown()).toEqual([1]);
});
