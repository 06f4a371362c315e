import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { EngineNews } from '../../src/payment/index.ts';
import { createHarmless } from '../../src/watch/harmless.ts';
import { startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('what cannot be counted stops nothing, and is told once', () => {
  const lines: string[] = [];
  const harmless = createHarmless(createLog('info', (line) => void lines.push(line)));
  for (let count = 0; count < 3; count += 1) {
    harmless(() => {
      throw new Error('no such label');
    });
  }
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('no such label');
});

test('a sale is paid whatever becomes of its counting', async () => {
  const harmless = createHarmless(createLog('silent'));
  let calls = 0;
  const fails = () =>
    harmless(() => {
      calls += 1;
      throw new Error('cannot count');
    });
  const news: EngineNews = { order: fails, saved: fails, scanned: fails, closed: fails, closeFailed: fails };
  const engine = await startEngine({ folder: temporaryFolder(), news });
  const order = await engine.sell('1', 'paid');
  await engine.orderWhen(order.orderNo, ({ state }) => state === 'paid');
  await engine.stop();
  expect(calls).toBeGreaterThan(4);
});
