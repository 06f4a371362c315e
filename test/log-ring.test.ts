import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { createLogRing } from '../src/log-ring.ts';

test('the ring keeps what the log wrote, in order, with its numbers', () => {
  const ring = createLogRing();
  const log = createLog('info', ring.write);
  log.info('scanner up', { scanner: 'front' });
  log.debug('nobody asked for this');
  log.warn('scanner not up', { scanner: 'back' });
  expect(ring.after(0)).toEqual([
    {
      n: 1,
      time: expect.stringMatching(/Z$/),
      level: 'info',
      message: 'scanner up',
      fields: { scanner: 'front' },
    },
    { n: 2, time: expect.any(String), level: 'warn', message: 'scanner not up', fields: { scanner: 'back' } },
  ]);
  expect(ring.after(1).map(({ n }) => n)).toEqual([2]);
  expect(ring.after(2)).toEqual([]);
});

test('the ring holds the newest lines and no more', () => {
  const ring = createLogRing(5);
  for (let n = 1; n <= 23; n += 1) ring.write(`{"level":"info","msg":"line ${n}"}\n`);
  expect(ring.after(0).map(({ n, message }) => `${n} ${message}`)).toEqual(
    [19, 20, 21, 22, 23].map((n) => `${n} line ${n}`),
  );
});

test('what slipped through into a line is masked in the ring as in the log', () => {
  const ring = createLogRing();
  createLog('info', ring.write).error('odd', { text: '281234567890123456' });
  expect(JSON.stringify(ring.after(0))).not.toContain('34567890');
});

test('a line that is no JSON is shown, and a very long one is cut', () => {
  const ring = createLogRing();
  ring.write('not JSON\n');
  ring.write(JSON.stringify({ level: 'error', msg: 'long', stack: 'x'.repeat(5000) }));
  const [plain, long] = ring.after(0);
  expect(plain).toMatchObject({ level: 'info', message: 'not JSON', fields: {} });
  expect(long).toMatchObject({ message: 'long', fields: { cut: expect.any(Number) } });
  expect(JSON.stringify(long).length).toBeLessThan(300);
});
