import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { isFinal, type OrderState } from '../../src/payment/order.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId, startSandbox } from '../../src/sandbox/index.ts';
import { startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A till killed at a named point of a sale, and what its order must come to after a restart. */
interface Kill {
  point: string;
  outcome: OutcomeId;
  /** Killed from outside as the gateway receives this, where the point is no write of the till. */
  onRequest?: string;
  cancel?: true;
  /** How the order ends; nothing where none was ever durable. */
  end?: OrderState;
  keptMinor: number;
  speed?: number;
}

const KILLS: Kill[] = [
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

const child = fileURLToPath(new URL('../support/crashing-till.mjs', import.meta.url));

// The killed till is the built one, as in a shop.
beforeAll(() => void execFileSync(process.execPath, ['scripts/build.mjs']));

const titled = KILLS.map((kill) => [`${kill.point}, outcome ${kill.outcome}`, kill] as const);

test.each(titled)('killed at "%s", the order ends as the money did', async (_, kill) => {
  const folder = temporaryFolder();
  const since = Date.now();
  const speed = kill.speed ?? 40;
  const clock = scaledClock(speed, since);
  const requests: { method: string; orderNo: string }[] = [];
  const sandbox = await startSandbox({
    dir: join(folder, 'sandbox'),
    clock,
    random: systemRandom,
    log: silentLog,
    onRequest: (request) => {
      requests.push(request);
      if (request.method === kill.onRequest) till.kill('SIGKILL');
    },
  });
  onTestFinished(() => sandbox.close());
  const plan = {
    folder,
    speed,
    since,
    code: makeCode({ wallet: 'alipay', outcome: kill.outcome }, systemRandom),
    gateway: {
      baseUrl: sandbox.url,
      path: sandbox.path,
      appId: sandbox.appId,
      merchantNo: sandbox.merchantNo,
      refusalCodes: sandbox.refusalCodes,
      keys: { merchantPrivateKey: sandbox.merchantPrivateKey, gatewayPublicKey: sandbox.gatewayPublicKey },
    },
    crash: kill.point,
    cancel: kill.cancel,
  };
  const till = spawn(process.execPath, [child, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void till.kill('SIGKILL'));
  let orderNo = '';
  till.stdout.setEncoding('utf8').on('data', (text: string) => {
    orderNo += text;
  });
  const [, signal] = await once(till, 'close');
  expect(signal).toBe('SIGKILL');
  orderNo = orderNo.trim();

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
