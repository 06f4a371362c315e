import { expect, onTestFinished, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { CallBudget } from '../../src/payment/budget.ts';
import type { Gateway, PreflightResult } from '../../src/payment/gateway.ts';
import { GatewayWatch } from '../../src/payment/gateway-watch.ts';
import { answerOf, orderOf } from '../support/orders.ts';
import { until } from '../support/until.ts';

const READY: PreflightResult = { kind: 'ready' };
const DOWN: PreflightResult = { kind: 'unreachable', detail: 'no answer', cure: 'Check the network.' };

/** A watch over a gateway whose preflights come out as scripted; the last one for ever. */
function watchOver(script: PreflightResult[], skew: { ms?: number } = {}) {
  const clock = scaledClock(200);
  const told: string[] = [];
  const noCall = () => Promise.reject(new Error('only preflights are expected'));
  const gateway: Gateway = {
    identity: orderOf().gateway,
    submit: noCall,
    query: noCall,
    cancel: noCall,
    refund: noCall,
    queryRefund: noCall,
    readNotification: noCall,
    preflight: async () => {
      const result = (script.length > 1 ? script.shift() : script[0]) ?? READY;
      told.push(`preflight ${result.kind}`);
      return result;
    },
    warm: () => {},
    clockSkewMs: () => skew.ms,
    close: async () => {},
  };
  const watch = new GatewayWatch({
    gateway,
    budget: new CallBudget({ perSecond: 1000, burst: 1000 }, clock),
    clock,
    log: silentLog,
    onChange: (state) => told.push(state.kind),
    catchUp: async () => {
      told.push(`catch up while ${watch.state.kind}`);
    },
  });
  onTestFinished(() => watch.stop());
  return { watch, told, clock };
}

const isReady = (watch: GatewayWatch) =>
  until(() => watch.state.kind === 'ready', { what: 'the gateway is ready' });

test('nobody sells before a preflight, and before open orders were asked about', async () => {
  const { watch, told } = watchOver([READY]);
  expect(watch.state.kind).toBe('starting');
  await watch.start();
  expect(told).toEqual(['preflight ready', 'catch up while starting', 'ready']);
});

test('an unreachable gateway is tried again by itself, and its trouble dates from the first failure', async () => {
  const { watch, told, clock } = watchOver([DOWN, DOWN, DOWN, READY]);
  await watch.start();
  expect(watch.state).toMatchObject({ kind: 'unreachable', cure: 'Check the network.' });
  const { since } = watch.state;
  const startedAt = clock.monotonic();
  await until(() => told.filter((line) => line === 'preflight unreachable').length === 3, {
    what: 'third try',
  });
  expect(watch.state).toMatchObject({ kind: 'unreachable', since });
  await isReady(watch);
  expect(clock.monotonic() - startedAt).toBeGreaterThanOrEqual(1000 + 2000 + 4000 - 400);
  expect(told).toEqual([
    'preflight unreachable',
    'unreachable',
    'preflight unreachable',
    'preflight unreachable',
    'preflight ready',
    'catch up while unreachable',
    'ready',
  ]);
});

test.each(['refused', 'untrusted'] as const)('a gateway that is %s takes no sales', async (kind) => {
  const { watch } = watchOver([{ kind, detail: 'what', cure: 'how' }]);
  await watch.start();
  expect(watch.state).toMatchObject({ kind, detail: 'what', cure: 'how' });
});

test('a silent answer raises the question, and sales go on until a preflight fails', async () => {
  const { watch, told } = watchOver([READY, READY, DOWN, READY]);
  await watch.start();
  watch.heard(answerOf('unknown'));
  await until(() => told.length === 4, { what: 'a second preflight' });
  expect(told.slice(3)).toEqual(['preflight ready']);
  await until(
    () => {
      watch.heard(answerOf('notSent'));
      return told.includes('unreachable');
    },
    { what: 'the third preflight' },
  );
  await isReady(watch);
  expect(told.slice(-2)).toEqual(['catch up while unreachable', 'ready']);
});

test('an answer that says what became of a payment raises no question', async () => {
  const { watch, told } = watchOver([READY]);
  await watch.start();
  for (const kind of ['success', 'declined', 'pending', 'cancelled', 'noRecord'] as const) {
    watch.heard(answerOf(kind));
  }
  watch.heard({ traceId: 'T', kind: 'unknown', reason: 'unknownStatus', detail: '' });
  expect(told).toHaveLength(3);
});

test.each(['unsigned', 'badSignature', 'unknownCode'] as const)(
  'keys that change in the middle of a day stop the sales: an answer that is %s raises the question',
  async (reason) => {
    const untrusted: PreflightResult = { kind: 'untrusted', detail: 'what', cure: 'how' };
    const { watch } = watchOver([READY, untrusted]);
    await watch.start();
    expect(watch.state.kind).toBe('ready');
    watch.heard({ traceId: 'T', kind: 'unknown', reason, detail: '' });
    await until(() => watch.state.kind === 'untrusted', { what: 'the keys are found wrong' });
  },
);

test('ten doubts at once make one preflight', async () => {
  const { watch, told } = watchOver([READY]);
  await watch.start();
  for (let i = 0; i < 10; i += 1) watch.heard(answerOf('unknown'));
  await until(() => told.length > 3, { what: 'a second preflight' });
  expect(told.slice(3)).toEqual(['preflight ready']);
});

test('a clock that is off by minutes is a warning, by more than ten it stops sales until it is right', async () => {
  const skew: { ms?: number } = { ms: 3 * 60_000 };
  const { watch } = watchOver([READY], skew);
  await watch.start();
  expect(watch.state.kind).toBe('ready');
  expect(watch.clockOffMs()).toBe(3 * 60_000);
  skew.ms = -11 * 60_000;
  watch.heard(answerOf('success'));
  await until(() => watch.state.kind === 'clockWrong', { what: 'the clock is found wrong' });
  expect(watch.state).toMatchObject({ skewMs: -11 * 60_000 });
  skew.ms = 1000;
  await isReady(watch);
  expect(watch.clockOffMs()).toBeUndefined();
});

test('a clock that somebody sets wrong is found out without any call to the gateway', async () => {
  const skew: { ms?: number } = { ms: 0 };
  const { watch, told } = watchOver([READY], skew);
  await watch.start();
  skew.ms = 3_600_000;
  await until(() => watch.state.kind === 'clockWrong', { what: 'the clock is found wrong' });
  expect(told).toEqual(expect.arrayContaining(['clockWrong']));
  skew.ms = 0;
  await isReady(watch);
});

test('a clock that jumps by minutes, as after a sleep of the machine, is asked about once', async () => {
  const skew: { ms?: number } = { ms: 0 };
  const { watch, told, clock } = watchOver([READY], skew);
  await watch.start();
  skew.ms = 5 * 60_000;
  await until(() => told.length > 3, { what: 'a second preflight' });
  const since = clock.monotonic();
  await until(() => clock.monotonic() - since > 20_000, { what: 'some looks at the clock' });
  expect(told.slice(3)).toEqual(['preflight ready']);
  expect(watch.state.kind).toBe('ready');
});

test('a preflight warning is kept with the ready state', async () => {
  const { watch } = watchOver([{ kind: 'ready', warning: 'errorsUnsigned' }]);
  await watch.start();
  expect(watch.state).toMatchObject({ kind: 'ready', warning: 'errorsUnsigned' });
});

test('a stopped watch asks nothing more', async () => {
  const { watch, told } = watchOver([READY]);
  await watch.start();
  watch.stop();
  watch.heard(answerOf('unknown'));
  expect(told).toHaveLength(3);
});
