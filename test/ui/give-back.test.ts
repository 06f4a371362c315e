import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import type { Gateway, RefundAnswer } from '../../src/payment/gateway.ts';
import { connectTablet, runUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

let made = 0;
const newId = () => {
  made += 1;
  return `give-back-${made}`;
};

/** A lane whose payment of 12.30 came though it was being called off: the screen asks whether the customer takes the goods. */
async function withLatePayment(wrap?: (gateway: Gateway) => Gateway) {
  // The customer has long to be faster than the cancel, however busy this machine is.
  const payment = { cancelNotBeforeSeconds: 45 };
  const { url, engine } = await runUi({
    engine: { clock: scaledClock(20), payment, ...(wrap && { wrap }) },
  });
  const tablet = await connectTablet(url);
  const { orderNo, saleId } = await engine.sell('1', 'password', 1230);
  await engine.orderWhen(orderNo, ({ state }) => state === 'pending');
  engine.payments.cancel('1', saleId);
  await engine.orderWhen(orderNo, ({ state }) => state === 'paid');
  const asked = await tablet.screenWhen(({ mode }) => mode === 'paid');
  const refunds = async () => (await engine.payments.order(orderNo))?.refunds ?? [];
  return { url, engine, tablet, orderNo, saleId, asked, refunds };
}

test('a payment that came too late for its cancel can be given back, and the screen follows the money', async () => {
  const { engine, tablet, orderNo, saleId, asked } = await withLatePayment();
  expect(asked).toMatchObject({
    message: 'Paid: the cancel came too late',
    actions: ['dismiss', 'giveBack'],
  });
  expect(await tablet.command('giveBack', { commandId: newId(), saleId })).toEqual({ ok: true });
  const end = await tablet.screenWhen(({ mode }) => mode === 'refunded');
  expect(end).toMatchObject({ saleId, message: 'The customer has the money back', amount: { minor: 1230 } });
  const modes = tablet.screens.map(({ mode }) => mode);
  const onTheWay = new Set(modes.slice(modes.indexOf('refunding')));
  expect([...onTheWay], 'never paid again on the way').toEqual(['refunding', 'refunded']);
  expect(await engine.sandbox.truthOf(orderNo)).toMatchObject({ refundedMinor: 1230, keptMinor: 0 });
});

test('however often and wherever it is tapped, the money goes back once', async () => {
  const { url, engine, tablet, orderNo, saleId, refunds } = await withLatePayment();
  const other = await connectTablet(url);
  const taps = [tablet, other, tablet, other].map((each) =>
    each.command('giveBack', { commandId: newId(), saleId }),
  );
  for (const answer of await Promise.all(taps)) expect(answer).toEqual({ ok: true });
  await tablet.screenWhen(({ mode }) => mode === 'refunded');
  expect(await tablet.command('giveBack', { commandId: newId(), saleId })).toEqual({ ok: true });
  expect(await refunds()).toMatchObject([
    { amountMinor: 1230, reason: 'goods not handed over', state: 'done' },
  ]);
  expect(await engine.sandbox.truthOf(orderNo)).toMatchObject({ refundedMinor: 1230 });
});

test('what was kept is not given back by a late tap', async () => {
  const { tablet, saleId, refunds } = await withLatePayment();
  expect(await tablet.command('dismiss', { commandId: newId(), saleId })).toEqual({ ok: true });
  expect(await tablet.command('giveBack', { commandId: newId(), saleId })).toMatchObject({
    error: { code: 'saleOver' },
  });
  expect(await refunds()).toEqual([]);
});

/** The wallet refuses the refund, in its own words. */
function refusingRefunds(gateway: Gateway): Gateway {
  return new Proxy(gateway, {
    get: (target, name) => {
      if (name === 'refund') return refusal;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const refusal: Gateway['refund'] = async ({ refundNo, amount, currency }): Promise<RefundAnswer> => ({
  kind: 'failed',
  facts: { orderNo: refundNo, transType: 3, orderAmount: amount, currency },
  message: 'the account is closed',
  code: '0',
  traceId: 'T',
});

test('money that the wallet does not send back calls for a manager, in the words of the wallet', async () => {
  const { tablet, saleId } = await withLatePayment(refusingRefunds);
  await tablet.command('giveBack', { commandId: newId(), saleId });
  expect(await tablet.screenWhen(({ mode }) => mode === 'attention')).toMatchObject({
    message: 'The money could not be sent back',
    hint: 'The wallet says: The account is closed. Call a manager.',
    actions: ['charge', 'dismiss'],
  });
});

test('a refund that fails behind the next sale is told beside it', async () => {
  let answer: (value: RefundAnswer) => void = () => {};
  const late = new Promise<RefundAnswer>((resolve) => {
    answer = resolve;
  });
  let asked: Parameters<Gateway['refund']>[0] | undefined;
  const { engine, tablet, saleId } = await withLatePayment((gateway) => {
    const refusing = refusingRefunds(gateway);
    return new Proxy(refusing, {
      get: (target, name) => {
        if (name !== 'refund') return Reflect.get(target, name);
        return (request: Parameters<Gateway['refund']>[0]) => {
          asked = request;
          return late;
        };
      },
    });
  });
  await tablet.command('giveBack', { commandId: newId(), saleId });
  await tablet.screenWhen(({ mode }) => mode === 'refunding');
  await tablet.command('dismiss', { commandId: newId(), saleId });
  await engine.charge('1', 500);
  const request = await until(() => asked, { what: 'the refund was sent' });
  answer(await refusal(request, { timeoutMs: 1 }));
  const told = await tablet.screenWhen(({ notices }) => notices.length > 0);
  expect(told).toMatchObject({
    mode: 'ready',
    amount: { minor: 500 },
    notices: [
      {
        tone: 'attention',
        text: expect.stringMatching(
          /12\.30 USD from .* could not be sent back\. The wallet says: The account is closed\. Call a manager\./,
        ),
      },
    ],
  });
});
