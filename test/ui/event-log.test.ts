import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import { commandFacts } from '../../src/ui/event-log.ts';
import { connectTablet, runUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

type Line = Record<string, unknown>;

/** A till whose outside and payments log to the same lines. */
async function loggedTill() {
  const lines: Line[] = [];
  const texts: string[] = [];
  const log = createLog('debug', (text) => {
    texts.push(text);
    lines.push(JSON.parse(text) as Line);
  });
  const ui = await runUi({ log, engine: { log } });
  const line = (isMeant: (line: Line) => boolean) =>
    until(() => lines.find(isMeant), { what: 'the line is logged' });
  return { ...ui, lines, texts, line };
}

test('one sale can be followed through the log, from the tap on the page to the call and the end', async () => {
  const { url, line, lines } = await loggedTill();
  const tablet = await connectTablet(url);
  const { saleId } = await tablet.command('charge', { commandId: 'tap-charge-1', amountMinor: 1230 });
  const text = makeCode({ wallet: 'alipay', outcome: 'paid' }, systemRandom);
  await tablet.command('scan', { commandId: 'tap-scan-1', saleId, text });
  const paid = await line(({ msg, state }) => msg === 'order changed' && state === 'paid');
  expect(paid).toMatchObject({ level: 'info', lane: '1', saleId, orderNo: expect.any(String) });
  const { orderNo } = paid;
  expect(lines).toContainEqual(
    expect.objectContaining({
      msg: 'command',
      command: 'charge',
      commandId: 'tap-charge-1',
      lane: '1',
      saleId,
    }),
  );
  const calls = lines.filter((each) => each.msg === 'gateway called' && each.orderNo === orderNo);
  expect(calls).toMatchObject([{ level: 'debug', method: 'bscanc.pay.submit' }]);
});

test('a refused command and a request that changes something are logged with what they were about', async () => {
  const { url, line } = await loggedTill();
  const tablet = await connectTablet(url);
  await tablet.command('cancel', { commandId: 'tap-cancel-1', saleId: 'S2611210000000000000' });
  expect(await line(({ command }) => command === 'cancel')).toMatchObject({
    saleId: 'S2611210000000000000',
    refused: 'saleOver',
  });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/api/v1/lanes/1/charge`, { method: 'POST', headers, body: '{"amount":"12.30"}' });
  expect(await line(({ msg }) => msg === 'request')).toMatchObject({
    method: 'POST',
    route: '/lanes/:lane/charge',
    status: 201,
    by: 'local',
    lane: '1',
  });
});

test('no code that was scanned, sent or put in the place of an id is in any line', async () => {
  const { url, texts, line } = await loggedTill();
  const tablet = await connectTablet(url);
  const code = makeCode({ wallet: 'wechat', outcome: 'paid' }, systemRandom);
  const { saleId } = await tablet.command('charge', { commandId: code, amountMinor: 1230 });
  await tablet.command('scan', { commandId: code.slice(0, 16), saleId, text: code });
  await line(({ state }) => state === 'paid');
  const headers = { 'content-type': 'application/json' };
  for (const path of [`orders/${code}/check`, `lanes/${code}/charge`]) {
    await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: '{}' });
  }
  await line(({ msg, status }) => msg === 'request' && status === 404);
  const all = texts.join('');
  expect(all).not.toContain(code);
  expect(all).not.toContain(code.slice(0, 16));
});

test('of what is no id nothing is logged', () => {
  const refusal = { ok: false, error: { code: 'badCommand', message: 'no' } } as const;
  for (const message of [
    { commandId: '28123456789012', saleId: '2812345678901234' },
    undefined,
    null,
    'x',
    7,
    { commandId: 7 },
    { commandId: 'a\nb', saleId: 'x'.repeat(99) },
  ]) {
    expect(commandFacts('1', message, refusal)).toEqual({ lane: '1', refused: 'badCommand' });
  }
});
