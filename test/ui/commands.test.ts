import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { type Clock, scaledClock, systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import { COMMAND_NAMES, Commands } from '../../src/ui/commands.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { atMachine, openGuard } from '../support/open-guard.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

async function startCommands(
  clock: Clock = scaledClock(40),
): Promise<{ engine: Engine; commands: Commands }> {
  const engine = await startEngine({ folder: temporaryFolder(), clock, lanes: ['1', '2'] });
  onTestFinished(() => engine.stop());
  await until(() => engine.payments.health().block === undefined, { what: 'the lanes can sell' });
  return { engine, commands: new Commands({ payments: engine.payments, clock, guard: openGuard() }) };
}

const HERE = { lane: '1', caller: atMachine };

let made = 0;
const newId = () => {
  made += 1;
  return `command-${made}`;
};
const charge = (commandId = newId(), amountMinor = 1230) => ({ commandId, amountMinor });
const paid = () => makeCode({ wallet: 'alipay', outcome: 'paid' }, systemRandom);
const never = () => makeCode({ wallet: 'alipay', outcome: 'never' }, systemRandom);

async function saleOn(commands: Commands): Promise<string> {
  const answer = await commands.run(HERE, 'charge', charge());
  if (!answer.ok || answer.saleId === undefined) throw new Error(JSON.stringify(answer));
  return answer.saleId;
}

test('a command runs once, however often it arrives', async () => {
  const { engine, commands } = await startCommands();
  const message = charge();
  const first = await commands.run(HERE, 'charge', message);
  expect(first).toEqual({ ok: true, saleId: expect.stringMatching(/^S\d{6}/) });
  expect(await commands.run(HERE, 'charge', message)).toEqual(first);

  const saleId = first.ok ? (first.saleId ?? '') : '';
  const cancel = { commandId: newId(), saleId };
  expect(await commands.run(HERE, 'cancel', cancel)).toEqual({ ok: true });
  expect(await commands.run(HERE, 'charge', message), 'not charged anew after its end').toEqual(first);
  expect(engine.payments.view('1')?.phase.kind).toBe('idle');
  expect(await commands.run(HERE, 'cancel', cancel), 'the answer it had, not "that sale is over"').toEqual({
    ok: true,
  });
});

test('an id that another command had is refused, and nothing is done', async () => {
  const { engine, commands } = await startCommands();
  const message = charge();
  const first = await commands.run(HERE, 'charge', message);
  const reused = await commands.run(HERE, 'charge', { ...message, amountMinor: 99_900 });
  expect(reused).toMatchObject({ ok: false, error: { code: 'idReused' } });
  expect(engine.payments.view('1')?.phase).toMatchObject({ kind: 'ready', sale: { amountMinor: 1230 } });
  expect(await commands.run(HERE, 'charge', { ...message, session: 'signed-in-since' })).toEqual(first);
  const scan = { commandId: newId(), saleId: first.ok ? (first.saleId ?? '') : '', text: paid() };
  const taken = await commands.run(HERE, 'scan', scan);
  expect(await commands.run(HERE, 'scan', { ...scan, text: never() })).toMatchObject({
    error: { code: 'idReused' },
  });
  expect(await commands.run(HERE, 'scan', scan)).toEqual(taken);
});

test('a command that arrives several times at once runs once', async () => {
  const { engine, commands } = await startCommands();
  const message = charge();
  const answers = await Promise.all(Array.from({ length: 20 }, () => commands.run(HERE, 'charge', message)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const saleId = await saleOf(engine);
  const scan = { commandId: newId(), saleId, text: never() };
  const scans = await Promise.all(Array.from({ length: 20 }, () => commands.run(HERE, 'scan', scan)));
  for (const answer of scans) expect(answer).toEqual({ ok: true });
  const orders = async () => (await engine.payments.orders({ limit: 10 })).orders;
  await until(async () => (await orders()).length > 0, { what: 'the order is on disk' });
  expect(await orders()).toHaveLength(1);
});

async function saleOf(engine: Engine): Promise<string> {
  const phase = engine.payments.view('1')?.phase;
  if (phase?.kind !== 'ready') throw new Error(`the lane is ${phase?.kind}`);
  return phase.sale.saleId;
}

test('a refusal is kept too: a tap that came at the wrong time does nothing later', async () => {
  const { engine, commands } = await startCommands();
  const saleId = await saleOn(commands);
  const tooEarly = charge();
  expect(await commands.run(HERE, 'charge', tooEarly)).toMatchObject({ error: { code: 'laneBusy' } });
  await commands.run(HERE, 'cancel', { commandId: newId(), saleId });
  expect(await commands.run(HERE, 'charge', tooEarly)).toMatchObject({ error: { code: 'laneBusy' } });
  expect(engine.payments.view('1')?.phase.kind).toBe('idle');
});

test('answers are kept for a day and no longer', async () => {
  let ahead = 0;
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + ahead };
  const { commands } = await startCommands(clock);
  const saleId = await saleOn(commands);
  const dismissal = { commandId: newId(), saleId };
  expect(await commands.run(HERE, 'dismiss', dismissal)).toMatchObject({ error: { code: 'saleOver' } });
  const cancel = { commandId: newId(), saleId };
  expect(await commands.run(HERE, 'cancel', cancel)).toEqual({ ok: true });
  ahead = 23 * 3_600_000;
  expect(await commands.run(HERE, 'cancel', cancel)).toEqual({ ok: true });
  ahead = 25 * 3_600_000;
  expect(await commands.run(HERE, 'cancel', cancel)).toMatchObject({ error: { code: 'saleOver' } });
});

test('a lane that floods forgets its own oldest answers, and no other lane loses one', async () => {
  const { commands } = await startCommands();
  const saleId = await saleOn(commands);
  const cancel = { commandId: newId(), saleId };
  const stale = { commandId: newId(), saleId: 'S261120GONE' };
  const first = await commands.run(HERE, 'cancel', cancel);
  for (let i = 0; i < 10_001; i += 1)
    await commands.run({ ...HERE, lane: '2' }, 'dismiss', { ...stale, commandId: newId() });
  expect(await commands.run(HERE, 'cancel', cancel)).toEqual(first);
  for (let i = 0; i < 10_001; i += 1) await commands.run(HERE, 'dismiss', { ...stale, commandId: newId() });
  expect(await commands.run(HERE, 'cancel', cancel)).toMatchObject({ error: { code: 'saleOver' } });
});

test('a sale of one lane can be touched from no other', async () => {
  const { engine, commands } = await startCommands();
  await saleOn(commands);
  const saleId = await saleOf(engine);
  for (const name of [
    'cancel',
    'dismiss',
    'retry',
    'keepWaiting',
    'nextCustomer',
    'paidAnotherWay',
    'giveBack',
  ] as const) {
    const answer = await commands.run({ ...HERE, lane: '2' }, name, { commandId: newId(), saleId });
    expect(answer, name).toMatchObject({ error: { code: 'saleOver' } });
  }
  expect(
    await commands.run({ ...HERE, lane: '2' }, 'scan', { commandId: newId(), saleId, text: paid() }),
  ).toMatchObject({
    error: { code: 'saleOver' },
  });
  expect(engine.payments.view('1')?.phase.kind).toBe('ready');
});

test('whatever is not a command is answered as such, never thrown and never done', async () => {
  const { engine, commands } = await startCommands();
  const saleId = await saleOn(commands);
  const before = JSON.stringify(engine.payments.view('1')?.phase);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...COMMAND_NAMES), fc.anything(), async (name, message) => {
      const answer = await commands.run(HERE, name, message);
      expect(answer).toMatchObject({ ok: false, error: { code: 'badCommand' } });
    }),
    { numRuns: 500 },
  );
  const good = { commandId: newId(), saleId };
  const nearly: [(typeof COMMAND_NAMES)[number], unknown][] = [
    ['cancel', { ...good, extra: 1 }],
    ['cancel', { ...good, commandId: 'short' }],
    ['cancel', { ...good, commandId: 'x'.repeat(65) }],
    ['cancel', { saleId }],
    ['cancel', { commandId: newId(), saleId: [saleId] }],
    ['cancel', [good]],
    ['charge', { commandId: newId(), amountMinor: '1230' }],
    ['charge', { commandId: newId(), amountMinor: 12.3 }],
    ['charge', { commandId: newId(), amountMinor: 0 }],
    ['charge', { commandId: newId(), amountMinor: -1 }],
    ['charge', { commandId: newId(), amountMinor: Number.NaN }],
    ['charge', { commandId: newId(), amountMinor: 2 ** 53 }],
    ['charge', { commandId: newId(), amountMinor: 1, reference: 'x'.repeat(65) }],
    ['scan', { ...good, text: '' }],
    ['scan', { ...good, text: '1'.repeat(513) }],
    ['dismissNotice', { commandId: newId() }],
  ];
  for (const [name, message] of nearly) {
    const answer = await commands.run(HERE, name, message);
    expect(answer, JSON.stringify(message)).toMatchObject({ ok: false, error: { code: 'badCommand' } });
  }
  expect(JSON.stringify(engine.payments.view('1')?.phase)).toBe(before);
});

test('an amount above the limit of one sale is refused in words', async () => {
  const { commands } = await startCommands();
  expect(await commands.run(HERE, 'charge', charge(newId(), 100_000_000))).toEqual({
    ok: false,
    error: { code: 'amountInvalid', message: expect.stringContaining('limit of one sale') },
  });
});

test('a scan for a sale that is over does nothing', async () => {
  const { engine, commands } = await startCommands();
  const old = await saleOn(commands);
  const text = paid();
  await commands.run(HERE, 'cancel', { commandId: newId(), saleId: old });
  expect(await commands.run(HERE, 'scan', { commandId: newId(), saleId: old, text })).toMatchObject({
    error: { code: 'saleOver' },
  });
  const next = await saleOn(commands);
  expect(await commands.run(HERE, 'scan', { commandId: newId(), saleId: old, text })).toMatchObject({
    error: { code: 'saleOver' },
  });
  expect(engine.payments.view('1')?.phase.kind, 'the next customer is still to scan').toBe('ready');
  expect(await commands.run(HERE, 'scan', { commandId: newId(), saleId: next, text })).toEqual({ ok: true });
});

test('a product barcode is refused with a sentence, and the lane goes on waiting', async () => {
  const { engine, commands } = await startCommands();
  const saleId = await saleOn(commands);
  const text = makeCode({ wallet: 'ean13' }, systemRandom);
  expect(await commands.run(HERE, 'scan', { commandId: newId(), saleId, text })).toEqual({
    ok: false,
    error: {
      code: 'productBarcode',
      message: 'That was a product barcode. Ask the customer to open the payment code in the wallet.',
    },
  });
  expect(engine.payments.view('1')?.phase).toMatchObject({ kind: 'ready', refusal: 'productBarcode' });
});

test('from charge to next sale by commands alone', async () => {
  const { engine, commands } = await startCommands();
  const saleId = await saleOn(commands);
  await commands.run(HERE, 'scan', { commandId: newId(), saleId, text: paid() });
  const orderNo = (await engine.payments.sale(saleId))?.orderNos.at(-1) ?? '';
  await engine.orderWhen(orderNo, (order) => order.state === 'paid');
  expect(await commands.run(HERE, 'retry', { commandId: newId(), saleId })).toMatchObject({
    error: { code: 'notPossible' },
  });
  expect(await commands.run(HERE, 'dismiss', { commandId: newId(), saleId })).toEqual({ ok: true });
  expect(await commands.run(HERE, 'dismiss', { commandId: newId(), saleId })).toMatchObject({
    error: { code: 'saleOver' },
  });
});
