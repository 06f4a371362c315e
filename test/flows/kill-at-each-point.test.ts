import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { isFinal, type OrderState } from '../../src/payment/order.ts';
import { startEngine } from '../support/engine.ts';
import { buildTill, type Kill, killTill } from '../support/killed-till.ts';

/** A till killed at a named point of a sale, and what its order must come to after a restart. */
interface SaleKill extends Kill {
  /** How the order ends; nothing where none was ever durable. */
  end?: OrderState;
  keptMinor: number;
}

const KILLS: SaleKill[] = [
  { point: 'before saved: intent', outcome: 'paid', keptMinor: 0 },
  { point: 'saved: intent', outcome: 'paid', end: 'cancelled', keptMinor: 0, speed: 250 },
  {
    point: 'the request arrives',
    outcome: 'paid',
    onRequest: 'bscanc.pay.submit',
    end: 'paid',
    keptMinor: 1230,
  },
  { point: 'before saved: end paid', outcome: 'paid', end: 'paid', keptMinor: 1230 },
  { point: 'saved: end paid', outcome: 'paid', end: 'paid', keptMinor: 1230 },
  { point: 'saved: seen', outcome: 'paid', end: 'paid', keptMinor: 1230 },
  { point: 'saved: pending', outcome: 'password', end: 'paid', keptMinor: 1230 },
  { point: 'saved: first cancel', outcome: 'never', cancel: true, end: 'cancelled', keptMinor: 0 },
  { point: 'saved: first cancel', outcome: 'race', cancel: true, end: 'cancelled', keptMinor: 0 },
  {
    point: 'the cancel arrives',
    outcome: 'race',
    cancel: true,
    onRequest: 'order.revoker',
    end: 'cancelled',
    keptMinor: 0,
  },
  { point: 'saved: cancel answered', outcome: 'race', cancel: true, end: 'cancelled', keptMinor: 0 },
  { point: 'saved: paid behind the line', outcome: 'race', cancel: true, end: 'cancelled', keptMinor: 0 },
  { point: 'saved: end cancelled', outcome: 'never', cancel: true, end: 'cancelled', keptMinor: 0 },
  { point: 'before saved: end declined', outcome: 'declined', end: 'declined', keptMinor: 0 },
];

// The killed till is the built one, as in a shop.
beforeAll(buildTill);

const titled = KILLS.map((kill) => [`${kill.point}, outcome ${kill.outcome}`, kill] as const);

test.each(titled)('killed at "%s", the order ends as the money did', async (_, kill) => {
  const { folder, sandbox, clock, orderNo, requests } = await killTill(kill);
  const engine = await startEngine({ folder, sandbox, clock });
  onTestFinished(() => engine.stop());
  if (kill.end === undefined) {
    expect((await engine.payments.orders({ limit: 100 })).orders).toEqual([]);
  } else {
    const order = await engine.orderWhen(orderNo, isFinal);
    expect(order.state, JSON.stringify(order.history)).toBe(kill.end);
    const listed = (await engine.payments.orders({ limit: 100 })).orders.map((each) => each.orderNo);
    expect(listed).toEqual([orderNo]);
  }
  // What nobody has seen is on the lane again; what was seen is not.
  const phase = engine.payments.view('1')?.phase;
  const isSeen = kill.end === undefined || kill.point === 'saved: seen';
  expect(phase?.kind === 'order' ? phase.order.state : 'idle').toBe(isSeen ? 'idle' : kill.end);
  expect(engine.sandbox.truthOf(orderNo).keptMinor).toBe(kill.keptMinor);
  const submits = requests.filter(({ method }) => method === 'bscanc.pay.submit');
  expect(submits.length).toBeLessThanOrEqual(1);
});
