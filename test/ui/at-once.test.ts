import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { askRaw, runUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

const TOKEN = 'sixteen-letters-';
const FAR = { 'x-forwarded-for': '10.0.0.9', authorization: `Bearer ${TOKEN}` };

test('who waits with too many requests at once is told so, and others are not', async () => {
  const { port, engine } = await runUi({ token: TOKEN });
  await engine.charge('1');
  const phase = engine.payments.view('1')?.phase;
  const saleId = phase?.kind === 'ready' ? phase.sale.saleId : '';
  const path = `/api/v1/sales/${saleId}?waitSeconds=50`;
  let answered = 0;
  const waiting = Array.from({ length: 200 }, () => {
    const one = request({ host: '127.0.0.1', port, path, headers: FAR, agent: false }, (response) => {
      answered += 1;
      response.resume();
    });
    one.on('error', () => {});
    one.end();
    return one;
  });
  onTestFinished(() => {
    for (const one of waiting) one.destroy();
  });
  const ask = (headers: Record<string, string>) => askRaw(port, { path: '/api/v1/lanes', headers });
  const refused = await until(
    async () => {
      const answer = await ask(FAR);
      return answer.status === 429 && answer;
    },
    { what: 'it is refused' },
  );
  expect(JSON.parse(refused.body)).toMatchObject({ code: 'tooManyAtOnce' });
  expect(refused.headers['retry-after']).toBe('1');
  expect((await ask({})).status).toBe(200);
  expect(answered).toBe(0);
  for (const one of waiting.slice(0, 50)) one.destroy();
  await until(async () => (await ask(FAR)).status === 200, { what: 'there is room again' });
});
