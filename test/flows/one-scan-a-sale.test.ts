import { expect, test } from 'vitest';
import { type SimulatedGun, simulatedGun } from '../../src/devices/simulated-transport.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId } from '../../src/sandbox/index.ts';
import { openGunShop } from '../support/gun-shop.ts';
import { tcpListenConfig } from '../support/scanner-configs.ts';
import { until } from '../support/until.ts';

/** A lane with two guns, from their bytes to the gateway's books. */

const codeFor = (outcome: OutcomeId) => makeCode({ wallet: 'alipay', outcome }, systemRandom);

async function openLane() {
  const guns: SimulatedGun[] = [];
  const scanner = tcpListenConfig('127.0.0.1:0');
  const { engine, scanners } = await openGunShop({
    lanes: [{ id: '1', scanners: [scanner, scanner] }],
    transports: (clock) => () => {
      const gun = simulatedGun(clock);
      guns.push(gun);
      return gun.transport;
    },
  });
  const [left, right] = guns;
  if (!left || !right) throw new Error('expected two guns');
  await until(() => left.isOpen() && right.isOpen(), { what: 'both guns are open' });
  const orderIn = (state: string) =>
    until(
      () => {
        const phase = engine.payments.view('1')?.phase;
        return phase?.kind === 'order' && phase.order.state === state && phase.order;
      },
      { what: `an order is ${state}` },
    );
  const counts = () => scanners.statuses().map(({ counters: { taken, ignored } }) => ({ taken, ignored }));
  const orders = async () => (await engine.payments.orders({ limit: 10 })).orders;
  return { engine, left, right, orderIn, counts, orders };
}

test.each([
  ['the same code', true],
  ['two codes', false],
])('of two guns that read %s at the same instant one makes a payment', async (_, isSame) => {
  const { engine, left, right, orderIn, counts, orders } = await openLane();
  await engine.charge('1', 1230);
  const code = codeFor('paid');
  left.scan(code);
  right.scan(isSame ? code : codeFor('paid'));
  await orderIn('paid');
  expect(counts()).toEqual([
    { taken: 1, ignored: 0 },
    { taken: 0, ignored: 1 },
  ]);
  expect(await orders()).toHaveLength(1);
});

test('after a decline either gun may read the next code, and a code that was begun before does not count', async () => {
  const { engine, left, right, orderIn, orders } = await openLane();
  const saleId = await engine.charge('1', 1230);
  left.scan(codeFor('declined'));
  await orderIn('declined');
  const half = codeFor('paid');
  right.push(Buffer.from(half.slice(0, 9)));
  expect(engine.payments.retry('1', saleId)).toMatchObject({ ok: true });
  right.push(Buffer.from(`${half.slice(9)}\r`));
  expect(engine.payments.view('1')?.phase.kind).toBe('ready');
  right.scan(codeFor('paid'));
  await orderIn('paid');
  expect((await orders()).map(({ state }) => state).toSorted()).toEqual(['declined', 'paid']);
});

test('a wrong code is refused with its sound, and the right one is paid at once', async () => {
  const { engine, left, orderIn } = await openLane();
  await engine.charge('1', 1230);
  left.scan('4006381333931');
  left.scan(codeFor('paid'));
  await orderIn('paid');
  expect(left.sounds()).toEqual(['refused', 'good']);
});

test('a sale that is taken back and charged anew at once takes no code of the first', async () => {
  const { engine, left, orders } = await openLane();
  const first = await engine.charge('1', 1230);
  const code = codeFor('paid');
  left.push(Buffer.from(code.slice(0, 9)));
  engine.payments.cancel('1', first);
  const second = await engine.charge('1', 4560);
  left.push(Buffer.from(`${code.slice(9)}\r`));
  expect(engine.payments.view('1')?.phase).toMatchObject({ kind: 'ready', sale: { saleId: second } });
  expect(await orders()).toEqual([]);
});
